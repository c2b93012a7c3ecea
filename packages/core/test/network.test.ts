import { describe, expect, it } from 'vitest';
import type { DeviceId, LegId, PlayId, RecordingId, RoomId, TrunkId } from '../src/kernel/ids.ts';
import type { Action, Signal } from '../src/port/telephony.ts';
import { AdversarialNetwork, type NetworkPlan } from './network.ts';

const caller = 'in-1' as LegId;
const [l1, l2] = ['l1', 'l2'].map((id) => id as LegId) as [LegId, LegId];
const [p1, p2] = ['p1', 'p2'].map((id) => id as PlayId) as [PlayId, PlayId];
const r1 = 'r1' as RecordingId;
const [m1, m2] = ['m1', 'm2'].map((id) => id as RoomId) as [RoomId, RoomId];
const desk = 'anna-desk' as DeviceId;
const speaks = { kind: 'speaks' } as const;
const noFault = { isLost: false, lateMs: 0, copies: 1 };
const ordinary: NetworkPlan = {
  habits: [{ ringsMs: 0, does: { kind: 'ignores' } }],
  faults: [noFault],
  soundMs: [1_000],
};

const playing = (play: PlayId, loop = false, leg = caller): Action => ({
  type: 'play',
  leg,
  play,
  sounds: ['a'],
  loop,
});
const recording = (leg = caller): Action => ({ type: 'record', leg, recording: r1, maxMs: 60_000 });
const joining = (leg: LegId, room = m1): Action => ({ type: 'joinRoom', leg, room, role: speaks });
const bridging = (a: LegId, b: LegId): Action => ({ type: 'bridge', a, b });

/** A network between an engine that only listens and phones; `pass` lets all happen that is due within so long. */
function stage(plan: Partial<NetworkPlan> = {}) {
  const network = new AdversarialNetwork({ ...ordinary, ...plan }, 0);
  const told: Signal[] = [];
  const pass = (ms: number): readonly Signal[] => {
    const until = network.now + ms;
    told.length = 0;
    for (let at = network.nextAt(); at !== undefined && at <= until; at = network.nextAt()) {
      const signal = network.next();
      if (signal !== undefined) told.push(signal);
      network.settle();
    }
    network.now = until;
    return [...told];
  };
  return {
    network,
    pass,
    ask: (...actions: readonly Action[]) => actions.forEach((action) => void network.perform(action)),
  };
}

/** A caller and two phones, all up. */
function threeUp(plan: Partial<NetworkPlan> = {}) {
  const all = stage(plan);
  const { network, pass, ask } = all;
  network.setDevice(desk, true);
  network.arrive({ kind: 'trunk', trunk: 'trunk' as TrunkId, isWithheld: false }, '+4757828600', undefined);
  const start = { to: { kind: 'device', device: desk }, shown: {}, diversion: 'allowed', confirm: 'no' } as const;
  pass(0);
  ask({ type: 'answer', leg: caller });
  for (const leg of [l1, l2]) {
    ask({ type: 'startLeg', leg, ...start });
    network.answerFar(leg);
  }
  pass(100);
  return all;
}

const types = (signals: readonly Signal[]) => signals.map(({ type }) => type);

