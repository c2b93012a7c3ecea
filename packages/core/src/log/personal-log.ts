import type { Caller } from '../call/call.ts';
import { type CompanyNames, NOBODY_KNOWN, type Party } from '../directory/company-names.ts';
import type { Event, EventOf } from '../kernel/event.ts';
import type { CallId, ConferenceId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { SplitMap } from '../structures/split-map.ts';
import type { CallRecord } from './call-record.ts';
import type { LogOptions } from './company-log.ts';
import { ForwardingBook } from './forwarding-book.ts';
import { type Part, type PersonalLogRow, rowOf } from './personal-log-row.ts';
import { RecentRows } from './recent-rows.ts';
import { RingBook } from './ring-book.ts';
import { TalkBook } from './talk-book.ts';

interface Live {
  /** The one who is served, as others see them. */
  served: Party;
  /** Who talks or last talked with the one served. */
  party: Party;
  /** In the order in which they were drawn into the call. */
  readonly parts: Map<UserId, Part>;
}

/**
 * The users' own logs (S70–S77), both directions: a fold over events. A call that
 * several had to do with is one row for each of them. A row is written when the
 * call has ended. Holds live calls, the newest rows, and what each user dialled last.
 */
export class PersonalLog {
  private readonly live = new SplitMap<CallId, Live>();
  private readonly owners = new Map<ConferenceId, UserId>();
  private readonly rings = new RingBook();
  private readonly talks = new TalkBook();
  private readonly forwardings = new ForwardingBook();
  private readonly byUser = new Map<UserId, RecentRows<PersonalLogRow>>();
  private readonly dialled = new Map<UserId, string>();
  private readonly options: LogOptions<PersonalLogRow>;

  /** `keep` rows for each user: 200 unless said otherwise. */
  constructor(options: LogOptions<PersonalLogRow>) {
    this.options = options;
  }

  /** The newest rows of a user, the latest call to end last. */
  rowsOf(user: UserId): readonly PersonalLogRow[] {
    return this.byUser.get(user)?.rows() ?? [];
  }

  /** What a user dialled last, as dialled, answered or not; undefined when nothing yet (S20). */
  lastDialledBy(user: UserId): string | undefined {
    return this.dialled.get(user);
  }

  apply(event: Event): void {
    const userOf = (device: string): UserId | undefined => this.options.names().userOf(device);
    this.rings.apply(event, userOf);
    this.talks.apply(event, userOf);
    this.forwardings.apply(event, (call, at) => this.stoppedFor(call, at));
    switch (event.type) {
      case 'userDialled':
        this.dialled.set(event.user, event.dialled);
        return;
      case 'callEnded':
        this.end(event);
        return;
      case 'conferenceBegan':
        this.owners.set(event.conference, event.owner);
        return;
      case 'conferenceEnded':
        this.owners.delete(event.conference);
        return;
      default:
        this.follow(event, userOf);
    }
  }

  /** Who is drawn into a call, and with whom. */
  private follow(event: Event, userOf: (device: string) => UserId | undefined): void {
    switch (event.type) {
      case 'callArrived':
        this.begin(event.call, event);
        return;
      case 'consultationBegan':
        this.begin(event.consultation, event);
        return;
      case 'callPlaced':
        this.place(event, userOf);
        return;
      case 'participantInvited':
        this.meet(event);
        return;
      case 'callParted':
        this.part(event);
        return;
      case 'callerReplaced':
        this.replaceCaller(event.call);
        return;
      case 'legStarted':
        if (event.party.kind === 'device') this.draw(event.call, event.party.user, event.at);
        return;
      case 'offerMoved':
        this.drawRung(event.to, event.at);
        return;
      case 'offerRebound':
        this.drawRung(event.call, event.at);
        return;
      case 'callForwarded':
        this.draw(event.call, event.user, event.at);
        return;
      case 'callConnected':
        this.connect(event);
    }
  }

  private begin(
    call: CallId,
    { from, target, dialled, at }: Pick<EventOf<'callArrived'>, 'from' | 'target' | 'dialled' | 'at'>,
  ): void {
    const names = this.options.names();
    const called = target.kind === 'user' ? names.ofUser(target.user) : partyDialled(names, dialled);
    const served = names.ofCaller(from);
    this.live.set(call, { served, party: called, parts: new Map() });
    const caller = callerIn(from);
    if (caller !== undefined) this.draw(call, caller, at, 'outgoing');
    if (target.kind === 'user') this.draw(call, target.user, at);
  }

  /** We call somebody: a customer, who is served then, or a user of ours. */
  private place({ call, number, to, at }: EventOf<'callPlaced'>, userOf: (device: string) => UserId | undefined): void {
    const names = this.options.names();
    const user = to.kind === 'device' ? userOf(to.device) : undefined;
    const served = user === undefined ? partyDialled(names, number) : names.ofUser(user);
    this.live.set(call, { served, party: NOBODY_KNOWN, parts: new Map() });
    if (user !== undefined) this.draw(call, user, at);
  }

  /** Whom one who is called for a meeting meets: its owner. */
  private meet({ conference, call, invitee }: EventOf<'participantInvited'>): void {
    const owner = this.owners.get(conference);
    if (invitee?.kind !== 'user' || owner === undefined || owner === invitee.user) return;
    const parts = this.live.get(call)?.parts;
    const part = parts?.get(invitee.user);
    if (part !== undefined) parts?.set(invitee.user, { ...part, party: this.options.names().ofUser(owner) });
  }

  /** One of two who talked has a call of their own from now on. */
  private part({ call, parted, at }: EventOf<'callParted'>): void {
    const before = this.live.get(call);
    if (before === undefined) return;
    const { served, party } = before;
    this.live.set(parted, { served: party, party: served, parts: new Map() });
    if (party.kind === 'user') this.draw(parted, party.id as UserId, at);
  }

  /** The one who called moves the call on, or holds it: the two change places. */
  private replaceCaller(call: CallId): void {
    const live = this.live.get(call);
    if (live === undefined) return;
    const { served, party } = live;
    live.served = party;
    live.party = served;
  }

  private connect({ call, talk, at }: EventOf<'callConnected'>): void {
    const live = this.live.get(call);
    if (live === undefined) return;
    const { user, number } = talk;
    const names = this.options.names();
    if (user !== undefined) {
      live.party = names.ofUser(user);
      this.draw(call, user, at);
    } else if (number !== undefined) live.party = names.ofDialled(number);
  }

  private draw(call: CallId, user: UserId, at: Instant, direction: Part['direction'] = 'incoming'): void {
    const live = this.live.get(call);
    if (live === undefined || live.parts.has(user)) return;
    const isServed = live.served.kind === 'user' && live.served.id === user;
    live.parts.set(user, { user, at, direction, party: isServed ? live.party : live.served });
  }

  /** Phones that rang for another call ring for this one. */
  private drawRung(call: CallId, at: Instant): void {
    for (const { user } of this.rings.of(call)) if (user !== undefined) this.draw(call, user, at);
  }

  private stoppedFor(call: CallId, at: Instant): readonly UserId[] {
    const stopped = this.rings.of(call).filter((rung) => rung.cause === 'answeredElsewhere' && rung.stoppedAt === at);
    return stopped.flatMap(({ user }) => user ?? []);
  }

  private end({ record, at }: EventOf<'callEnded'>): void {
    const { call } = record;
    for (const user of this.forwardings.concerned(call)) this.draw(call, user, at);
    const live = this.live.get(call);
    if (live !== undefined) this.writeAll(live, record);
    this.live.delete(call);
    this.rings.forget(call);
    this.talks.forget(call);
    this.forwardings.forget(call);
  }

  private writeAll({ parts }: Live, record: CallRecord): void {
    const { call } = record;
    const [rung, talked] = [this.rings.of(call), this.talks.of(call)];
    const rangMs = this.rings.beforeAnswerMs(call);
    for (const part of parts.values()) {
      const { user } = part;
      const forwarding = this.forwardings.concerning(call, user);
      const own = { rung: rung.find((one) => one.user === user), talked: talked.get(user) };
      this.write(rowOf(part, { record, rangMs, forwarding, ...own }));
    }
  }

  private write(row: PersonalLogRow): void {
    const rows = this.byUser.get(row.user) ?? new RecentRows<PersonalLogRow>(this.options.keep ?? 200);
    this.byUser.set(row.user, rows);
    rows.add(row);
    this.options.onRow?.(row);
  }
}

const callerIn = (from: Caller): UserId | undefined => (from.kind === 'user' ? from.user : undefined);

const partyDialled = (names: CompanyNames, dialled: string | undefined): Party =>
  dialled === undefined || dialled === '' ? NOBODY_KNOWN : names.ofDialled(dialled);
