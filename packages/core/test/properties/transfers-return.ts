import type { Event, EventOf } from '../../src/kernel/event.ts';
import type { CallId, LegId, UserId } from '../../src/kernel/ids.ts';
import type { Cause } from '../../src/port/cause.ts';
import type { ReturnReason } from '../../src/transfer/transfer.ts';
import { breach } from './breach.ts';
import { fallbackGroup, isOutOfReach, type Pending, userAt } from './transfers-books.ts';
import { carriedOut, count, liveCall, type Seen, type Watch, type Watched } from './transfers-watch.ts';

/** L2, E11: by which ends of a leg a transfer comes back at once, and why. */
const causesOf: Readonly<Record<ReturnReason, readonly Cause[]>> = {
  busy: ['busy'],
  rejected: ['rejected'],
  noAnswer: ['noAnswer', 'cancelled', 'answeredElsewhere'],
  unreachable: ['unreachable', 'incompatible', 'congestion', 'failed', 'lost', 'shutdown'],
  invalid: ['notFound', 'forbidden'],
  targetHungUp: ['hungUp'],
  leftOnHold: [],
  parkTimeout: [],
};

interface Back {
  /** To whom it must come back, if they can have it; undefined: it goes elsewhere. */
  readonly operator: UserId | undefined;
  readonly why: string;
}

/** Law 8, E11, E12, E16: transfers that begin and end, and what comes back. */
export class ReturnWatch implements Watch {
  private readonly step: Watched;
  private readonly seen: Seen;
  /** Legs that an operator must be rid of by the end of the step. */
  private readonly mustBeGone = new Map<LegId, UserId>();
  /** Calls that must be somewhere by the end of the step. */
  private readonly back = new Map<CallId, Back>();
  /** Operators who have left a consultation in this step, by the call that waits for it. */
  private readonly left = new Map<CallId, UserId>();
  /** Why legs of a call have ended in this step. */
  private readonly ends = new Map<CallId, Set<Cause>>();

  constructor(step: Watched, seen: Seen) {
    this.step = step;
    this.seen = seen;
  }

  before(event: Event): void {
    switch (event.type) {
      case 'legEnded':
        this.legEnds(event);
        return;
      case 'transferBegan':
        this.begins(event);
        return;
      case 'transferEnded':
        this.decides(event);
        return;
      case 'vipWaits':
        this.back.set(event.call, { operator: event.user, why: 'a VIP' });
        return;
      case 'slotLeft':
        this.leavesSlot(event);
        return;
      case 'recallBegan':
        this.comesBack(event);
        return;
      case 'recallOver':
        this.givesUpWaiting(event);
        return;
      case 'entryJoined':
        if (event.holder.kind === 'call') this.goesElsewhere(event.holder.call, event);
        return;
      case 'greetingStarted':
        this.goesElsewhere(event.call, event);
        return;
      case 'placeTaken':
      case 'callbackJoinerCame':
      case 'callConnected':
      case 'callEnded':
        this.back.delete(event.call);
        return;
      case 'legStarted':
        this.rings(event);
        return;
      case 'entryLeft':
        this.leavesLine(event);
    }
  }

  after(event: Event): void {
    const { books } = this.step;
    if (event.type === 'transferEnded' && typeof event.record.result === 'object') {
      const { by, result } = event.record;
      this.back.set(event.call, { operator: by, why: result.returned });
    }
    if (event.type !== 'offerMade') return;
    if (event.to.kind !== 'recall') {
      // A picker has it.
      if (event.to.kind === 'user') this.back.delete(event.call);
      return;
    }
    const recall = books.calls.get(event.call)?.recall ?? breach('E12', `${event.call} has not come back`);
    if (event.to.user !== recall.user) breach('E12', `${event.call} rings ${event.to.user}, not ${recall.user}`);
    Object.assign(recall, { isRinging: true, dueAt: event.at + books.company.transfer.recallRingMs });
    count(this.seen, 'rings the operator');
  }

  atEnd(): void {
    const { books } = this.step;
    for (const [leg, user] of this.mustBeGone) {
      if (books.legs.has(leg)) breach('S40', `${user} is not rid of ${leg}`);
    }
    for (const [id, { operator, why }] of this.back) {
      if (books.calls.has(id)) breach('E12', `${id} is nowhere: ${why}, from ${operator}`);
    }
    for (const { id, pending, offers, entry, isJoining } of books.calls.values()) {
      if (pending?.isReturning !== true) continue;
      const rings = [...offers].some((offer) => (books.offers.get(offer)?.legs.size ?? 0) > 0);
      const waits = pending.target.kind === 'group' && (entry !== undefined || isJoining);
      if (!rings && !waits) breach('law 8', `${id} is not with ${JSON.stringify(pending.target)}, nor back`);
    }
  }

