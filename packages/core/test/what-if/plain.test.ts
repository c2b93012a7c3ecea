import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ringOrders } from '../../src/config/company.ts';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { Input } from '../../src/kernel/input.ts';
import { type Snapshot, takeSnapshot } from '../../src/kernel/snapshot.ts';
import { type StepOutput, step } from '../../src/kernel/step.ts';
import type { CallRecord } from '../../src/log/call-record.ts';
import { whatIf } from '../../src/what-if/what-if.ts';
import { playStorm, type Storm, storms } from '../properties/storm.ts';
import { type PlainCaller, type PlainPhone, playDay } from './plain-day.ts';

const runs = Number(process.env.RUNS ?? 300);
const timeout = { timeout: 3_600_000 };

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const USERS = ['anna', 'bo', 'cilla', 'dag'];

const group = fc.record({
  tiers: fc.array(fc.constantFrom(0, 0, 1, 2), { minLength: USERS.length, maxLength: USERS.length }),
  size: fc.integer({ min: 1, max: USERS.length }),
  order: fc.constantFrom(...ringOrders),
  seconds: fc.constantFrom(3, 8, 20),
  rounds: maybe(fc.constantFrom(1, 2)),
  keepRinging: fc.boolean(),
  width: maybe(fc.constantFrom(1, 2)),
  maxWaitSeconds: maybe(fc.constantFrom(15, 60)),
  wrapUpSeconds: fc.constantFrom(0, 5),
  welcome: maybe(fc.constant('welcome')),
  messages: fc.constantFrom<string[]>([], ['patience', 'thanks']),
  tellPosition: fc.boolean(),
  answerOn: fc.constantFrom('entry' as const, 'person' as const),
});

const companies: fc.Arbitrary<CompanyFile> = fc.tuple(group, group).map(
  (groups): CompanyFile => ({
    name: 'Plain',
    numbers: [
      { number: '+4757828600', to: { group: 'g0' } },
      { number: '+4757828601', to: { group: 'g1' } },
      { number: '+4757828602', to: { user: 'anna' } },
      { number: '+4757828603', to: { flow: 'menu' } },
    ],
    users: USERS.map((id, at) => ({ id, name: id, shortNumber: `${101 + at}`, devices: [`${id}-desk`] })),
    groups: groups.map((one, at) => ({
      id: `g${at}`,
      name: `Group ${at}`,
      members: USERS.slice(0, one.size).map((user, place) => ({ user, tier: one.tiers[place] ?? 0 })),
      ring: {
        seconds: one.seconds,
        order: one.order,
        keepRinging: one.keepRinging,
        ...(one.rounds === undefined ? {} : { rounds: one.rounds }),
        ...(one.width === undefined ? {} : { width: one.width }),
      },
      queue: {
        exits: { timedOut: { voicemail: 'company' as const } },
        ...(one.maxWaitSeconds === undefined ? {} : { maxWaitSeconds: one.maxWaitSeconds }),
      },
      sounds: {
        music: 'music',
        messages: one.messages,
        tellPosition: one.tellPosition,
        everySeconds: 10,
        ...(one.welcome === undefined ? {} : { welcome: one.welcome }),
      },
      wrapUpSeconds: one.wrapUpSeconds,
      answerOn: one.answerOn,
    })),
    flows: [
      {
        id: 'menu',
        name: 'Menu',
        start: 'ask',
        elements: {
          ask: {
            kind: 'menu',
            prompt: 'press',
            choices: { '1': 'line', '2': 'mail' },
            waitSeconds: 4,
            otherwise: 'line',
          },
          line: { kind: 'queue', group: 'g1', exits: {} },
          mail: { kind: 'voicemail' },
        },
      },
    ],
  }),
);

const phone: fc.Arbitrary<PlainPhone> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ answersMs: fc.constantFrom(1000, 2500, 7000) }) },
  {
    weight: 2,
    arbitrary: fc.record({ answersMs: fc.constantFrom(1500, 4000), talksMs: fc.constantFrom(20_000, 45_000) }),
  },
  { weight: 1, arbitrary: fc.constant({ ignores: true as const }) },
  { weight: 1, arbitrary: fc.constant({ refusesMs: 1200 }) },
);

const caller = fc.record({
  gapMs: fc.constantFrom(0, 700, 4000, 9000, 30_000),
  to: fc.integer({ min: 0, max: 3 }),
  patienceMs: fc.constantFrom(8000, 20_000, 61_000, 400_000),
  talkMs: maybe(fc.constantFrom(5000, 30_000, 90_000)),
  digit: fc.constantFrom('1', '2', '7'),
  saysMs: maybe(fc.constantFrom(3000, 9000)),
  device: fc.constantFrom(undefined, undefined, undefined, 'dag-desk'),
});

