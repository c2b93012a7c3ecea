import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupStorms } from '../properties/groups-storm.ts';
import { companyOf } from '../properties/run.ts';
import { playStorm } from '../properties/storm.ts';
import { runs, seed } from '../properties/suite.ts';
import { ExplainAuditor } from './explain-auditor.ts';

it('[X7] in any storm, after every step: everyone who is not rung has reasons, all of them, and all are true', {
  timeout: 3_600_000,
}, () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(groupStorms, (storm) => {
      const auditor = new ExplainAuditor(companyOf(storm.file));
      playStorm(storm, { auditors: [auditor] });
      for (const [kind, count] of auditor.given) seen.set(kind, (seen.get(kind) ?? 0) + count);
    }),
    { numRuns: Math.ceil(runs / 3), ...(seed === undefined ? {} : { seed }) },
  );
  if (process.env.TELL) console.log(seen);
  expect(seen.size).toBeGreaterThan(15);
});
