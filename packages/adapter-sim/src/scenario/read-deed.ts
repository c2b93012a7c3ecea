import { commandNames } from './command-file.ts';
import type { LineFile } from './deed-file.ts';
import type { CommandDeed, Deed } from './scenario.ts';

/** What happens by a line of a timetable that the schema has accepted. */
export function deedOf(line: LineFile): Deed {
  return callOrPhone(line) ?? handOf(line) ?? networkOf(line) ?? commandOf(line);
}

function callOrPhone({ call, phone, does, answer, reject, hangUp }: LineFile): Deed | undefined {
  if (call !== undefined) {
    const { withheld, ...plan } = call;
    return { kind: 'call', call: { ...plan, isWithheld: withheld } };
  }
  if (phone !== undefined && does !== undefined) return { kind: 'behave', phone, behaviour: does };
  if (answer !== undefined) return { kind: 'answer', phone: answer };
  if (reject !== undefined) return { kind: 'reject', phone: reject };
  return hangUp === undefined ? undefined : { kind: 'hangUp', who: hangUp };
}

function handOf({ press, say, hold, unhold, requestTransfer }: LineFile): Deed | undefined {
  if (press !== undefined) return { kind: 'press', ...press };
  if (say !== undefined) return { kind: 'say', ...say };
  if (hold !== undefined) return { kind: 'hold', at: hold };
  if (unhold !== undefined) return { kind: 'unhold', at: unhold };
  if (requestTransfer === undefined) return undefined;
  const { at, to, attended = false } = requestTransfer;
  return { kind: 'requestTransfer', at, to, isAttended: attended };
}

function networkOf({ register, unregister, restart, faults }: LineFile): Deed | undefined {
  if (register !== undefined) return { kind: 'register', phone: register };
  if (unregister !== undefined) return { kind: 'unregister', phone: unregister };
  if (restart !== undefined) return { kind: 'restart', losing: restart.losing };
  return faults === undefined ? undefined : { kind: 'faults', faults };
}

function commandOf(line: LineFile): Deed {
  const name = commandNames.find((one) => line[one] !== undefined);
  if (name === undefined) throw new Error('the schema lets no line through without a deed');
  // What stands under the name of a command is what that command takes.
  return { kind: 'command', name, asked: line[name], refused: line.refused } as CommandDeed;
}
