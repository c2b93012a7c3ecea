import type { CallId, DeviceId, LegId, OfferId, TrunkId, UserId } from '../kernel/ids.ts';

/** Who is at the far end of a leg. */
export type LegParty =
  | { readonly kind: 'device'; readonly device: DeviceId; readonly user: UserId }
  /** A caller from outside; the number stands in the call. */
  | { readonly kind: 'trunk'; readonly trunk: TrunkId }
  /** A number outside that we called. */
  | { readonly kind: 'external'; readonly number: string };

/**
 * The life of a leg.
 * - `arrived`: a caller's leg that we have not answered; in from the network, out to `up` by our answer.
 * - `dialling`: we have asked the network to call; out to `ringing` or `up`.
 * - `ringing`: the far end rings; out to `up`.
 * - `up`: answered; sound may flow.
 * An ended leg is gone from the state.
 */
export type LegPhase = 'arrived' | 'dialling' | 'ringing' | 'up';

/** One signalling relation to one endpoint; one role in one call. */
export interface Leg {
  readonly id: LegId;
  readonly call: CallId;
  readonly role: 'caller' | 'callee';
  readonly party: LegParty;
  readonly phase: LegPhase;
  /** Came from the network; the others are ours. */
  readonly isArrived: boolean;
  /** Keys of a number that is being dialled in the call, after the first `*`. */
  readonly keys: string;
  /** The offer that rings on it, while it is not decided. */
  readonly offer: OfferId | undefined;
}

/** The user at the far end, when it is one of ours. */
export const userOf = (leg: Leg): UserId | undefined => (leg.party.kind === 'device' ? leg.party.user : undefined);
