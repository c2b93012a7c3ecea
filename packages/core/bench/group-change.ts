import { performance } from 'node:perf_hooks';
import { must } from '../src/kernel/assert.ts';
import type { GroupId, UserId } from '../src/kernel/ids.ts';
import { step } from '../src/kernel/step.ts';
import { BenchLine, benchState } from './engine.ts';
import type { Row } from './row.ts';

const WAITING = 100_000;
const GROUP = 'g' as GroupId;

/** A whole group gets another tier in one step, while 100,000 wait. */
export function groupChange(): readonly Row[] {
  return [500, 10_000].map((members) => ({
    what: `every one of ${members} members moved to another tier`,
    figure: medianMs(members),
    unit: 'ms',
    goal: 5,
  }));
}

/** Everybody talks, so that the members are all that changes. The median of several, the first ones unmeasured. */
function medianMs(members: number): number {
  const line = new BenchLine(benchState({ members, width: 1 }));
  for (let at = 0; at < members; at += 1) {
    line.arrive();
    for (const leg of [...line.ringing]) line.answer(leg);
  }
  for (let at = 0; at < WAITING; at += 1) line.arrive();
  const figures = Array.from({ length: 15 }, (_, round) => saveMs(line, round % 3));
  return figures.slice(5).sort((a, b) => a - b)[5] ?? 0;
}

function saveMs({ state, now }: BenchLine, tier: number): number {
  const { membersVersion } = must(state.groups.get(GROUP), GROUP);
  const members = [...state.company.users.keys()].map((user: UserId) => ({ user, tier }));
  const before = performance.now();
  const command = { type: 'saveMembers', group: GROUP, members, version: membersVersion } as const;
  const { reply } = step(state, { type: 'command', at: now, command });
  const ms = performance.now() - before;
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return ms;
}
