import fc from 'fast-check';
import { expect, it } from 'vitest';
import { companyOf } from '../../properties/run.ts';
import { playStorm, type Storm, storms } from '../../properties/storm.ts';
import { runs, seed } from '../../properties/suite.ts';
import { ConsoleAuditor } from './console-auditor.ts';

/** The first user may see only the callers of their own groups, in one of the two company files. */
function withAccess(storm: Storm): Storm {
  const access = { rules: [{ user: 'u0', service: 'seeWaiting' as const, decision: 'deny' as const }] };
  return { ...storm, file: { ...storm.file, access } };
}

it('[S10] [S13] [S19] [S20] [S27] [S48] [S50] [S62] [S123] [S131] a view and what was told since are a fresh view, after every step of any storm', {
  timeout: 3_600_000,
}, () => {
  const told = new Map<string, number>();
  const details = fc.check(
    fc.property(storms, (drawn: Storm) => {
      const storm = withAccess(drawn);
      const auditor = new ConsoleAuditor(companyOf(storm.file));
      playStorm(storm, { auditors: [auditor] });
      for (const [name, count] of auditor.told) told.set(name, (told.get(name) ?? 0) + count);
    }),
    { numRuns: Math.ceil(runs / 50), ...(seed === undefined ? {} : { seed }) },
  );
  if (details.failed) {
    const cause = details.errorInstance instanceof Error ? details.errorInstance.message : '';
    throw new Error(`again: SEED=${details.seed} path ${details.counterexamplePath}\n${cause}`);
  }
  const lists = ['users', 'groups', 'members', 'waiting', 'parked', 'callbacks', 'conferences', 'ownCalls', 'self'];
  if (runs >= 10_000) expect(lists.filter((name) => !told.has(name))).toEqual([]);
});