const days = fc.record({
  company: companies,
  phones: fc.tuple(phone, phone, phone, phone),
  callers: fc.array(caller, { minLength: 1, maxLength: 15 }),
  stopAt: fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 60_000),
});

function played({ company, phones, callers, stopAt }: typeof days extends fc.Arbitrary<infer Day> ? Day : never) {
  let at = 1000;
  const all = callers.map(({ gapMs, to, digit, ...plan }): PlainCaller => {
    at += gapMs;
    const keys = { press: { afterMs: 600, digit }, music: { afterMs: 3000, digit: '5' } };
    const dials = plan.device === undefined ? `+475782860${to}` : '101';
    return JSON.parse(JSON.stringify({ at, to: dials, keys, ...plan })) as PlainCaller;
  });
  const desks = Object.fromEntries(USERS.map((user, place) => [`${user}-desk`, phones[place] as PlainPhone]));
  return playDay({ company, callers: all, phones: desks, sounds: { welcome: 2000, press: 3000 } }, stopAt);
}

const text = (value: unknown): string => JSON.stringify(value);

describe('[X8] [law 10] nothing is changed', () => {
  it('plain days acted out again give the same records, byte for byte, and nothing is estimated', timeout, () => {
    fc.assert(
      fc.property(days, (day) => {
        const { company, inputs, records } = played(day);
        const { asItWas, asItWouldBe, groups, notReused, estimated } = whatIf({ company, inputs, change: {} });
        expect(text(asItWas.records)).toBe(text(records));
        expect(text(asItWouldBe)).toBe(text(asItWas));
        expect({ notReused, estimated }).toEqual({ notReused: [], estimated: [] });
        for (const { answered, meanWaitMs } of groups) {
          expect(answered.difference).toBe(0);
          expect(meanWaitMs.asItWouldBe).toBe(meanWaitMs.asItWas);
        }
        const again = whatIf({ company, inputs, change: { company } });
        expect(text(again.asItWouldBe)).toBe(text(asItWas));
      }),
      { numRuns: Math.ceil(runs / 3) },
    );
  });

  it('any storm gives the same records literally and acted out again, also from its journal', timeout, () => {
    fc.assert(
      fc.property(storms, (storm) => {
        const { inputs, records, journal } = blown(storm);
        const { asItWas, asItWouldBe } = whatIf({ company: storm.file, inputs, change: {} });
        expect(text(asItWas.records)).toBe(text(records));
        expect(text(asItWouldBe.records)).toBe(text(records));
        const kept = whatIf({ company: storm.file, inputs: journal, change: {} });
        expect(text(kept.asItWas.records)).toBe(text(records));
      }),
      { numRuns: Math.ceil(runs / 10) },
    );
  });

  it('the rest of any storm from a snapshot gives the rest of the records', timeout, () => {
    fc.assert(
      fc.property(storms, fc.nat({ max: 60 }), (storm, cut) => {
        const { rest, from, company, after } = blown(storm, cut);
        if (from === undefined) return;
        const { asItWas, asItWouldBe } = whatIf({ company, from, inputs: rest, change: {} });
        expect(text(asItWas.records)).toBe(text(after));
        expect(text(asItWouldBe.records)).toBe(text(after));
      }),
      { numRuns: Math.ceil(runs / 10) },
    );
  });
});

/** A storm, all of it and from an input on. */
function blown(storm: Storm, cut = 0) {
  const inputs: Input[] = [];
  let from: Snapshot | undefined;
  let company: CompanyFile = storm.file;
  const outputs = playStorm(storm, {
    auditors: [],
    step: (state, input) => {
      if (inputs.length === cut) {
        from = JSON.parse(text(takeSnapshot(state))) as Snapshot;
        company = state.company.file;
      }
      inputs.push(input);
      return step(state, input);
    },
  });
  const hasChanged = (place: number): boolean => (outputs[place]?.events.length ?? 0) > 0;
  return {
    inputs,
    journal: inputs.filter((_, place) => hasChanged(place)),
    rest: inputs.filter((_, place) => place >= cut && hasChanged(place)),
    records: recordsOf(outputs),
    after: recordsOf(outputs.slice(cut)),
    from,
    company,
  };
}

const recordsOf = (outputs: readonly StepOutput[]): readonly CallRecord[] =>
  outputs.flatMap(({ events }) => events.flatMap((event) => (event.type === 'callEnded' ? [event.record] : [])));