  private legEnds({ leg: id, cause, by }: EventOf<'legEnded'>): void {
    const { books } = this.step;
    const leg = books.legs.get(id) ?? breach('law 6', `${id} ends twice`);
    const causes = this.ends.get(leg.call) ?? new Set();
    // A phone that cannot be reached any more, or whose user has left the company, is stopped by us.
    const isStopped = by === 'switchboard' && this.step.input.type !== 'tick';
    this.ends.set(leg.call, causes.add(cause));
    if (isStopped) causes.add(this.hasDialled(id) ? 'busy' : 'unreachable');
    const call = books.calls.get(leg.call);
    const operator = userAt(books, id);
    if (call?.consultationFor !== undefined && operator !== undefined) this.left.set(call.consultationFor, operator);
    if (call?.place === 'held' && call.party === id && by === 'network') {
      this.back.set(call.id, { operator: userAt(books, id), why: 'left on hold' });
      count(this.seen, 'returned: leftOnHold');
    }
  }

  /** Whether the user of a phone that rings calls somebody in this step. */
  private hasDialled(leg: LegId): boolean {
    const user = userAt(this.step.books, leg);
    return this.step.output.events.some((event) => event.type === 'userDialled' && event.user === user);
  }

  /** S40: the operator is free at once; E16: at most one transfer is pending. */
  private begins({ call: id, transfer, at }: EventOf<'transferBegan'>): void {
    const { books } = this.step;
    const call = liveCall(books, id);
    if (call.pending !== undefined) breach('law 8', `two transfers of ${id} are pending`);
    if (transfer.isReturning && transfer.beganAt !== at) breach('L1', `${id} counts from ${transfer.beganAt}`);
    for (const leg of books.legs.values()) {
      const isTheirs = leg.call === id || books.calls.get(leg.call)?.consultationFor === id;
      if (leg.isUp && isTheirs && userAt(books, leg.id) === transfer.by) this.mustBeGone.set(leg.id, transfer.by);
    }
    count(this.seen, transfer.isReturning ? `transfer to a ${transfer.target.kind}` : 'transfer without return');
    const { target } = transfer;
    const found = target.kind === 'user' ? books.users.get(target.user)?.availability : undefined;
    const cause = found === 'unreachable' ? 'unreachable' : 'busy';
    if (found !== undefined && found !== 'idle' && found !== 'paused') this.ends.set(id, new Set<Cause>([cause]));
  }

  private decides({ call: id, record, at }: EventOf<'transferEnded'>): void {
    const { pending } = liveCall(this.step.books, id);
    if (pending === undefined) breach('law 8', `no transfer of ${id} is pending`);
    const { dueAt, ...began } = pending;
    const { endedAt, result, ...rest } = record;
    if (JSON.stringify(began) !== JSON.stringify(rest)) breach('law 8', `the transfer of ${id} is another`);
    if (endedAt !== at) breach('law 8', `the transfer of ${id} ends at ${endedAt}`);
    if (typeof result === 'object') {
      this.checkReason(id, { pending, reason: result.returned, at });
      return;
    }
    count(this.seen, `transfer ${result}`);
    if (result === 'answered' && at >= dueAt) breach('E13', `${id} is answered at ${at}, due back at ${dueAt}`);
    const isChosen = this.step.output.events.some(({ type }) => type === 'entryLeft' || type === 'callEnded');
    if (result === 'unanswered' && pending.isReturning && !isChosen) breach('law 8', `nobody waits for ${id} any more`);
  }

  /** Law 8: at exactly the return time, or in the step in which the target was lost. */
  private checkReason(
    id: CallId,
    { pending, reason, at }: { pending: Pending; reason: ReturnReason; at: number },
  ): void {
    count(this.seen, `returned: ${reason}`);
    if (!pending.isReturning) breach('S42', `${id} comes back`);
    if (reason === 'noAnswer' && at === pending.dueAt) return;
    if (at >= pending.dueAt) breach('law 8', `${id} comes back at ${at}, due at ${pending.dueAt}`);
    const ends = this.ends.get(id) ?? new Set();
    const isOfGroup = pending.target.kind === 'group' && (reason === 'unreachable' || reason === 'invalid');
    const isLost = causesOf[reason].some((cause) => ends.has(cause));
    if (!isOfGroup && !isLost) breach('E11', `${id} comes back as ${reason}; ended: ${[...ends].join()}`);
  }

