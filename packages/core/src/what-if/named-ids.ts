import type { Command } from '../command/command.ts';
import type { Company } from '../config/company.ts';
import { routeFromTrunk } from '../directory/route.ts';
import type { DeviceId, GroupId, UserId } from '../kernel/ids.ts';
import type { Input } from '../kernel/input.ts';

/** Something that an input names and that a company has or does not. */
export interface NamedId {
  readonly kind: 'user' | 'group' | 'device' | 'number';
  readonly id: string;
}

/** What an input names; a call from outside, the number that was dialled. */
export function namedIn(input: Input): readonly NamedId[] {
  if (input.type === 'command') return namedInCommand(input.command);
  if (input.type === 'tick') return [];
  const { signal } = input;
  if (signal.type === 'deviceState') return [{ kind: 'device', id: signal.device }];
  if (signal.type !== 'callArrived') return [];
  const { from, to } = signal;
  return from.kind === 'device' ? [{ kind: 'device', id: from.device }] : [{ kind: 'number', id: to }];
}

function namedInCommand(command: Command): readonly NamedId[] {
  // A file names its own.
  if (command.type === 'configure' || command.type === 'saveMembers') return [];
  const users = [
    ...('user' in command ? [command.user] : []),
    ...('by' in command && command.by !== undefined ? [command.by] : []),
    ...('to' in command && 'user' in command.to ? [command.to.user] : []),
  ];
  const groups = [
    ...('group' in command ? [command.group] : []),
    ...('to' in command && 'group' in command.to ? [command.to.group] : []),
  ];
  return [
    ...users.map((id): NamedId => ({ kind: 'user', id })),
    ...groups.map((id): NamedId => ({ kind: 'group', id })),
  ];
}

/** Whether a company has it. */
export function isIn(company: Company, { kind, id }: NamedId): boolean {
  switch (kind) {
    case 'user':
      return company.users.has(id as UserId);
    case 'group':
      return company.groups.has(id as GroupId);
    case 'device':
      return company.userOfDevice.has(id as DeviceId);
    case 'number':
      return routeFromTrunk(company, id).target.kind !== 'nobody';
  }
}
