import type { Caller, CallTarget } from '../call/call.ts';
import type { Outcome } from '../call/outcome.ts';
import type { Destination } from '../config/company.ts';
import { type CompanyNames, NOBODY_KNOWN, type Party } from '../directory/company-names.ts';
import type { Event, EventOf } from '../kernel/event.ts';
import type { CallId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { TransferRecord } from '../transfer/transfer.ts';
import type { CallRecord } from './call-record.ts';
import type { LogOptions } from './company-log.ts';
import { RecentRows } from './recent-rows.ts';
import { RingBook, type Rung } from './ring-book.ts';

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
  /** How long it rang: at the user's phones, or at the other end until an answer or the end (S75). In ms. */
  readonly ringMs: number;
  /** How long the user talked in it, time on hold included (S76). In ms. */
  readonly talkMs: number;
  readonly result: PersonalResult;
  /** The outcome of the whole call. */
  readonly outcome: Outcome;
  /** Where the user's absence sent the call (S77). */
  readonly forwardedTo: Destination | undefined;
  /** Transfers by this user or to them, with what came of each (S77). */
  readonly transfers: readonly TransferRecord[];
}

interface Live {
  readonly from: Caller;
  readonly target: CallTarget;
  readonly caller: Party;
  readonly called: Party;
  readonly forwarded: Map<UserId, { readonly to: Destination; readonly at: Instant }>;
}

/**
 * The users' own logs (S70–S77), both directions: a fold over events. A call that
 * several had to do with is one row for each of them. A row is written when the
 * call has ended.
 */
export class PersonalLog {
  private readonly live = new Map<CallId, Live>();
  private readonly rings = new RingBook();
  private readonly byUser = new Map<UserId, RecentRows<PersonalLogRow>>();
  private readonly options: LogOptions<PersonalLogRow>;

  /** `keep` rows for each user: 200 unless said otherwise. */
  constructor(options: LogOptions<PersonalLogRow>) {
    this.options = options;
  }

  /** The newest rows of a user, the latest call to end last. */
  rowsOf(user: UserId): readonly PersonalLogRow[] {
    return this.byUser.get(user)?.rows() ?? [];
  }

  apply(event: Event): void {
    this.rings.apply(event, (device) => this.options.names().company.userOfDevice.get(device as never));
    switch (event.type) {
      case 'callArrived':
        this.begin(event.call, event, event.dialled);
        return;
      case 'consultationBegan':
        this.begin(event.consultation, event, event.dialled);
        return;
      case 'callPlaced':
        this.begin(event.call, { from: SWITCHBOARD, target: NO_TARGET }, event.number);
        return;
      case 'callForwarded':
        this.live.get(event.call)?.forwarded.set(event.user, { to: event.to, at: event.at });
        return;
      case 'callParted': {
        const before = this.live.get(event.call);
        if (before !== undefined) this.live.set(event.parted, { ...before, forwarded: new Map() });
        return;
      }
      case 'callEnded':
        this.end(event);
    }
  }

  private begin(call: CallId, { from, target }: Pick<Live, 'from' | 'target'>, dialled: string | undefined): void {
    const names = this.options.names();
    const called = target.kind === 'user' ? names.ofUser(target.user) : partyDialled(names, dialled);
    this.live.set(call, { from, target, caller: names.ofCaller(from), called, forwarded: new Map() });
  }

  private end({ record }: EventOf<'callEnded'>): void {
    const live = this.live.get(record.call);
    const rung = this.rings.of(record.call);
    this.live.delete(record.call);
    this.rings.forget(record.call);
    if (live === undefined) return;
    const caller = live.from.kind === 'user' ? live.from.user : undefined;
    if (caller !== undefined) this.write(outgoing(caller, live, record));
    for (const user of calleesOf(live, record, rung)) {
      if (user !== caller) this.write(incoming(user, { live, record, rung: rung.get(user) }));
    }
  }

  private write(row: PersonalLogRow): void {
    const rows = this.byUser.get(row.user) ?? new RecentRows<PersonalLogRow>(this.options.keep ?? 200);
    this.byUser.set(row.user, rows);
    rows.add(row);
    this.options.onRow?.(row);
  }
}

const SWITCHBOARD: Caller = { kind: 'switchboard', callback: undefined };
const NO_TARGET: CallTarget = { kind: 'nobody' };

const partyDialled = (names: CompanyNames, dialled: string | undefined): Party =>
  dialled === undefined || dialled === '' ? NOBODY_KNOWN : names.ofDialled(dialled);

/** Everybody whom the call rang, who talked in it, whom it was for, or whose absence sent it on. */
function calleesOf(live: Live, { talks }: CallRecord, rung: ReadonlyMap<UserId, Rung>): ReadonlySet<UserId> {
  const talked = talks.flatMap(({ user }) => user ?? []);
  const meant = live.target.kind === 'user' ? [live.target.user] : [];
  return new Set([...rung.keys(), ...talked, ...live.forwarded.keys(), ...meant]);
}

/** Talks of one user, or all of them; those that go on at once are one after the other, so they sum. */
function talkMs({ talks, endedAt }: CallRecord, user: UserId | undefined): number {
  return talks
    .filter((talk) => user === undefined || talk.user === user)
    .reduce((sum, talk) => sum + (talk.endedAt ?? endedAt) - talk.beganAt, 0);
}

function outgoing(user: UserId, { called }: Live, record: CallRecord): PersonalLogRow {
  const { call, arrivedAt: at, endedAt, outcome, talks } = record;
  const [first] = talks;
  return {
    user,
    call,
    at,
    direction: 'outgoing',
    party: called,
    ringMs: (first?.beganAt ?? endedAt) - at,
    talkMs: talkMs(record, undefined),
    result: first === undefined ? 'unanswered' : 'answered',
    outcome,
    forwardedTo: undefined,
    transfers: transfersOf(user, record),
  };
}

interface Part {
  readonly live: Live;
  readonly record: CallRecord;
  readonly rung: Rung | undefined;
}

function incoming(user: UserId, { live, record, rung }: Part): PersonalLogRow {
  const { call, arrivedAt, outcome, talks } = record;
  const talk = talks.find((one) => one.user === user);
  const forwarded = live.forwarded.get(user);
  return {
    user,
    call,
    at: rung?.firstAt ?? talk?.beganAt ?? forwarded?.at ?? arrivedAt,
    direction: 'incoming',
    party: live.from.kind === 'switchboard' ? live.called : live.caller,
    ringMs: rung?.ringMs ?? 0,
    talkMs: talkMs(record, user),
    result: resultOf(user, { live, record, rung }),
    outcome,
    forwardedTo: forwarded?.to,
    transfers: transfersOf(user, record),
  };
}

function resultOf(user: UserId, { live, record, rung }: Part): PersonalResult {
  if (record.talks.some((talk) => talk.user === user)) return 'answered';
  if (rung === undefined && live.forwarded.has(user)) return 'forwarded';
  if (rung === undefined)
    return record.outcome === 'busy' || record.outcome === 'unreachable' ? record.outcome : 'missed';
  switch (rung.cause) {
    case undefined:
      // Answered without a talk: a meeting, or a supervisor’s own call.
      return 'answered';
    case 'answeredElsewhere':
    case 'rejected':
    case 'busy':
    case 'unreachable':
      return rung.cause;
    default:
      return 'missed';
  }
}

function transfersOf(user: UserId, { transfers }: CallRecord): readonly TransferRecord[] {
  return transfers.filter(({ by, target }) => by === user || (target.kind === 'user' && target.user === user));
}
