import type { CallRecord } from '@sentralbord/core';
import type { FailedExpectation } from './check-expectations.ts';
import type { SeenCall } from './observation.ts';
import type { ExpectedCall, ExpectedTransfer } from './scenario.ts';

/** Something that is found or expected: a list is told in words. */
type Value = string | number | null | undefined;

/** Where a call is not as expected; times may be off by so many ms. */
export function checkCall(
  fields: ExpectedCall,
  seen: SeenCall | undefined,
  toleranceMs: number,
): readonly FailedExpectation[] {
  const found = foundIn(seen);
  const missing = seen === undefined ? 'the call was not made' : 'nothing: the call has no record';
  return differences(plainly(fields), { found, missing, toleranceMs });
}

/** What was found, and what is said where nothing was. */
export interface Findings {
  readonly found: Readonly<Record<string, Value>>;
  readonly missing: string;
  readonly toleranceMs: number;
}

/** Where what was found is not what was expected; a field that is undefined expects nothing. */
export function differences(
  expected: Readonly<Record<string, Value>>,
  { found, missing, toleranceMs }: Findings,
): readonly FailedExpectation[] {
  return Object.entries(expected).flatMap(([key, wanted]) => {
    const value = found[key];
    if (wanted === undefined || isSame(value, wanted, toleranceMs)) return [];
    return [{ path: `.${key}`, expected: textOf(wanted), found: value === undefined ? missing : textOf(value) }];
  });
}

function plainly({ talkedWith, transfers, toldPlaces, ...fields }: ExpectedCall): Readonly<Record<string, Value>> {
  return {
    ...fields,
    ...(talkedWith === undefined ? {} : { talkedWith: listText(talkedWith) }),
    ...(transfers === undefined ? {} : { transfers: listText(transfers.map(transferText)) }),
    ...(toldPlaces === undefined ? {} : { toldPlaces: listText(toldPlaces.map(String)) }),
  };
}

function foundIn(seen: SeenCall | undefined): Readonly<Record<string, Value>> {
  const record = seen?.record;
  const told = { told: seen?.told, toldPlaces: seen === undefined ? undefined : listText(seen.toldPlaces.map(String)) };
  if (record === undefined) return told;
  return {
    ...told,
    outcome: record.outcome,
    answeredBy: record.answeredBy ?? null,
    endedBy: record.endedBy,
    class: record.callerClass,
    talkedWith: listText(record.talks.map(({ user, number }) => user ?? number ?? 'nobody')),
    transfers: listText(record.transfers.map(transferOf).map(transferText)),
    ...record.times,
  };
}

function transferOf({ by, target, result }: CallRecord['transfers'][number]): ExpectedTransfer {
  const to = target.kind === 'user' ? target.user : target.kind === 'group' ? target.group : target.number;
  return { by, to, result: typeof result === 'string' ? result : result.returned };
}

const transferText = ({ by, to, result }: ExpectedTransfer): string => `${by} to ${to}: ${result}`;
const listText = (items: readonly string[]): string => (items.length === 0 ? 'none' : items.join(', '));

function isSame(found: Value, expected: Value, toleranceMs: number): boolean {
  if (typeof found === 'number' && typeof expected === 'number') return Math.abs(found - expected) <= toleranceMs;
  return found === expected;
}

const textOf = (value: Value): string => (value === null ? 'nothing' : String(value));