describe('what a leg hears', () => {
  it('sounds, until the engine is told that they were played', () => {
    const { network, pass, ask } = threeUp({ faults: [{ ...noFault, lateMs: 500 }] });
    pass(1_000);
    expect(network.hears(caller)).toBeUndefined();
    ask(playing(p1));
    pass(1_499);
    expect(network.hears(caller)).toEqual({ kind: 'sounds', play: p1, loop: false });
    expect(network.live.get(caller)).toMatchObject({ isPlaying: true, bridgedTo: undefined });
    expect(pass(1)).toEqual([{ type: 'played', leg: caller, play: p1 }]);
    expect(network.hears(caller)).toBeUndefined();
    expect(network.live.get(caller)?.isPlaying).toBe(false);
  });

  it('a loop, a play that was replaced or stopped, and one without a length are never told', () => {
    const { network, pass, ask } = threeUp({ soundMs: [1_000, undefined] });
    ask(playing(p1), playing(p2), playing('p3' as PlayId, true));
    expect(pass(10_000)).toEqual([]);
    expect(network.hears(caller)).toMatchObject({ play: 'p3' });
    ask({ type: 'stopPlaying', leg: caller });
    expect(network.hears(caller)).toBeUndefined();
    expect(network.breaches).toEqual([]);
  });

  it('ringing once it is up', () => {
    const { network, ask } = threeUp();
    ask({ type: 'ring', leg: caller });
    expect(network.hears(caller)).toEqual({ kind: 'ringing' });
    const { network: early, pass, ask: askEarly } = stage();
    early.arrive({ kind: 'device', device: desk }, '101', undefined);
    pass(0);
    askEarly({ type: 'ring', leg: caller });
    expect(early.hears(caller)).toBeUndefined();
  });

  it('the other leg of a bridge, until unbridge', () => {
    const { network, ask } = threeUp();
    ask(playing(p1, true), bridging(caller, l1));
    expect([network.live.get(caller)?.bridgedTo, network.live.get(l1)?.bridgedTo]).toEqual([l1, caller]);
    expect(network.live.get(caller)?.isPlaying).toBe(false);
    ask({ type: 'stopPlaying', leg: caller });
    expect(network.hears(caller)).toEqual({ kind: 'leg', leg: l1 });
    ask({ type: 'unbridge', a: l1, b: caller });
    expect([network.hears(caller), network.hears(l1)]).toEqual([undefined, undefined]);
    ask(bridging(caller, l2));
    expect(network.breaches).toEqual([]);
  });

  it('the other leg of a bridge goes on until its end is told, or ordered', () => {
    const { network, pass, ask } = threeUp();
    ask(bridging(caller, l1));
    network.endFar(l1, 'hungUp');
    expect(network.hears(caller)).toEqual({ kind: 'leg', leg: l1 });
    pass(0);
    expect(network.hears(caller)).toBeUndefined();
    ask(bridging(caller, l2), { type: 'hangUp', leg: l2, cause: 'hungUp' });
    expect(network.hears(caller)).toBeUndefined();
    expect(network.breaches).toEqual([]);
  });

  it('nobody any more when the other is lost in a restart', () => {
    const { network, pass, ask } = threeUp();
    ask(bridging(caller, l1));
    network.restart((leg) => leg === l1);
    pass(0);
    expect(network.hears(caller)).toBeUndefined();
  });

  it('a room, also straight from a bridge, whose other leg is left in silence', () => {
    const { network, ask } = threeUp();
    ask(bridging(caller, l1), joining(caller));
    expect([network.hears(caller), network.hears(l1)]).toEqual([{ kind: 'room', room: m1 }, undefined]);
    ask({ type: 'setRole', leg: caller, room: m1, role: { kind: 'listens' } });
    ask({ type: 'leaveRoom', leg: caller, room: m1 });
    expect(network.hears(caller)).toBeUndefined();
    expect(network.breaches).toEqual([]);
  });
});

