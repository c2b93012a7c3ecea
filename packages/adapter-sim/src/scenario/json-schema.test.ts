import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deedNames } from './deed-file.ts';
import { expectationKinds } from './expectation-file.ts';
import { scenarioJsonSchema } from './json-schema.ts';
import { scenarioSchema } from './scenario-file.ts';

describe('scenario.schema.json', () => {
  it('is what `sentralbord-sim schema` prints', () => {
    const file = readFileSync(new URL('../../scenario.schema.json', import.meta.url), 'utf8');
    // Compared as values: the file is laid out by the formatter.
    expect(JSON.parse(file)).toEqual(JSON.parse(scenarioJsonSchema()));
  });
});

describe('the page on scenarios', () => {
  it('[X15] tells of every key, every deed and every expectation', () => {
    const page = readFileSync(new URL('../../../../docs/scenarios.md', import.meta.url), 'utf8');
    const keys = Object.keys(scenarioSchema.shape).filter((key) => key !== '$schema' && key !== 'title');
    const names = [...keys, ...deedNames, ...expectationKinds];
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(page))).toEqual([]);
  });
});
