import type { Outcome } from '../call/outcome.ts';
import type { Party } from '../directory/company-names.ts';
import type { CallId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { CallRecord } from './call-record.ts';
import type { Forwarding } from './forwarding-book.ts';
import type { Rung } from './ring-spans.ts';
import type { Talked } from './talk-book.ts';

/** What came of a call for one user. */
export const personalResults = [
  'answered',
  /** It rang, and the user did not take it. */
  'missed',
  /** Another took it. */
  'answeredElsewhere',
  'rejected',
  /** The user was in another call. */
  'busy',
  /** No phone of the user could be reached. */
  'unreachable',
  /** The user was away, and had said where calls go meanwhile. */
  'forwarded',
  /** The user called, and talked with nobody. */
  'unanswered',
] as const;

/** One of {@link personalResults}. */
export type PersonalResult = (typeof personalResults)[number];

/** One call of one user (S70). */
export interface PersonalLogRow {
  readonly user: UserId;
  readonly call: CallId;
  /** When it began for this user, UTC (S71). */
  readonly at: Instant;
  readonly direction: 'incoming' | 'outgoing';
  /** The other party, by the number and the name of that moment (S73, S74). */
  readonly party: Party;
  /**
   * How long the user's phones rang; of a call out, how long it rang anybody
   * before it was answered (S75). From when the network said that it rings. In ms.
   */
  readonly ringMs: number;
  /** How long the user talked in it, time on hold and in a meeting included (S76). In ms. */
  readonly talkMs: number;
  /** How much of that was on hold, whoever held, in ms. */
  readonly heldMs: number;
  readonly result: PersonalResult;
  /** The outcome of the whole call. */
  readonly outcome: Outcome;
  /** How it came to this user or went on from them, in order (S77). */
  readonly forwarding: readonly Forwarding[];
}

/** How a user was drawn into a call. */
export interface Part {
  readonly user: UserId;
  readonly at: Instant;
  readonly direction: PersonalLogRow['direction'];
  readonly party: Party;
}

/** All that is known of a user's part when the call has ended. */
export interface PartEnded {
  readonly record: CallRecord;
  readonly rung: Rung | undefined;
  /** How long it rang anybody before the first answer, in ms. */
  readonly rangMs: number;
  readonly talked: Talked | undefined;
  readonly forwarding: readonly Forwarding[];
}

/** The row of a user's part in a call. */
export function rowOf(part: Part, ended: PartEnded): PersonalLogRow {
  const { user, at, direction, party } = part;
  const { record, rung, rangMs, talked, forwarding } = ended;
  return {
    user,
    call: record.call,
    at,
    direction,
    party,
    ringMs: direction === 'outgoing' ? rangMs : (rung?.ringMs ?? 0),
    talkMs: talked?.talkMs ?? 0,
    heldMs: talked?.heldMs ?? 0,
    result: resultOf(part, ended),
    outcome: record.outcome,
    forwarding,
  };
}

function resultOf({ user, direction }: Part, { record, rung, talked, forwarding }: PartEnded): PersonalResult {
  if (talked !== undefined) return 'answered';
  if (direction === 'outgoing') return 'unanswered';
  if (rung !== undefined) return ofRung(rung);
  if (forwarding.some((one) => one.kind === 'absence' && one.from === user)) return 'forwarded';
  return ofUnrung(reasonAgainst(user, forwarding) ?? record.outcome);
}

function ofRung({ cause }: Rung): PersonalResult {
  switch (cause) {
    case 'answeredElsewhere':
    case 'rejected':
    case 'busy':
    case 'unreachable':
      return cause;
    default:
      return 'missed';
  }
}

/** Why a transfer to the user came back. */
function reasonAgainst(user: UserId, forwarding: readonly Forwarding[]): string | undefined {
  for (const one of [...forwarding].reverse()) {
    const isToUser = one.kind === 'transfer' && one.to.kind === 'user' && one.to.user === user;
    if (isToUser && typeof one.result === 'object') return one.result.returned;
  }
  return undefined;
}

const ofUnrung = (why: string): PersonalResult => (why === 'busy' || why === 'unreachable' ? why : 'missed');
