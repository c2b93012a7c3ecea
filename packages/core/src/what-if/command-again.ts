import type { Command } from '../command/command.ts';
import type { Input } from '../kernel/input.ts';
import type { Instant } from '../kernel/time.ts';
import { reasons } from './account.ts';
import type { Planned } from './agenda.ts';
import type { BookedCommand } from './book.ts';
import type { Scene } from './scene.ts';
import type { Story } from './story.ts';

interface When {
  readonly at: Instant;
  readonly order: number;
}

/** A command that is given again: whether it still may be is asked when its time has come. */
export function commandAgain(
  scene: Scene,
  booked: BookedCommand,
  { at, order, obstacle }: When & { readonly obstacle: () => string | undefined },
): Planned {
  const { account } = scene;
  const make = (): Input | undefined => {
    const why = obstacle();
    const command = why === undefined ? named(scene.story, booked) : undefined;
    if (command !== undefined) return { type: 'command', at, command };
    account.drop(order, why ?? reasons.elsewhere);
    return undefined;
  };
  const replied: Planned['replied'] = (reply) => {
    if (reply.ok) account.reused(order);
    else account.drop(order, `refused: ${reply.error.code}`);
  };
  return { at, order, make, replied };
}

/** The command with the ids of this run; undefined: what it names is not there. */
function named({ names, state }: Story, { command, call, conference, callback }: BookedCommand): Command | undefined {
  let again = command;
  if ('call' in again) {
    const id = call === undefined ? undefined : names.calls.idOf(call);
    if (id === undefined) return undefined;
    again = { ...again, call: id };
  }
  if (again.type === 'retrieve') {
    const id = call === undefined ? undefined : names.calls.idOf(call);
    const at = id === undefined ? undefined : state.calls.get(id)?.at;
    if (at?.phase !== 'parked') return undefined;
    again = { ...again, slot: at.slot };
  }
  if ('conference' in again) {
    const id = conference === undefined ? undefined : names.conferences.idOf(conference);
    if (id === undefined) return undefined;
    again = { ...again, conference: id };
  }
  if ('callback' in again) {
    const id = callback === undefined ? undefined : names.callbacks.idOf(callback);
    if (id === undefined) return undefined;
    again = { ...again, callback: id };
  }
  return again;
}
