import { must } from '../kernel/assert.ts';
import { type Context, emit } from '../kernel/context.ts';
import type { UserId } from '../kernel/ids.ts';
import { ignored, impossible, isWork, type Machine } from '../kernel/machine.ts';
import type { Availability, UserState } from './availability.ts';

/** What happens to a user's line. */
interface Inputs {
  readonly deviceReachable: unknown;
  readonly deviceUnreachable: unknown;
  readonly offered: unknown;
  readonly answered: unknown;
  readonly dialled: unknown;
  readonly released: unknown;
}

/** The next availability. */
type Next = (user: UserState) => Availability;
type AvailabilityInput = keyof Inputs;

const free: Next = (user) => (user.reachableDevices > 0 ? 'idle' : 'unreachable');
const become =
  (next: Availability): Next =>
  () =>
    next;

/** The availability of a user, as a table. */
export const availabilityMachine: Machine<Availability, Inputs, Record<AvailabilityInput, Next>> = {
  unreachable: {
    deviceReachable: become('idle'),
    deviceUnreachable: ignored('it was so already'),
    offered: impossible('only idle users are rung'),
    answered: impossible('nothing rang'),
    dialled: become('busy'),
    released: impossible('there was no leg'),
  },
  idle: {
    deviceReachable: ignored('another device could be reached before'),
    deviceUnreachable: free,
    offered: become('ringing'),
    answered: impossible('nothing rang'),
    dialled: become('busy'),
    released: impossible('there was no leg'),
  },
  ringing: {
    deviceReachable: ignored('the offer goes on'),
    deviceUnreachable: ignored('the end of the ringing legs decides'),
    offered: ignored('another device of the same offer'),
    answered: become('busy'),
    dialled: become('busy'),
    released: free,
  },
  busy: {
    deviceReachable: ignored('the call goes on'),
    deviceUnreachable: ignored('the call goes on'),
    offered: impossible('only idle users are rung'),
    answered: ignored('busy already'),
    dialled: ignored('a further call of their own'),
    released: free,
  },
};

/** Tells a user's line what happened; a user who becomes idle will be served in this step. */
export function driveAvailability(context: Context, id: UserId, input: AvailabilityInput): void {
  const user = must(context.state.users.get(id), id);
  const cell = availabilityMachine[user.availability][input];
  if (!isWork(cell, `${user.availability} × ${input} of ${id}`)) return;
  const availability = cell(user);
  if (availability === user.availability) return;
  emit(context, { type: 'availabilityChanged', user: id, availability });
  if (availability === 'idle') context.freed.add(id);
  if (availability === 'unreachable') {
    for (const group of must(context.state.company.users.get(id), id).groups) {
      // With one left, it may be the one who waits.
      if ((context.state.groups.get(group)?.reachableMembers ?? 0) <= 1) context.deserted.add(group);
    }
  }
}
