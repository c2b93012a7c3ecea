import { shown } from '../config/problem.ts';
import type { Named } from './element-rules.ts';
import { rulesOf } from './element-table.ts';
import type { FlowElement } from './flow-file.ts';
import type { FlowProblem } from './flow-problem.ts';
import type { LooseFlow } from './loose-flows.ts';

/** What the flows of a company may name. Undefined where it could not be read: then it is not checked. */
export interface Surroundings {
  readonly groups: ReadonlySet<string> | undefined;
  readonly users: ReadonlySet<string> | undefined;
  /** The names of each schedule's periods; undefined where a schedule could not be read. */
  readonly schedules: ReadonlyMap<string, readonly string[] | undefined> | undefined;
  readonly vipLists: ReadonlySet<string> | undefined;
  readonly rooms: ReadonlySet<string> | undefined;
  /** The ids behind the short numbers, to help one who has written a number for an id (S144). */
  readonly shortNumbers?: ReadonlyMap<string, string>;
}

/** Names in a flow that nothing in the company has, and periods that do not fit their schedule. */
export function namesNothing(flow: LooseFlow, surroundings: Surroundings): readonly FlowProblem[] {
  return [...flow.elements].flatMap(([name, element]) => {
    if (element === undefined) return [];
    const at = { flow: flow.id, element: name };
    const path = `${flow.path}.elements.${name}`;
    return [
      ...rulesOf(element)
        .names(element)
        .filter((named) => knownOf(named, surroundings)?.has(named.id) === false)
        .map(
          (named): FlowProblem => ({
            severity: 'error',
            path: `${path}.${named.path}`,
            ...at,
            found: shown(named.id),
            expected: `the id of a ${WORDS[named.kind]} of this file${hint(named, surroundings)}`,
          }),
        ),
      ...wrongPeriods(element, surroundings).map((problem) => ({
        ...problem,
        ...at,
        path: `${path}.${problem.path}`,
      })),
    ];
  });
}

const WORDS = {
  group: 'group',
  user: 'user',
  schedule: 'schedule',
  vipList: 'VIP list',
  room: 'conference room',
} as const satisfies Record<Named['kind'], string>;

type Ids = { readonly has: (id: string) => boolean };

function knownOf({ kind }: Named, { groups, users, schedules, vipLists, rooms }: Surroundings): Ids | undefined {
  return { group: groups, user: users, schedule: schedules, vipList: vipLists, room: rooms }[kind];
}

/** A short number is told what it stands for, if that is what belongs here. */
function hint(named: Named, surroundings: Surroundings): string {
  const meant = surroundings.shortNumbers?.get(named.id);
  if (meant === undefined || knownOf(named, surroundings)?.has(meant) !== true) return '';
  return ` (${shown(meant)} has the short number ${named.id})`;
}

type PeriodProblem = Omit<FlowProblem, 'flow' | 'element'>;

function wrongPeriods(element: FlowElement, { schedules }: Surroundings): readonly PeriodProblem[] {
  if (element.kind !== 'hours') return [];
  const periods = schedules?.get(element.schedule);
  if (periods === undefined) return [];
  const unknown = Object.entries(element.branches)
    .filter(([period]) => !periods.includes(period))
    .map(([period, to]) => ({
      severity: 'error' as const,
      path: `branches.${period}`,
      found: shown(to),
      expected: `one of the periods of the schedule ${shown(element.schedule)}: ${periods.map(shown).join(', ') || 'it has none'}`,
    }));
  const silent = periods
    .filter((period) => !Object.hasOwn(element.branches, period))
    .map((period) => ({
      severity: 'warning' as const,
      path: `branches.${period}`,
      found: 'nothing',
      expected: `a branch for the period ${shown(period)}; without one its calls go as "closed"`,
    }));
  return [...unknown, ...silent];
}
