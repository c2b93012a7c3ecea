import { checkCall, differences } from './check-call.ts';
import type { Observation, SeenReply } from './observation.ts';
import { wantedAt } from './probe.ts';
import type { Expectation, Scenario } from './scenario.ts';

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
  const failed = scenario.expect.flatMap((expectation, place) =>
    check(expectation, seen, { place, toleranceMs }).map(({ path, expected, found }) => ({
      path: `expect[${place}]${path}`,
      expected,
      found,
    })),
  );
  return [...seen.replies.flatMap(checkReply), ...failed];
}

/** A command is carried out unless the timetable says that it is refused, and why. */
function checkReply({ path, expected, found, why }: SeenReply): readonly FailedExpectation[] {
  if (expected === found) return [];
  const text = found === undefined ? 'it was carried out' : `${found} (${why})`;
  return [{ path: `${path}.refused`, expected: expected ?? 'it is carried out', found: text }];
}

interface Checking {
  readonly place: number;
  readonly toleranceMs: number;
}

function check(
  expectation: Expectation,
  seen: Observation,
  { place, toleranceMs }: Checking,
): readonly FailedExpectation[] {
  switch (expectation.kind) {
    case 'call':
      return checkCall(expectation.fields, seen.calls.get(expectation.call), toleranceMs);
    case 'rings':
      return checkRings(expectation, seen, toleranceMs);
    case 'neverRings':
      return checkSilence(expectation, seen);
    case 'shows':
      return checkShown(expectation, seen);
    case 'counts':
      return checkCounts(expectation, seen);
    case 'mailbox':
      return checkMailbox(expectation, seen, toleranceMs);
    case 'empty':
      return seen.alive.length === 0 ? [] : [{ path: '', expected: 'nothing alive', found: seen.alive.join(', ') }];
    default: {
      const found = seen.probed.get(place) ?? 'nothing: the scenario was over before';
      const expected = wantedAt(expectation);
      return found === expected ? [] : [{ path: '', expected, found }];
    }
  }
}

type Of<Kind extends Expectation['kind']> = Extract<Expectation, { readonly kind: Kind }>;

function checkRings(
  { phone, fromMs, untilMs }: Of<'rings'>,
  seen: Observation,
  toleranceMs: number,
): readonly FailedExpectation[] {
  const isNear = (found: number | undefined, wanted: number): boolean =>
    found !== undefined && Math.abs(found - wanted) <= toleranceMs;
  const isSeen = seen.rings.some(
    (ring) =>
      ring.phone === phone && isNear(ring.fromMs, fromMs) && (untilMs === undefined || isNear(ring.untilMs, untilMs)),
  );
  const until = untilMs === undefined ? '' : ` until ${untilMs}`;
  return isSeen ? [] : [{ path: '', expected: `${phone} rings from ${fromMs}${until}`, found: ringsOf(seen, phone) }];
}

function checkSilence({ phone, fromMs, untilMs }: Of<'neverRings'>, seen: Observation): readonly FailedExpectation[] {
  const [from, until] = [fromMs ?? 0, untilMs ?? Number.POSITIVE_INFINITY];
  const rang = seen.rings.some(
    (ring) => ring.phone === phone && ring.fromMs < until && (ring.untilMs ?? Number.POSITIVE_INFINITY) > from,
  );
  if (!rang) return [];
  const when = fromMs === undefined && untilMs === undefined ? '' : ` from ${from} until ${untilMs ?? 'the end'}`;
  return [{ path: '', expected: `${phone} never rings${when}`, found: ringsOf(seen, phone) }];
}

function checkShown({ phone, number, name, fromMs }: Of<'shows'>, seen: Observation): readonly FailedExpectation[] {
  const last = seen.rings.findLast(
    (ring) => ring.phone === phone && (fromMs === undefined || ring.fromMs === fromMs),
  )?.shown;
  const found = last === undefined ? {} : { number: last.number ?? null, name: last.name ?? null };
  return differences({ number, name }, { found, missing: 'it never rang', toleranceMs: 0 });
}

function checkCounts({ group, counts }: Of<'counts'>, seen: Observation): readonly FailedExpectation[] {
  const found: Record<string, number> = {};
  for (const leaving of seen.leavings) {
    if (leaving.group === group) found[leaving.outcome] = (found[leaving.outcome] ?? 0) + 1;
  }
  const all = Object.keys({ ...counts, ...found }).sort();
  const wanted: Readonly<Record<string, number | undefined>> = counts;
  const zeros = Object.fromEntries(all.map((outcome) => [outcome, found[outcome] ?? 0]));
  return differences(Object.fromEntries(all.map((outcome) => [outcome, wanted[outcome] ?? 0])), {
    found: zeros,
    missing: '0',
    toleranceMs: 0,
  });
}

function checkMailbox(
  { of, messages, lengthsMs }: Of<'mailbox'>,
  seen: Observation,
  toleranceMs: number,
): readonly FailedExpectation[] {
  const lengths = seen.messages.filter(({ mailbox }) => mailbox === of).map(({ lengthMs }) => lengthMs);
  const wrong = differences({ messages }, { found: { messages: lengths.length }, missing: 'none', toleranceMs: 0 });
  if (wrong.length > 0 || lengthsMs === undefined) return wrong;
  const named = (items: readonly number[]) => Object.fromEntries(items.map((item, at) => [`lengthsMs[${at}]`, item]));
  return differences(named(lengthsMs), { found: named(lengths), missing: 'no such message', toleranceMs });
}

function ringsOf(seen: Observation, phone: string): string {
  const rings = seen.rings.filter((ring) => ring.phone === phone);
  if (rings.length === 0) return 'never';
  return rings.map(({ fromMs, untilMs }) => `rings from ${fromMs} until ${untilMs ?? 'the end'}`).join(', ');
}
