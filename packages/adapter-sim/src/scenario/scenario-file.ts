import { companySchema } from '@sentralbord/core';
import { z } from 'zod';
import { behaviourSchema } from './behaviour-file.ts';
import { faultsSchema, lineSchema } from './deed-file.ts';
import { expectationSchema } from './expectation-file.ts';
import { expecting, ms, phoneName } from './file-parts.ts';

/** The scenario file: a company, its telephones, what happens when, and what must come of it. Checked further by `readScenario`. */
export const scenarioSchema = z.strictObject({
  /** Where editors find this schema; not used. */
  $schema: z.string().optional(),
  title: z.string(expecting('a title')).min(1, expecting('a title')).max(300),
  /** The company, or the path of its file, seen from the scenario file. */
  company: z.union([z.string().min(1), companySchema], expecting('a company, or the path of a company file')),
  /** Laid over the company: what is given replaces, objects are merged, lists of things with ids by their id, null takes away. */
  changes: z.record(z.string(), z.unknown(), expecting('what is otherwise than in the company file')).default({}),
  /** When 0 ms is, for opening hours; absent: 1 January 1970 in UTC. */
  startsAt: z.iso
    .datetime({ offset: true, ...expecting('an instant with its offset, such as "2026-11-23T15:00:00+01:00"') })
    .optional(),
  /** Decides all that is drawn by lot. */
  seed: z.int(expecting('a whole number')).min(0).max(4_294_967_295).default(1),
  /** By device of the company, or by number outside; a device that is not named lets it ring. */
  phones: z.record(phoneName, behaviourSchema).default({}),
  trunk: z.strictObject({ maxCalls: z.int().min(0).max(1_000_000).optional() }).default({}),
  faults: faultsSchema.default({}),
  /** Lengths of sounds by name; a sound that is not named lasts 3000 ms. */
  sounds: z.record(z.string(), ms).default({}),
  /** What happens when; lines of the same time happen in their order. */
  timetable: z.array(lineSchema).min(1, expecting('at least one line')).max(100_000),
  /** When the scenario ends; absent: when all is at rest, at most ten minutes after the last line of the timetable. */
  untilMs: ms.optional(),
  expect: z.array(expectationSchema).default([]),
});

/** The scenario file before defaults: what one writes. */
export type ScenarioFile = z.input<typeof scenarioSchema>;
/** The scenario file with every default filled in. */
export type ScenarioFileChecked = z.output<typeof scenarioSchema>;
