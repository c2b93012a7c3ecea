import { must } from '../kernel/assert.ts';
import { type Context, emit } from '../kernel/context.ts';
import type { UserId } from '../kernel/ids.ts';
import { ignored, impossible, isWork, type Machine } from '../kernel/machine.ts';
import type { Availability, UserState } from './availability.ts';
import { noteUser } from './note-user.ts';

/** What happens to a user's line. */
interface Inputs {
  readonly deviceReachable: unknown;
  readonly deviceUnreachable: unknown;
  readonly offered: unknown;
  readonly answered: unknown;
  readonly dialled: unknown;
  readonly released: unknown;
  readonly pauseSet: unknown;
  readonly pauseLifted: unknown;
  readonly wrapUpOver: unknown;
  readonly reserved: unknown;
}

/** The next availability. */
type Next = (user: UserState) => Availability;
type AvailabilityInput = keyof Inputs;

const free: Next = (user) => {
  if (user.reachableDevices === 0) return 'unreachable';
  return user.pause === undefined ? 'idle' : 'paused';
};
const afterCall: Next = (user) => (user.wrapUpMs > 0 ? 'wrappingUp' : free(user));
/** With one phone of several gone, the user is kept all the same. */
const stillReserved: Next = (user) => (user.reachableDevices === 0 ? 'unreachable' : 'reserved');
const become =
  (next: Availability): Next =>
  () =>
    next;

const LATER = ignored('it counts when the line is free');

/** The availability of a user, as a table. */
export const availabilityMachine: Machine<Availability, Inputs, Record<AvailabilityInput, Next>> = {
  unreachable: {
    deviceReachable: free,
    deviceUnreachable: ignored('it was so already'),
    offered: impossible('only a free line is rung'),
    answered: impossible('nothing rang'),
    dialled: become('busy'),
    released: impossible('there was no leg'),
    pauseSet: LATER,
    pauseLifted: LATER,
    wrapUpOver: impossible('there was no call'),
    reserved: impossible('only idle users are reserved'),
  },
  idle: {
    deviceReachable: ignored('another device could be reached before'),
    deviceUnreachable: free,
    offered: become('ringing'),
    answered: impossible('nothing rang'),
    dialled: become('busy'),
    released: impossible('there was no leg'),
    pauseSet: become('paused'),
    pauseLifted: ignored('there was no pause'),
    wrapUpOver: impossible('there was no call'),
    reserved: become('reserved'),
  },
  reserved: {
    deviceReachable: ignored('another device could be reached before'),
    deviceUnreachable: stillReserved,
    offered: become('ringing'),
    answered: impossible('nothing rang'),
    dialled: become('busy'),
    released: free,
    pauseSet: become('paused'),
    pauseLifted: ignored('there was no pause'),
    wrapUpOver: impossible('there was no call'),
    reserved: impossible('only idle users are reserved'),
  },
  ringing: {
    deviceReachable: ignored('the offer goes on'),
    deviceUnreachable: ignored('the end of the ringing legs decides'),
    offered: ignored('another device of the same offer'),
    answered: become('busy'),
    dialled: become('busy'),
    released: free,
    pauseSet: LATER,
    pauseLifted: LATER,
    wrapUpOver: impossible('a user who wraps up is not rung'),
    reserved: impossible('only idle users are reserved'),
  },
  busy: {
    deviceReachable: ignored('the call goes on'),
    deviceUnreachable: ignored('the call goes on'),
    offered: impossible('only a free line is rung'),
    answered: ignored('busy already'),
    dialled: ignored('a further call of their own'),
    released: afterCall,
    pauseSet: LATER,
    pauseLifted: LATER,
    wrapUpOver: impossible('the call goes on'),
    reserved: impossible('only idle users are reserved'),
  },
  wrappingUp: {
    deviceReachable: LATER,
    deviceUnreachable: LATER,
    offered: impossible('only a free line is rung'),
    answered: impossible('nothing rang'),
    dialled: become('busy'),
    released: impossible('there was no leg'),
    pauseSet: LATER,
    pauseLifted: LATER,
    wrapUpOver: free,
    reserved: impossible('only idle users are reserved'),
  },
  paused: {
    deviceReachable: ignored('another device could be reached before'),
    deviceUnreachable: free,
    offered: become('ringing'),
    answered: impossible('nothing rang'),
    dialled: become('busy'),
    released: impossible('there was no leg'),
    pauseSet: ignored('the reason has changed, nothing else'),
    pauseLifted: become('idle'),
    wrapUpOver: impossible('there was no call'),
    reserved: impossible('only idle users are reserved'),
  },
};

/** Tells a user's line what happened; a user who becomes free will be served in this step. */
export function driveAvailability(context: Context, id: UserId, input: AvailabilityInput): void {
  const user = must(context.state.users.get(id), id);
  const cell = availabilityMachine[user.availability][input];
  if (!isWork(cell, `${user.availability} × ${input} of ${id}`)) return;
  const availability = cell(user);
  if (availability === user.availability) return;
  if (user.availability === 'wrappingUp') emit(context, { type: 'timerCleared', owner: id, kind: 'wrapUp' });
  emit(context, { type: 'availabilityChanged', user: id, availability });
  if (availability === 'wrappingUp') {
    emit(context, { type: 'timerSet', owner: id, kind: 'wrapUp', due: context.at + user.wrapUpMs });
  }
  noteUser(context, id);
}