describe('recordings', () => {
  it('end by themselves, at most at their greatest length, and are told once', () => {
    const { network, pass, ask } = threeUp({ recordMs: [5_000] });
    ask({ type: 'record', leg: caller, recording: r1, maxMs: 4_000 });
    expect(network.hears(caller)).toEqual({ kind: 'recording', recording: r1 });
    expect(pass(3_999)).toEqual([]);
    expect(pass(10_000)).toEqual([{ type: 'recorded', leg: caller, recording: r1, durationMs: 4_000 }]);
    expect(network.hears(caller)).toBeUndefined();
  });

  it('last 3000 ms where the plan says nothing', () => {
    const { pass, ask } = threeUp();
    ask(recording());
    expect(pass(2_999)).toEqual([]);
    expect(pass(1)).toMatchObject([{ type: 'recorded', durationMs: 3_000 }]);
  });

  it('of a leg that is bridged leave the bridge alone', () => {
    const { network, pass, ask } = threeUp();
    ask(bridging(caller, l1), recording());
    expect(types(pass(10_000))).toEqual(['recorded']);
    expect(network.live.get(caller)?.bridgedTo).toBe(l1);
  });

  it.each([
    ['stopRecording', ['recorded']],
    ['#', ['recorded']],
    ['the far end', ['recorded', 'legEnded']],
    ['hangUp', ['recorded']],
  ])('ended by %s are told before anything else, once', (how, expected) => {
    const { network, pass, ask } = threeUp();
    ask(recording());
    if (how === 'stopRecording') {
      ask({ type: how, leg: caller, recording: 'r2' as RecordingId });
      ask({ type: how, leg: caller, recording: r1 }, { type: how, leg: caller, recording: r1 });
    }
    if (how === 'hangUp') ask({ type: how, leg: caller, cause: 'hungUp' });
    if (how === '#') network.pressFar(caller, how);
    if (how === 'the far end') network.endFar(caller, 'hungUp');
    expect(types(pass(60_000))).toEqual(expected);
    expect(network.breaches).toEqual([]);
  });

  it('without a length end only when they are stopped', () => {
    const { pass, ask } = threeUp({ recordMs: [undefined] });
    ask(recording());
    expect(pass(100_000)).toEqual([]);
    ask({ type: 'stopRecording', leg: caller, recording: r1 });
    expect(types(pass(0))).toEqual(['recorded']);
  });

  it('one that the engine has stopped is over for it at once: another may begin before its end is told', () => {
    const { network, pass, ask } = threeUp({ recordMs: [undefined], faults: [{ ...noFault, lateMs: 500 }] });
    pass(1_000);
    const r2 = 'r2' as RecordingId;
    ask(bridging(caller, l1), recording(), { type: 'stopRecording', leg: caller, recording: r1 });
    ask({ type: 'record', leg: caller, recording: r2, maxMs: 1_000 });
    expect(pass(1_000)).toMatchObject([{ type: 'recorded', recording: r1 }]);
    expect(network.breaches).toEqual([]);
    ask({ type: 'stopRecording', leg: caller, recording: r2 });
    expect(pass(1_000)).toMatchObject([{ type: 'recorded', recording: r2 }]);
  });
});

describe('hands at the far end', () => {
  it('keys, hold and transfers are told of legs that are up, through the faults', () => {
    const { network, pass } = threeUp({ faults: [noFault, noFault, noFault, { ...noFault, copies: 2 }] });
    pass(1_000);
    const act = (leg: LegId) => {
      network.pressFar(leg, '5');
      network.toggleHold(leg);
      network.toggleHold(leg);
      network.requestTransfer(leg, '102');
      network.requestTransfer(leg, '103', l2);
    };
    act(l1);
    act('l9' as LegId);
    const told = pass(10_000);
    expect(new Set(told.map((signal) => JSON.stringify(signal))).size).toBe(5);
    expect(told).toHaveLength(6);
    expect(told).toContainEqual({ type: 'digit', leg: l1, digit: '5' });
    expect(told).toContainEqual({ type: 'transferRequested', leg: l1, to: '103', attended: l2 });
  });

  it('[E14] an answer by a machine is told as such, where the network can tell', () => {
    const answersAs = (by?: 'machine') => {
      const does = { kind: 'answers', afterMs: 5, talksMs: 10, ...(by === undefined ? {} : { by }) } as const;
      const { network, pass, ask } = stage({ habits: [{ ringsMs: undefined, does }] });
      network.setDevice(desk, true);
      pass(0);
      const to = { kind: 'device', device: desk } as const;
      ask({ type: 'startLeg', leg: l1, to, shown: {}, diversion: 'allowed', confirm: 'no' });
      return pass(100);
    };
    const ended = { type: 'legEnded', leg: l1, cause: 'hungUp' };
    expect(answersAs('machine')).toEqual([{ type: 'legAnswered', leg: l1, by: 'machine' }, ended]);
    expect(answersAs()).toEqual([{ type: 'legAnswered', leg: l1 }, ended]);
  });

  it('nothing of a leg that only rings', () => {
    const { network, pass, ask } = stage();
    network.setDevice(desk, true);
    pass(0);
    const to = { kind: 'device', device: desk } as const;
    ask({ type: 'startLeg', leg: l1, to, shown: {}, diversion: 'allowed', confirm: 'no' });
    network.pressFar(l1, '1');
    network.toggleHold(l1);
    network.requestTransfer(l1, '102');
    expect(types(pass(100))).toEqual(['legRinging']);
  });
});

