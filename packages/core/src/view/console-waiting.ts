import type { Call } from '../call/call.ts';
import type { Direction } from '../call/outcome.ts';
import { placeOf } from '../call/place.ts';
import type { Mailbox } from '../config/company.ts';
import type { Party } from '../directory/company-names.ts';
import { must } from '../kernel/assert.ts';
import type { CallbackId, CallId, GroupId, OfferId, UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import type { ReturnReason } from '../transfer/transfer.ts';
import { type LinePlace, linePlaceOf } from './console-line.ts';
import type { Source } from './console-people.ts';

/**
 * How far a call has come that no person has.
 * - `inFlow`: in a menu or a message of a flow, which are named where there is one.
 * - `message`: hears the message with which the call will end.
 * - `joining`: the callback that was promised to the same number is being dialled.
 * - `queued`: has a place, and no phone rings.
 * - `ringing`: phones ring, see `ringing`.
 * - `recalling`: came back to `user`, who is not free yet.
 * - `leavingMessage`: hears a greeting or speaks a message.
 */
export type WaitingAt =
  | { readonly phase: 'inFlow'; readonly flow: string | undefined; readonly element: string | undefined }
  | { readonly phase: 'message' | 'queued' | 'ringing' }
  | { readonly phase: 'joining'; readonly callback: CallbackId }
  | { readonly phase: 'recalling'; readonly user: UserId }
  | { readonly phase: 'leavingMessage'; readonly mailbox: Mailbox };

/** One whose phones ring for a call. */
export type RungParty =
  | { readonly kind: 'user'; readonly user: UserId }
  | { readonly kind: 'external'; readonly number: string };

/** Why a call is back, and from whom (S41). */
export interface ShownReturn {
  readonly reason: ReturnReason;
  /** To whom it was to go; undefined: it was parked or on hold. */
  readonly from: Party | undefined;
  /** Who had moved, parked or held it. */
  readonly by: Party | undefined;
}

/** A transfer that nobody has answered yet. */
export interface ShownMove {
  readonly by: Party;
  readonly to: Party;
  readonly isReturning: boolean;
  readonly beganAt: Instant;
}

/** A call that waits for a person (S48–S54). */
export interface WaitingCall {
  readonly id: CallId;
  /** `incoming`, but for callers of the company's own and customers who were called back. */
  readonly direction: Direction;
  readonly caller: Party;
  /** As dialled. */
  readonly dialled: string;
  /** The group whose line it stands in, or stood in last (S52). */
  readonly group: GroupId | undefined;
  /** The wait is the time now minus this, whatever the call has been through (S50, S53). */
  readonly arrivedAt: Instant;
  /** S54. */
  readonly isVip: boolean;
  readonly at: WaitingAt;
  /** Where it stands in the line, see `lineOf`; undefined when it has no place in one. */
  readonly place: LinePlace | undefined;
  /** Whose phones ring for it, in the order in which they began. */
  readonly ringing: readonly RungParty[];
  /** Undefined: it has not come back. */
  readonly returned: ShownReturn | undefined;
  /** Undefined: nobody is moving it on. */
  readonly moved: ShownMove | undefined;
}

/** The row of a call; undefined for one that does not wait for a person. */
export function waitingRow({ state, names }: Source, id: CallId): WaitingCall | undefined {
  const call = state.calls.get(id);
  const at = call === undefined ? undefined : waitingAt(call);
  if (call === undefined || at === undefined) return undefined;
  const entry = entryOf(state, call);
  const { direction, dialled, arrivedAt, transfer } = call;
  return {
    id,
    direction,
    caller: names.ofLeg(must(state.legs.get(call.callerLeg), call.callerLeg), call),
    dialled,
    group: entry?.group ?? call.lastGroup ?? call.group,
    arrivedAt,
    isVip: (entry ?? call).callerClass === 'vip',
    at,
    place: entry === undefined ? undefined : linePlaceOf(entry),
    ringing: ringingFor(state, call),
    returned: shownReturn({ state, names }, call),
    moved: transfer === undefined ? undefined : { ...movedBy(transfer), ...partiesOf(names, transfer) },
  };
}

/** Why the call is back, where it is. */
export function shownReturn({ names }: Source, { returned }: Call): ShownReturn | undefined {
  if (returned === undefined) return undefined;
  const { reason, by, target } = returned;
  return {
    reason,
    from: target === undefined ? undefined : names.ofTarget(target),
    by: by === undefined ? undefined : names.ofUser(by),
  };
}

type Moving = NonNullable<Call['transfer']>;

const movedBy = ({ isReturning, beganAt }: Moving) => ({ isReturning, beganAt });
const partiesOf = (names: Source['names'], { by, target }: Moving) => ({
  by: names.ofUser(by),
  to: names.ofTarget(target),
});

const entryOf = (state: State, call: Call) => {
  const place = placeOf(call);
  return place === undefined ? undefined : state.entries.get(place);
};

/**
 * A call from outside that is with nobody waits for a person (S48). So does any
 * other that has a place in a line, has come back, or is on its way to somebody.
 */
function waitingAt(call: Call): WaitingAt | undefined {
  const isOfConcern =
    call.direction === 'incoming' ||
    placeOf(call) !== undefined ||
    call.at.phase === 'recalling' ||
    call.transfer !== undefined;
  return isOfConcern ? stepOf(call) : undefined;
}

function stepOf({ at, flow }: Call): WaitingAt | undefined {
  switch (at.phase) {
    case 'inFlow':
      if (at.element.kind === 'message') return { phase: 'message' };
      if (at.element.kind === 'joining') return { phase: 'joining', callback: at.element.callback };
      return { phase: 'inFlow', flow: flow?.cursor.flow, element: flow?.cursor.element };
    case 'queued':
      return { phase: 'queued' };
    case 'offered':
      return { phase: 'ringing' };
    case 'recalling':
      return at.offer === undefined ? { phase: 'recalling', user: at.user } : { phase: 'ringing' };
    case 'leavingMessage':
      return { phase: 'leavingMessage', mailbox: at.mailbox };
    default:
      return undefined;
  }
}

function ringingFor(state: State, call: Call): readonly RungParty[] {
  const rung = new Map<string, RungParty>();
  for (const offer of offersFor(state, call)) {
    for (const id of state.offers.get(offer)?.legs ?? []) {
      const { party } = must(state.legs.get(id), id);
      if (party.kind === 'device') rung.set(`user ${party.user}`, { kind: 'user', user: party.user });
      if (party.kind === 'external') rung.set(party.number, { kind: 'external', number: party.number });
    }
  }
  return [...rung.values()];
}

function offersFor(state: State, call: Call): readonly OfferId[] {
  const { at } = call;
  if (at.phase === 'recalling') return at.offer === undefined ? [] : [at.offer];
  if (at.phase !== 'offered') return [];
  if (at.by.kind === 'offer') return [at.by.offer];
  const { offers, progress } = must(entryOf(state, call), call.id);
  return progress.phase === 'pickedUp' ? [...offers, progress.offer] : offers;
}
