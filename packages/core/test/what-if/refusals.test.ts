import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../src/config/configuration-error.ts';
import type { Problem } from '../../src/config/problem.ts';
import type { Input } from '../../src/kernel/input.ts';
import { type Snapshot, takeSnapshot } from '../../src/kernel/snapshot.ts';
import { initialState } from '../../src/kernel/state.ts';
import { type WhatIfQuestion, whatIf } from '../../src/what-if/what-if.ts';
import { companyOf } from '../properties/run.ts';
import { playDay } from './plain-day.ts';
import { SHOP, shopFile, shopOf } from './shop.ts';

const phones = { 'anna-desk': { answersMs: 2000 } };
const day = playDay({ company: shopOf('anna'), phones, callers: [{ at: 10_000, to: SHOP, talkMs: 5000 }] });
const arrival = day.inputs.findIndex(({ type, at }) => type === 'signal' && at === 10_000);

/** What is wrong with a question about the day. */
function problemsOf(more: Partial<WhatIfQuestion>): readonly Problem[] {
  try {
    whatIf({ company: day.company, inputs: day.inputs, change: {}, ...more });
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

/** The day with an input put in at a place. */
const withInput = (place: number, input: unknown): readonly Input[] => day.inputs.toSpliced(place, 0, input as Input);
const signal = (fields: unknown, at = 10_000) => ({ type: 'signal', at, signal: fields });

describe('[X8] what is refused', () => {
  it('the day itself is not', () => {
    expect(problemsOf({})).toEqual([]);
    expect(whatIf({ company: day.company, inputs: [], change: {} }).asItWouldBe.records).toEqual([]);
  });

  it.each([
    ['no input', 'rubbish', '', '"rubbish"'],
    ['nothing', null, '', 'null'],
    ['no instant', { type: 'tick' }, '.at', 'nothing'],
    ['an endless instant', { type: 'tick', at: Number.POSITIVE_INFINITY }, '.at', 'null'],
    ['time that goes back', { type: 'tick', at: 9_999 }, '.at', '9999'],
    ['another type', { type: 'tock', at: 10_000 }, '.type', '"tock"'],
    ['no command', { type: 'command', at: 10_000 }, '.command', 'nothing'],
    ['no signal', { type: 'signal', at: 10_000 }, '.signal', 'nothing'],
    ['an unknown signal', signal({ type: 'legFell', leg: 'l1' }), '.signal.type', '"legFell"'],
    ['a signal of Object', signal({ type: 'toString' }), '.signal.type', '"toString"'],
    ['a signal without a leg', signal({ type: 'legRinging' }), '.signal.leg', 'nothing'],
    ['an unknown cause', signal({ type: 'legEnded', leg: 'in-1', cause: 'x' }), '.signal.cause', '"x"'],
    [
      'half an arrival',
      signal({ type: 'callArrived', leg: 'in-9', to: '1', from: { kind: 'trunk' } }),
      '.signal.from',
      '{"kind":"trunk"}',
    ],
    ['an arrival from nowhere', signal({ type: 'callArrived', leg: 'in-9', to: '1', from: 7 }), '.signal.from', '7'],
    [
      'an arrival from no device',
      signal({ type: 'callArrived', leg: 'in-9', to: '1', from: { kind: 'device' } }),
      '.signal.from',
      '{"kind":"device"}',
    ],
    ['legs that are no texts', signal({ type: 'networkRestarted', liveLegs: [1] }), '.signal.liveLegs', '[1]'],
    ['half a device', signal({ type: 'deviceState', device: 'anna-desk' }), '.signal.isReachable', 'nothing'],
    [
      'a length that is none',
      signal({ type: 'recorded', leg: 'in-1', recording: 'r1', durationMs: '1' }),
      '.signal.durationMs',
      '"1"',
    ],
  ])('%s', (_, input, path, found) => {
    const [problem, ...others] = problemsOf({ inputs: withInput(arrival + 1, input) });
    expect(problem).toMatchObject({ path: `inputs[${arrival + 1}]${path}`, found });
    expect(others).toEqual([]);
  });

  it('every mistake is told at once, but not more than twenty', () => {
    const wrong = (count: number) => ({ inputs: Array.from({ length: count }, () => 7 as never) });
    expect(problemsOf(wrong(19))).toHaveLength(19);
    expect(problemsOf(wrong(21))).toHaveLength(20);
  });

  it.each([
    ['a leg', { type: 'legAnswered', leg: 'l2' }, 'legAnswered of l2'],
    ['a sound', { type: 'played', leg: 'in-1', play: 'p1' }, 'the end of p1'],
    ['a recording', { type: 'recorded', leg: 'in-1', recording: 'r1', durationMs: 1 }, 'the end of r1'],
  ])('%s of the engine that was never begun: something is missing before', (_, fields, found) => {
    const place = day.inputs.length;
    const inputs = withInput(place, signal(fields, 20_000));
    expect(problemsOf({ inputs })).toMatchObject([{ path: `inputs[${place}]`, found }]);
  });

  it('the last leg that was begun is known', () => {
    const inputs = withInput(day.inputs.length, signal({ type: 'legAnswered', leg: 'l1' }, 20_000));
    expect(problemsOf({ inputs })).toEqual([]);
  });

  it('a command that there is not', () => {
    const inputs = withInput(0, { type: 'command', at: 0, command: { type: 'dance' } });
    expect(problemsOf({ inputs })).toMatchObject([{ path: 'inputs[0].command.type', found: '"dance"' }]);
  });

  it('another company than that of the stream: the ids are named with the first input that names them', () => {
    const company = {
      ...shopOf('anna'),
      users: shopOf('anna').users.map((user) => ({ ...user, devices: [`${user.id}-new`] })),
    };
    const found = problemsOf({ company }).map((problem) => [problem.path, problem.found]);
    expect(found).toEqual([
      ['company', 'no device "anna-desk"'],
      ['company', 'no device "bo-desk"'],
      ['company', 'no device "cilla-desk"'],
      ['company', 'no device "dag-desk"'],
    ]);
  });

  it('users and groups that the company does not have', () => {
    const inputs: readonly Input[] = [
      ...day.inputs,
      { type: 'command', at: 20_000, command: { type: 'pause', user: 'eva' as never, reason: 'x' } },
      { type: 'command', at: 20_000, command: { type: 'logIn', user: 'anna' as never, group: 'bar' as never } },
    ];
    expect(problemsOf({ inputs }).map(({ found }) => found)).toEqual(['no user "eva"', 'no group "bar"']);
  });

  it('a change that takes away what the stream names: every id, and the number that was dialled', () => {
    const without = shopOf('anna').users.filter(({ id }) => id !== 'dag');
    const company = {
      ...shopOf('anna'),
      users: without,
      numbers: [],
      groups: shopOf('anna').groups?.slice(0, 1) ?? [],
    };
    const problems = problemsOf({ change: { company } });
    expect(problems.map(({ path, found }) => [path, found])).toEqual([
      ['change.company', 'no device "dag-desk"'],
      ['change.company', `no number "${SHOP}"`],
    ]);
    expect(problems[1]?.expected).toBe(`a company that has it, as inputs[${arrival}] names it`);
  });

  it('files with mistakes', () => {
    expect(problemsOf({ company: { ...day.company, users: [] } })[0]?.path).toBe('users');
    expect(problemsOf({ change: { company: shopFile({ members: [{ user: 'nobody' }] }) } })[0]?.path).toBe(
      'groups[0].members[0].user',
    );
  });

  it('a snapshot of another company', () => {
    const from = takeSnapshot(initialState(companyOf(shopOf('anna'))));
    expect(problemsOf({ from })).toEqual([]);
    const groups = [...from.groups, { ...from.groups[0], id: 'bar' }] as Snapshot['groups'];
    expect(problemsOf({ from: { ...from, groups } })).toEqual([
      { path: 'from', found: 'bar is missing', expected: 'a snapshot of this company' },
    ]);
  });

  const staff = { at: 10_000, user: 'anna', group: 'shop', type: 'logOut' } as const;
  const last = day.inputs.at(-1)?.at ?? 0;
  it.each([
    [{ ...staff, at: -1 }, 'at'],
    [{ ...staff, at: last + 1 }, 'at'],
    [{ ...staff, user: 'eva' }, 'user'],
    [{ ...staff, user: 'bo' }, 'user'],
    [{ ...staff, group: 'bar' }, 'group'],
    [{ ...staff, type: 'sleep' as never }, 'type'],
  ])('a change of staffing that cannot be: %o', (wrong, field) => {
    expect(problemsOf({ change: { staffing: [staff, wrong] } }).map(({ path }) => path)).toEqual([
      `change.staffing[1].${field}`,
    ]);
  });

  it('a change of staffing at the first and at the last instant is right', () => {
    expect(
      problemsOf({
        change: {
          staffing: [
            { ...staff, at: 0 },
            { ...staff, at: last },
          ],
        },
      }),
    ).toEqual([]);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('a mean patience of %d ms', (meanPatienceMs) => {
    expect(problemsOf({ assume: { meanPatienceMs } }).map(({ path }) => path)).toEqual(['assume.meanPatienceMs']);
  });
});
