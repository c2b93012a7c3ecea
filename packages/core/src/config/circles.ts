import type { LooseCompany, LooseTarget } from './loose-company.ts';
import { type Problem, shown } from './problem.ts';

/** Ways out of a queue that are taken at once, without anybody having been waited for. */
const AT_ONCE = ['full', 'noMembers', 'closed'] as const;

/** Of a longer circle the middle is left out. */
const MOST_NAMED = 8;

/** A way that a call may be sent on at once. */
interface Way {
  readonly path: string;
  readonly to: LooseTarget;
  /** The group or user that it leads to. */
  readonly end: string;
}

/**
 * Circles of ways that are all taken at once: where every group of one is full or
 * closed, and every user is busy, nobody would ever take the call. Circles in
 * which a caller waits somewhere are left to the company.
 */
export function circleProblems(file: LooseCompany): readonly Problem[] {
  const told = new Set<string>();
  return circlesIn(waysOf(file)).flatMap((circle) => {
    const names = circle.map(({ end }) => end);
    const [first] = circle;
    if (first === undefined || names.some((name) => told.has(name))) return [];
    for (const name of names) told.add(name);
    const middle = names.length > MOST_NAMED ? [...names.slice(0, MOST_NAMED - 1), '…', ...names.slice(-1)] : names;
    const round = [names.at(-1), ...middle].join(' → ');
    return [{ path: first.path, found: shown(first.to), expected: `no circle such as ${round}` }];
  });
}

function waysOf({ users, groups }: LooseCompany): ReadonlyMap<string, readonly Way[]> {
  const ways = new Map<string, Way[]>();
  const add = (from: string, path: string, to: LooseTarget | undefined): void => {
    const end = to === undefined ? undefined : endOf(to);
    if (to === undefined || end === undefined) return;
    ways.set(from, [...(ways.get(from) ?? []), { path, to, end }]);
  };
  for (const [at, { id, unanswered }] of users.entries()) add(`user ${id}`, `users[${at}].unanswered`, unanswered);
  for (const [at, { id, queue }] of groups.entries()) {
    for (const exit of AT_ONCE) add(`group ${id}`, `groups[${at}].queue.exits.${exit}`, queue?.exits[exit]);
  }
  return ways;
}

function endOf({ group, user }: LooseTarget): string | undefined {
  if (group !== undefined) return `group ${group}`;
  return user === undefined ? undefined : `user ${user}`;
}

interface Visit {
  readonly name: string;
  /** How many of its ways have been gone. */
  gone: number;
}

/** Every circle that is met when each way is gone once (depth first); each begins where it was entered. */
function circlesIn(ways: ReadonlyMap<string, readonly Way[]>): readonly (readonly Way[])[] {
  const circles: (readonly Way[])[] = [];
  const seen = new Set<string>();
  for (const begin of ways.keys()) {
    const visits: Visit[] = seen.has(begin) ? [] : [{ name: begin, gone: 0 }];
    const trail: Way[] = [];
    const depths = new Map([[begin, 0]]);
    seen.add(begin);
    for (let here = visits.at(-1); here !== undefined; here = visits.at(-1)) {
      const way = ways.get(here.name)?.[here.gone];
      here.gone += 1;
      if (way === undefined) {
        visits.pop();
        trail.pop();
        depths.delete(here.name);
        continue;
      }
      const entered = depths.get(way.end);
      if (entered !== undefined) circles.push([...trail.slice(entered), way]);
      if (seen.has(way.end)) continue;
      seen.add(way.end);
      depths.set(way.end, visits.length);
      visits.push({ name: way.end, gone: 0 });
      trail.push(way);
    }
  }
  return circles;
}
