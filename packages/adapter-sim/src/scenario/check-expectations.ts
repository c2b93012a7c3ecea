import type { Observation, SeenCall } from './observation.ts';
import type { Expectation, ExpectedCall, Scenario } from './scenario.ts';

/** An expectation that does not hold. */
export interface FailedExpectation {
  /** Such as `expect[2].outcome`. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** Every expectation of a scenario that does not hold. `toleranceMs`: how far times may be off, for networks in real time. */
export function failedExpectations(
  scenario: Pick<Scenario, 'expect'>,
  seen: Observation,
  toleranceMs = 0,
): readonly FailedExpectation[] {
  return scenario.expect.flatMap((expectation, place) =>
    check(expectation, seen, toleranceMs).map(({ path, expected, found }) => ({
      path: `expect[${place}]${path}`,
      expected,
      found,
    })),
  );
}

function check(expectation: Expectation, seen: Observation, toleranceMs: number): readonly FailedExpectation[] {
  switch (expectation.kind) {
    case 'call':
      return checkCall(expectation.fields, seen.calls.get(expectation.call), toleranceMs);
    case 'rings':
      return checkRings(expectation, seen, toleranceMs);
    case 'neverRings': {
      const rings = ringsOf(seen, expectation.phone);
      return rings === 'never' ? [] : [{ path: '', expected: `${expectation.phone} never rings`, found: rings }];
    }
    case 'shows':
      return checkShown(expectation, seen);
    case 'empty':
      return seen.alive.length === 0 ? [] : [{ path: '', expected: 'nothing alive', found: seen.alive.join(', ') }];
  }
}

type Found = string | number | null | undefined;

function checkCall(
  fields: ExpectedCall,
  seen: SeenCall | undefined,
  toleranceMs: number,
): readonly FailedExpectation[] {
  const record = seen?.record;
  const found: Readonly<Record<keyof ExpectedCall, Found>> = {
    outcome: record?.outcome,
    answeredBy: record === undefined ? undefined : (record.answeredBy ?? null),
    endedBy: record?.endedBy,
    told: seen?.told,
    waitingMs: record?.times.waitingMs,
    ringingMs: record?.times.ringingMs,
    messageMs: record?.times.messageMs,
    talkingMs: record?.times.talkingMs,
  };
  const missing = seen === undefined ? 'the call was not made' : 'nothing: the call has no record';
  return entriesOf(fields).flatMap(([key, expected]) =>
    isSame(found[key], expected, toleranceMs)
      ? []
      : [
          {
            path: `.${key}`,
            expected: textOf(expected),
            found: found[key] === undefined ? missing : textOf(found[key]),
          },
        ],
  );
}

function checkRings(
  { phone, fromMs, untilMs }: Extract<Expectation, { kind: 'rings' }>,
  seen: Observation,
  toleranceMs: number,
): readonly FailedExpectation[] {
  const isSeen = seen.rings.some(
    (ring) =>
      ring.phone === phone &&
      isSame(ring.fromMs, fromMs, toleranceMs) &&
      (untilMs === undefined || isSame(ring.untilMs, untilMs, toleranceMs)),
  );
  const until = untilMs === undefined ? '' : ` until ${untilMs}`;
  return isSeen ? [] : [{ path: '', expected: `${phone} rings from ${fromMs}${until}`, found: ringsOf(seen, phone) }];
}

function checkShown(
  { phone, number, name }: Extract<Expectation, { kind: 'shows' }>,
  seen: Observation,
): readonly FailedExpectation[] {
  const last = seen.rings.findLast((ring) => ring.phone === phone)?.shown;
  const found = { number: last === undefined ? undefined : (last.number ?? null), name: last?.name ?? null };
  return entriesOf({ number, name }).flatMap(([key, expected]) =>
    isSame(found[key], expected, 0)
      ? []
      : [
          {
            path: `.${key}`,
            expected: textOf(expected),
            found: last === undefined ? 'it never rang' : textOf(found[key]),
          },
        ],
  );
}

/** The fields that say something. */
function entriesOf<Fields extends object>(
  fields: Fields,
): readonly (readonly [keyof Fields, string | number | null])[] {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  // Object.entries loses which keys the type has.
  return given as unknown as readonly (readonly [keyof Fields, string | number | null])[];
}

function isSame(found: Found, expected: Found, toleranceMs: number): boolean {
  if (typeof found === 'number' && typeof expected === 'number') return Math.abs(found - expected) <= toleranceMs;
  return found === expected;
}

const textOf = (value: Found): string => (value === null ? 'nothing' : String(value));

function ringsOf(seen: Observation, phone: string): string {
  const rings = seen.rings.filter((ring) => ring.phone === phone);
  if (rings.length === 0) return 'never';
  return rings.map(({ fromMs, untilMs }) => `rings from ${fromMs} until ${untilMs ?? 'the end'}`).join(', ');
}