  private leavesSlot({ call: id, at }: EventOf<'slotLeft'>): void {
    const { park } = liveCall(this.step.books, id);
    const command = carriedOut(this.step);
    if (command?.type === 'retrieve' || command?.type === 'pickUp') return;
    if (park?.dueAt !== at) breach('park', `${id} leaves its slot at ${at}, due at ${park?.dueAt}`);
    this.back.set(id, { operator: park.by, why: 'park time' });
    count(this.seen, 'returned: parkTimeout');
  }

  /** E12 (1), (2): to the operator, unless it has come back too often or they are gone. */
  private comesBack({ call: id, user }: EventOf<'recallBegan'>): void {
    const { books } = this.step;
    const { returns, lastTalker } = liveCall(books, id);
    const { operator = lastTalker, why } = this.back.get(id) ?? {
      operator: this.left.get(id),
      why: 'left in a consultation',
    };
    if (user !== operator) breach('E12', `${id} comes back to ${user}, not ${operator}: ${why}`);
    if (isOutOfReach(books, user)) breach('E12', `${id} comes back to ${user}, who is out of reach`);
    if (returns > books.company.transfer.maxReturns) breach('E12', `${id} comes back for the ${returns}th time`);
    this.back.delete(id);
    count(this.seen, 'returned to the operator');
  }

  /** E12 (3): at the time for it, when they refuse or are gone; never earlier. */
  private givesUpWaiting({ call: id, user, at }: EventOf<'recallOver'>): void {
    const { books, output } = this.step;
    const { recall } = liveCall(books, id);
    if (recall === undefined) breach('E12', `${id} was not returned`);
    const isTaken = output.events.some((event) => {
      if (event.type === 'callConnected' || event.type === 'callEnded') return event.call === id;
      return event.type === 'offerMade' && event.call === id && event.to.kind === 'user';
    });
    if (isTaken) return;
    if (liveCall(books, id).breaksIn) return;
    const isRefused = recall.isRinging && this.ends.has(id);
    if (at !== recall.dueAt && !isRefused && !isOutOfReach(books, user)) {
      breach('E12', `${id} waits for ${user} until ${at}, due at ${recall.dueAt}`);
    }
    this.back.set(id, { operator: undefined, why: `${user} has not taken it` });
    count(this.seen, at === recall.dueAt ? `${recall.isRinging ? 'rang' : 'waited'} to the end` : 'operator refused');
  }

  /** E12 (3), (4): the first group, the main group, voicemail; with the original arrival. */
  private goesElsewhere(id: CallId, event: EventOf<'entryJoined' | 'greetingStarted'>): void {
    const expected = this.back.get(id);
    if (expected === undefined) return;
    const { books } = this.step;
    const call = liveCall(books, id);
    const { operator, why } = expected;
    const mayCome = operator !== undefined && !isOutOfReach(books, operator);
    if (mayCome && call.returns <= books.company.transfer.maxReturns)
      breach('E12', `${id} is not offered to ${operator}`);
    const group = fallbackGroup(books, call);
    const found = event.type === 'entryJoined' ? event.group : undefined;
    if (found !== group) breach('E12', `${id} goes to ${found}, not ${group}: ${why}`);
    if (event.type === 'greetingStarted' && event.mailbox.kind !== 'company') breach('E12', `${id} at another mailbox`);
    if (event.type === 'entryJoined' && !event.isReturned) breach('E12', `${id} is one among others`);
    if (event.type === 'entryJoined' && event.arrivedAt !== call.arrivedAt) breach('E12', `${id} has lost its arrival`);
    this.back.delete(id);
    count(
      this.seen,
      group === undefined ? 'to voicemail' : `to the ${group === call.firstGroup ? 'first' : 'main'} group`,
    );
  }

  /** E12: a returned call goes before everything else that its operator could be rung for. */
  private rings({ party, offer, call }: EventOf<'legStarted'>): void {
    const { books } = this.step;
    const to = books.offers.get(offer)?.to;
    if (party.kind !== 'device' || to?.kind === 'recall' || carriedOut(this.step)?.type === 'pickUp') return;
    const [first] = books.users.get(party.user)?.recalls ?? [];
    if (first !== undefined) breach('E12', `${party.user} is rung for ${call} before ${first}`);
  }

  /** E16: while it may come back, the group's own way out is not taken. */
  private leavesLine({ entry, outcome }: EventOf<'entryLeft'>): void {
    const { books } = this.step;
    const call = books.entries.get(entry)?.call;
    if (call === undefined || books.calls.get(call)?.pending?.isReturning !== true) return;
    const isWayOut = ['timedOut', 'unanswered', 'full', 'noMembers', 'closed'].includes(outcome);
    if (isWayOut) breach('E16', `${call} leaves the line as ${outcome} while it may come back`);
    if (outcome === 'recalled') count(this.seen, 'recalled from a group');
  }
}
