import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scenarioJsonSchema } from './json-schema.ts';

describe('scenario.schema.json', () => {
  it('is what `sentralbord-sim schema` prints', () => {
    const file = readFileSync(new URL('../../scenario.schema.json', import.meta.url), 'utf8');
    // Compared as values: the file is laid out by the formatter.
    expect(JSON.parse(file)).toEqual(JSON.parse(scenarioJsonSchema()));
  });
});