describe('what no engine may ask', () => {
  const unknown = 'l9' as LegId;
  const breachesOf = (...actions: readonly Action[]): readonly string[] => {
    const { network, ask } = threeUp();
    ask(...actions);
    return network.breaches;
  };

  it.each<[Action]>([
    [playing(p1, false, unknown)],
    [recording(unknown)],
    [{ type: 'stopRecording', leg: unknown, recording: r1 }],
    [joining(unknown)],
    [{ type: 'sendDigits', leg: unknown, digits: '1' }],
  ])('%j of a leg that is not up', (action) => {
    expect(breachesOf(action)).toEqual([`${action.type} of l9, which is not up`]);
  });

  it('a bridge or an unbridge with one that is not up', () => {
    expect(breachesOf(bridging(caller, unknown))).toEqual(['bridge of l9, which is not up']);
    expect(breachesOf(bridging(unknown, caller))).toEqual(['bridge of l9, which is not up']);
    expect(breachesOf({ type: 'unbridge', a: caller, b: unknown })).toContain('unbridge of l9, which is not up');
  });

  it.each<[Action]>([
    [playing(p1)],
    [{ type: 'ring', leg: caller }],
    [{ type: 'stopPlaying', leg: caller }],
    [recording()],
    [joining(caller)],
    [bridging(l1, caller)],
    [{ type: 'unbridge', a: l1, b: caller }],
    [{ type: 'showParty', leg: caller, shown: {} }],
  ])('%j of a leg that is over', (action) => {
    const { network, pass, ask } = threeUp();
    network.endFar(caller, 'hungUp');
    pass(0);
    ask(action);
    expect(network.breaches).toEqual([`${action.type} of in-1, which is over`]);
  });

  it('a second partner, a sound or ringing for a leg that is bridged or in a room', () => {
    expect(breachesOf(bridging(caller, l1), bridging(caller, l2))).toEqual([
      'bridge of in-1, which is bridged with l1',
    ]);
    expect(breachesOf(bridging(caller, l1), bridging(l2, caller))).toEqual([
      'bridge of in-1, which is bridged with l1',
    ]);
    expect(breachesOf(bridging(caller, l1), playing(p1))).toEqual(['play of in-1, which is bridged with l1']);
    expect(breachesOf(joining(caller), { type: 'ring', leg: caller })).toEqual(['ring of in-1, which is in m1']);
    expect(breachesOf(joining(caller), joining(caller, m2))).toEqual(['joinRoom of in-1, which is in a room']);
  });

  it('an unbridge of two that are not bridged with each other', () => {
    const text = (a: LegId, b: LegId) => `unbridge of ${a} and ${b}, which are not bridged`;
    expect(breachesOf({ type: 'unbridge', a: caller, b: l1 })).toEqual([text(caller, l1)]);
    expect(breachesOf(bridging(caller, l1), { type: 'unbridge', a: caller, b: l2 })).toEqual([text(caller, l2)]);
  });

  it('a room that a leg is not in', () => {
    const leave = { type: 'leaveRoom', leg: caller, room: m2 } as const;
    expect(breachesOf(joining(caller), leave)).toEqual(['in-1 is not in m2']);
    expect(breachesOf({ type: 'setRole', leg: caller, room: m2, role: speaks })).toEqual(['in-1 is not in m2']);
  });

  it('an id that was used before, a recording beside a recording', () => {
    expect(breachesOf(playing(p1), playing(p1))).toEqual(['p1 is used twice']);
    const second = { type: 'record', leg: caller, recording: 'r2' as RecordingId, maxMs: 1_000 } as const;
    expect(breachesOf(recording(), second)).toEqual(['record of in-1, which is being recorded']);
  });

  it('but what was decided before an end is excused in the step in which it is told', () => {
    const { network, ask } = threeUp();
    ask(bridging(caller, l1));
    network.endFar(l1, 'hungUp');
    network.next();
    ask({ type: 'unbridge', a: caller, b: l1 }, bridging(caller, l1), playing(p1, true), joining(l1));
    expect([network.hears(caller), network.hears(l1)]).toEqual([{ kind: 'sounds', play: p1, loop: true }, undefined]);
    expect(network.breaches).toEqual([]);
    network.settle();
    ask(joining(l1));
    expect(network.breaches).toEqual(['joinRoom of l1, which is over']);
  });
});
