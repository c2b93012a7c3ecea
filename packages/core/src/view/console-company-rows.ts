import type { GroupId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import {
  type ConsoleGroup,
  type ConsoleMember,
  type ConsoleUser,
  countsOfMember,
  type GroupCounts,
  groupRow,
  memberRow,
  type Source,
  userRow,
} from './console-people.ts';
import { type Difference, KnownRows } from './console-rows.ts';
import {
  type ConsoleCallback,
  type ConsoleConference,
  callbackRow,
  conferenceRow,
  type ParkedCall,
  parkedRow,
} from './console-services.ts';
import { nothingTouched, type Touched } from './console-touched.ts';
import { type WaitingCall, waitingRow } from './console-waiting.ts';
import { memberKey } from './presence.ts';

/** What is other in the lists that everybody sees. */
export interface CompanyDifferences {
  readonly users: readonly Difference<ConsoleUser>[];
  readonly groups: readonly Difference<ConsoleGroup>[];
  readonly members: readonly Difference<ConsoleMember>[];
  readonly waiting: readonly Difference<WaitingCall>[];
  readonly parked: readonly Difference<ParkedCall>[];
  readonly callbacks: readonly Difference<ConsoleCallback>[];
  readonly conferences: readonly Difference<ConsoleConference>[];
}

type Counts = { -readonly [Count in keyof GroupCounts]: number };

const NO_COUNTS: Counts = { loggedIn: 0, busy: 0, inCall: 0, free: 0, waiting: 0, callbacks: 0 };

/**
 * The lists that are the same for everybody, as they were told last. The counts
 * of groups are kept by what comes and goes, never by going through a group.
 */
export class CompanyRows {
  readonly waiting = new KnownRows<WaitingCall>();
  readonly callbacks = new KnownRows<ConsoleCallback>();
  private readonly users = new KnownRows<ConsoleUser>();
  private readonly groups = new KnownRows<ConsoleGroup>();
  private readonly members = new KnownRows<ConsoleMember>();
  private readonly parked = new KnownRows<ParkedCall>();
  private readonly conferences = new KnownRows<ConsoleConference>();
  private readonly counts = new Map<GroupId, Counts>();

  /** Begins with what there is. */
  constructor(source: Source) {
    const touched = nothingTouched();
    this.touchAll(source.state, touched);
    this.refresh(source, touched);
  }

  /** Everything that there is and was may be other. */
  touchAll(state: State, touched: Touched): void {
    for (const id of state.users.keys()) touched.users.add(id);
    for (const { id } of this.users.values()) touched.users.add(id);
    for (const id of state.groups.keys()) touched.groups.add(id);
    for (const { id } of this.groups.values()) touched.groups.add(id);
    for (const id of state.calls.keys()) touched.calls.add(id);
    for (const id of state.callbacks.keys()) touched.callbacks.add(id);
    for (const id of state.conferences.keys()) touched.conferences.add(id);
  }

  /** What is other in the rows of what was touched. */
  refresh(source: Source, touched: Touched): CompanyDifferences {
    const { state } = source;
    for (const device of touched.devices) {
      const user = state.company.userOfDevice.get(device);
      if (user !== undefined) touched.users.add(user);
    }
    const users = refreshed(touched.users, (id) => this.users.put(id, userRow(source, id)));
    const members = this.refreshMembers(source, touched);
    const waiting = refreshed(touched.calls, (id) => this.waiting.put(id, waitingRow(source, id)));
    const callbacks = refreshed(touched.callbacks, (id) => this.callbacks.put(id, callbackRow(source, id)));
    this.count(members, ({ group }) => group, countsOfMember, touched);
    this.count(
      waiting,
      ({ place }) => place?.group,
      () => ({ waiting: 1 }),
      touched,
    );
    this.count(
      callbacks,
      ({ group }) => group,
      () => ({ callbacks: 1 }),
      touched,
    );
    return {
      users,
      members,
      waiting,
      callbacks,
      groups: refreshed(touched.groups, (id) => this.groups.put(id, groupRow(source, id, this.countsOf(id)))),
      parked: refreshed(touched.calls, (id) => this.parked.put(id, parkedRow(source, id))),
      conferences: refreshed(touched.conferences, (id) => this.conferences.put(id, conferenceRow(source, id))),
    };
  }

  private refreshMembers(source: Source, { users, isCompanyChanged }: Touched): readonly Difference<ConsoleMember>[] {
    const put = ({ group, user }: Pick<ConsoleMember, 'group' | 'user'>) =>
      this.members.put(memberKey(group, user), memberRow(source, group, user));
    // Who is no member any more is named by no user of the company.
    const gone = isCompanyChanged ? refreshed([...this.members.values()], put) : [];
    const { company } = source.state;
    const named = [...users].flatMap((user) => company.users.get(user)?.groups.map((group) => ({ group, user })) ?? []);
    return [...gone, ...refreshed(named, put)];
  }

  private count<Row>(
    differences: readonly Difference<Row>[],
    groupOf: (row: Row) => GroupId | undefined,
    countsFor: (row: Row) => Partial<GroupCounts>,
    touched: Touched,
  ): void {
    for (const { before, after } of differences) {
      for (const [row, sign] of [
        [before, -1],
        [after, 1],
      ] as const) {
        const group = row === undefined ? undefined : groupOf(row);
        if (row === undefined || group === undefined) continue;
        add(this.countsOf(group), countsFor(row), sign);
        touched.groups.add(group);
      }
    }
  }

  private countsOf(group: GroupId): Counts {
    const found = this.counts.get(group);
    if (found !== undefined) return found;
    const made = { ...NO_COUNTS };
    this.counts.set(group, made);
    return made;
  }
}

function add(counts: Counts, more: Partial<GroupCounts>, sign: 1 | -1): void {
  for (const count of ['loggedIn', 'busy', 'inCall', 'free', 'waiting', 'callbacks'] as const) {
    counts[count] += sign * (more[count] ?? 0);
  }
}

function refreshed<Id, Row>(
  ids: Iterable<Id>,
  put: (id: Id) => Difference<Row> | undefined,
): readonly Difference<Row>[] {
  const differences: Difference<Row>[] = [];
  for (const id of ids) {
    const difference = put(id);
    if (difference !== undefined) differences.push(difference);
  }
  return differences;
}
