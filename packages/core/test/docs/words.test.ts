import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { commandNeeds } from '../../../../scripts/command-needs.ts';
import { services } from '../../src/access/services.ts';
import { callMachine } from '../../src/call/call-machine.ts';
import { outcomes } from '../../src/call/outcome.ts';
import { callbackResults } from '../../src/callback/callback.ts';
import { closingPolicies, ringOrders } from '../../src/config/company.ts';
import { companySchema } from '../../src/config/company-file.ts';
import { leads } from '../../src/explain/explain-place.ts';
import { hindranceKinds } from '../../src/explain/hindrance-text.ts';
import type { RefusalCode } from '../../src/kernel/result.ts';
import { entryOutcomes } from '../../src/queue/entry-outcome.ts';
import { returnReasons } from '../../src/transfer/transfer.ts';
import { availabilityMachine } from '../../src/user/claim.ts';

const read = (page: string): Promise<string> =>
  readFile(new URL(`../../../../docs/${page}.md`, import.meta.url), 'utf8');

/** A missing code does not compile. */
const refusalCodes: Readonly<Record<RefusalCode, true>> = {
  notFound: true,
  notInCall: true,
  stale: true,
  badTarget: true,
  alreadyTaken: true,
  lineBusy: true,
  forbidden: true,
  invalid: true,
  full: true,
  busy: true,
  halted: true,
};

/** The first cells of the tables under a heading, without the marks of code. */
function firstCells(page: string, heading: string): readonly string[] {
  const [, rest = ''] = page.split(`\n## ${heading}\n`);
  const [part = ''] = rest.split('\n## ');
  return [...part.matchAll(/^\| `([A-Za-z]+)` +\|/gm)].map(([, cell = '']) => cell);
}

test.each([
  ['concepts', 'The phases of a call', Object.keys(callMachine)],
  ['concepts', 'The outcome of a call', outcomes],
  ['concepts', 'The outcome of a place in a queue', entryOutcomes],
  ['concepts', 'Refusals', Object.keys(refusalCodes)],
  ['explain', 'Reasons why a phone does not ring', hindranceKinds],
  ['explain', 'Reasons why another is served before', leads],
  ['ringing', 'Ring orders', ringOrders],
  ['ringing', 'States of a member', Object.keys(availabilityMachine)],
  [
    'ringing',
    'Ways out of the queue',
    Object.keys(companySchema.shape.groups.unwrap().element.shape.queue.unwrap().shape.exits.unwrap().shape),
  ],
] as const)('%s, %s: just what there is', async (page, heading, words) => {
  expect([...firstCells(await read(page), heading)].sort()).toEqual([...words].sort());
});

test.each([
  ['transfers', returnReasons],
  ['callback', callbackResults],
  ['company-file', closingPolicies],
  ['concepts', [...new Set(commandNeeds().map(({ command }) => command))]],
] as const)('%s has every word of the list', async (page, words) => {
  const text = await read(page);
  expect(words.filter((word) => !text.includes(`\`${word}\``))).toEqual([]);
});

test('the page of machines names the service of each command, and every service is one', async () => {
  const machines = await read('reference/machines');
  const needs = commandNeeds();
  expect(needs.filter(({ service }) => service !== undefined).length).toBeGreaterThan(25);
  for (const { command, when, service } of needs) {
    if (service !== undefined) expect(services).toContain(service);
    expect(machines).toContain(`| \`${command}\` | ${when} | ${service === undefined ? 'none' : `\`${service}\``} |`);
  }
});

/** Keys of an object and of all that it holds; what a record is keyed by is the company's own. */
function keysOf(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysOf);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([word, inner]) =>
    word === 'properties' ? [...Object.keys(inner), ...Object.values(inner).flatMap(keysOf)] : keysOf(inner),
  );
}

test('the page of the company file tells of every key, however deep', async () => {
  const page = await read('company-file');
  const { flows: _, ...shape } = companySchema.shape;
  const keys = new Set(keysOf(z.toJSONSchema(z.strictObject(shape), { io: 'input', unrepresentable: 'any' })));
  expect(keys.size).toBeGreaterThan(90);
  const isTold = (key: string): boolean => new RegExp(`(\`|\\.|")${key}(\`|")`).test(page);
  expect([...keys].filter((key) => !isTold(key))).toEqual([]);
});
