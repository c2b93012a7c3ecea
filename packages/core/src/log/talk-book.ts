import type { Caller } from '../call/call.ts';
import type { Event, EventOf } from '../kernel/event.ts';
import type { CallId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { SplitMap } from '../structures/split-map.ts';

/** How long a user talked in a call. */
export interface Talked {
  /** Time on hold, in a meeting and in the talk of others included. In ms. */
  readonly talkMs: number;
  /** How much of it one of the two was on hold, in ms. */
  readonly heldMs: number;
}

/** A time in which one of two who talk was on hold. */
export interface Hold {
  /** Who held the other; undefined for a number outside. */
  readonly by: UserId | undefined;
  readonly beganAt: Instant;
  readonly endedAt: Instant;
}

interface Account {
  /** The one who is served; undefined for one outside. */
  served: UserId | undefined;
  /** Who talks or last talked with the one served. */
  party: UserId | undefined;
  talkSince: Instant | undefined;
  held: { readonly since: Instant; readonly by: UserId | undefined } | undefined;
  /** In which the party speaks with somebody else meanwhile. */
  consultation: CallId | undefined;
  readonly talked: Map<UserId, Talked>;
  readonly holds: Hold[];
}

/**
 * Who of the company talks in which live call, on either side of it, and for how
 * long: a fold over events. A user who moves the call on is out of it from then
 * on, whether they had called or were called.
 */
export class TalkBook {
  private readonly accounts = new SplitMap<CallId, Account>();

  /** `userOf`: whose a device is. */
  apply(event: Event, userOf: (device: string) => UserId | undefined): void {
    const { at } = event;
    switch (event.type) {
      case 'callArrived':
        this.open(event.call, userIn(event.from));
        return;
      case 'callPlaced':
        this.open(event.call, event.to.kind === 'device' ? userOf(event.to.device) : undefined);
        return;
      case 'callParted':
        this.open(event.parted, this.accounts.get(event.call)?.party);
        return;
      case 'consultationBegan':
        this.consult(event);
        return;
      case 'consultationEnded':
        this.release(event.consultation, at);
        return;
      case 'partiesSwapped':
        this.swap(event);
        return;
      case 'callerReplaced':
        this.replaceCaller(event.call);
        return;
      case 'callConnected':
        this.connect(event);
        return;
      case 'participantJoined':
        this.begin(event.call, undefined, at);
        return;
      case 'supervisorJoined':
        this.begin(event.supervision, undefined, at);
        return;
      case 'callHeld':
        this.hold(event.call, at);
        return;
      case 'transferBegan':
      case 'talkEnded':
      case 'participantSentOn':
      case 'callEnded':
        this.end(event.call, at);
    }
  }

  /** How long each user has talked in a call, in the order in which they began to. */
  of(call: CallId): ReadonlyMap<UserId, Talked> {
    return this.accounts.get(call)?.talked ?? new Map();
  }

  /** The times on hold of a call, in order. */
  holdsOf(call: CallId): readonly Hold[] {
    return this.accounts.get(call)?.holds ?? [];
  }

  /** A call has ended. */
  forget(call: CallId): void {
    this.accounts.delete(call);
  }

  private open(call: CallId, served: UserId | undefined): void {
    const nothing = { party: undefined, talkSince: undefined, held: undefined, consultation: undefined };
    this.accounts.set(call, { served, ...nothing, talked: new Map(), holds: [] });
  }

  private consult({ call, consultation, from, at }: EventOf<'consultationBegan'>): void {
    this.open(consultation, userIn(from));
    this.hold(call, at);
    const account = this.accounts.get(call);
    if (account !== undefined) account.consultation = consultation;
  }

  /** The operator speaks with the other of the two; one of them always waits. */
  private swap({ call, speaksWith, at }: EventOf<'partiesSwapped'>): void {
    const consultation = this.accounts.get(call)?.consultation;
    if (consultation === undefined) return;
    const [waits, speaks] = speaksWith === 'caller' ? [consultation, call] : [call, consultation];
    this.release(speaks, at);
    this.hold(waits, at);
  }

  /** The one who called moves the call on, or holds it: the two change places. */
  private replaceCaller(call: CallId): void {
    const account = this.accounts.get(call);
    if (account === undefined) return;
    const { served, party } = account;
    account.served = party;
    account.party = served;
  }

  /** A talk begins, or one that was on hold goes on. */
  private connect({ call, talk, at }: EventOf<'callConnected'>): void {
    if (this.accounts.get(call)?.talkSince === undefined) this.begin(call, talk.user, at);
    else this.release(call, at);
  }

  private begin(call: CallId, party: UserId | undefined, at: Instant): void {
    const account = this.accounts.get(call);
    if (account === undefined) return;
    account.party = party;
    account.talkSince = at;
  }

  private hold(call: CallId, at: Instant): void {
    const account = this.accounts.get(call);
    if (account?.talkSince !== undefined) account.held ??= { since: at, by: account.party };
  }

  private release(call: CallId, at: Instant): void {
    const account = this.accounts.get(call);
    if (account === undefined) return;
    const { held } = account;
    if (held === undefined) return;
    account.held = undefined;
    account.holds.push({ by: held.by, beganAt: held.since, endedAt: at });
    add(account, { talkMs: 0, heldMs: at - held.since });
  }

  private end(call: CallId, at: Instant): void {
    this.release(call, at);
    const account = this.accounts.get(call);
    if (account?.talkSince === undefined) return;
    add(account, { talkMs: at - account.talkSince, heldMs: 0 });
    account.talkSince = undefined;
  }
}

/** Both sides of a talk have it. */
function add({ served, party, talked }: Account, more: Talked): void {
  for (const user of [served, party]) {
    if (user === undefined) continue;
    const before = talked.get(user) ?? { talkMs: 0, heldMs: 0 };
    talked.set(user, { talkMs: before.talkMs + more.talkMs, heldMs: before.heldMs + more.heldMs });
  }
}

const userIn = (from: Caller): UserId | undefined => (from.kind === 'user' ? from.user : undefined);
