import type { EntryHolder, GroupId, QueueEntry, State } from '@sentralbord/core';

/**
 * Who has a place in a group's line, in the order of service, ranked naively from
 * the rules and not from the engine's own line: ordinary callers who have been
 * passed as often as may be, VIP callers, the others; who came back first, then
 * who arrived first.
 */
export function lineOf(state: State, group: GroupId): readonly EntryHolder[] {
  const most = state.company.groups.get(group)?.vip.maxOvertakes ?? Number.POSITIVE_INFINITY;
  const served = state.groups.get(group)?.vipsServed.count ?? 0;
  const classRank = ({ callerClass, vipsServedBefore }: QueueEntry): number => {
    if (callerClass === 'vip') return 1;
    return served - vipsServedBefore >= most ? 0 : 2;
  };
  return [...state.entries.values()]
    .filter((entry) => entry.group === group)
    .sort(
      (a, b) =>
        classRank(a) - classRank(b) ||
        Number(b.isReturned) - Number(a.isReturned) ||
        a.arrivedAt - b.arrivedAt ||
        a.number - b.number,
    )
    .map(({ holder }) => holder);
}
