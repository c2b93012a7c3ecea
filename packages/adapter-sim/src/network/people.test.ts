import { describe, expect, it } from 'vitest';
import type { Behaviour, Manners } from './behaviour.ts';
import { answered, leg, play, recording, started, talking, toPhone } from './testkit.ts';

const sounds = { welcome: 1_000, menu: 2_000 };
const withDigits = (signals: readonly object[]) =>
  signals.flatMap((signal) => ('digit' in signal ? [signal.digit] : []));

function hearing(manners: Manners, loop = false) {
  const all = answered({ sounds, manners });
  const list = ['welcome', 'menu', 'menu'];
  all.network.perform({ type: 'play', leg: all.caller, play: play('p1'), sounds: list, loop });
  return all;
}

function rung(behaviour: Behaviour, more: Parameters<typeof toPhone>[2] = {}) {
  const all = started({ phones: { 'anna-desk': behaviour } });
  all.network.perform(toPhone('l1', 'anna-desk', more));
  return all;
}

describe('what people do when they hear something', () => {
  it('[S79] press keys, so long after the sound began, 200 ms apart', () => {
    const { network, signals } = hearing({ reactions: [{ hears: 'menu', afterMs: 300, does: 'press', keys: '2#' }] });
    network.clock.runUntil(1_299);
    expect(signals).toEqual([]);
    network.clock.runUntil(1_300);
    expect(withDigits(signals)).toEqual(['2']);
    network.clock.runUntil(1_499);
    expect(withDigits(signals)).toEqual(['2']);
    network.clock.runUntil(1_500);
    expect(withDigits(signals)).toEqual(['2', '#']);
  });

  it.each([false, true])('once for each time it is played, also when it is looped: %s', (loop) => {
    const { network, signals, caller } = hearing({ reactions: [{ hears: 'menu', does: 'press', keys: '1' }] }, loop);
    network.clock.runUntil(1_999);
    expect(withDigits(signals)).toEqual([]);
    network.clock.run();
    expect(withDigits(signals)).toEqual(['1']);
    network.perform({ type: 'play', leg: caller, play: play('p2'), sounds: ['menu'], loop });
    network.clock.run();
    expect(withDigits(signals)).toEqual(['1', '1']);
  });

  it('nothing when it was stopped before it began', () => {
    const { network, signals, caller } = hearing({ reactions: [{ hears: 'menu', does: 'press', keys: '1' }] });
    network.clock.runUntil(999);
    network.perform({ type: 'stopPlaying', leg: caller });
    network.clock.run();
    expect(signals).toEqual([]);
  });

  it('hang up, also at ringing', () => {
    const { network, signals, caller } = hearing({
      reactions: [{ hears: 'ringing', afterMs: 700, does: 'hangUp' }],
    });
    network.clock.runUntil(10_000);
    network.perform({ type: 'ring', leg: caller });
    network.clock.runUntil(10_699);
    expect(network.legs()).toEqual([caller]);
    network.clock.runUntil(10_700);
    expect(signals.at(-1)).toEqual({ type: 'legEnded', leg: caller, cause: 'hungUp' });
  });

  it('one who answers has manners too', () => {
    const { network, signals } = rung({
      does: 'answer',
      afterMs: 0,
      reactions: [{ hears: 'menu', does: 'press', keys: '7' }],
    });
    network.clock.run();
    network.perform({ type: 'play', leg: leg('l1'), play: play('p1'), sounds: ['menu'], loop: false });
    network.clock.run();
    expect(withDigits(signals)).toEqual(['7']);
  });
});

describe('[E14] who answers, and when it counts', () => {
  it('a voicemail answers after 20 s, as a machine', () => {
    const { network, signals } = rung({ does: 'voicemail', talkMs: 60_000 });
    network.clock.runUntil(19_999);
    expect(signals.map(({ type }) => type)).toEqual(['legRinging']);
    network.clock.runUntil(20_000);
    expect(signals.at(-1)).toEqual({ type: 'legAnswered', leg: 'l1', by: 'machine' });
    network.clock.run();
    expect([network.clock.now(), signals.at(-1)?.type]).toEqual([80_000, 'legEnded']);
  });

  it('[L3] not when diversion is suppressed', () => {
    const { network, signals } = rung({ does: 'voicemail', afterMs: 5_000 }, { diversion: 'suppressed' });
    network.clock.run();
    expect([network.clock.now(), signals.length, network.telephone('anna-desk').phase]).toEqual([0, 1, 'ringing']);
  });

  it('a person confirms with 1, two seconds after they took it', () => {
    const { network, signals } = rung({ does: 'answer', afterMs: 1_000, talkMs: 5_000 }, { confirm: 'key' });
    network.clock.runUntil(2_999);
    expect(signals.map(({ type }) => type)).toEqual(['legRinging']);
    expect([network.telephone('anna-desk').phase, network.hears(leg('l1'))]).toEqual(['up', 'confirmation']);
    network.clock.runUntil(3_000);
    expect(signals.at(-1)).toEqual({ type: 'legAnswered', leg: 'l1', by: 'person' });
    network.clock.run();
    expect(network.clock.now()).toBe(8_000);
    expect(withDigits(signals)).toEqual([]);
  });

  it.each<Behaviour>([
    { does: 'answer', afterMs: 0, confirms: false },
    { does: 'voicemail', afterMs: 0 },
  ])('nobody confirms for %j, and what is hung up so was not answered', (behaviour) => {
    const { network, signals } = rung(behaviour, { confirm: 'key' });
    network.clock.run();
    network.press('anna-desk', '2');
    expect(network.telephone('anna-desk').phase).toBe('up');
    network.hangUp('anna-desk');
    network.clock.run();
    expect(signals.slice(1)).toEqual([{ type: 'legEnded', leg: 'l1', cause: 'noAnswer' }]);
  });
});

describe('recordings', () => {
  function recorded(manners: Manners, maxMs = 60_000) {
    const all = answered({ manners });
    all.network.perform({ type: 'record', leg: all.caller, recording: recording('r1'), maxMs });
    return all;
  }
  const told = (durationMs: number, caller: string) => [{ type: 'recorded', leg: caller, recording: 'r1', durationMs }];

  it('[S96] what is said after the tone, until 3 s of silence', () => {
    const { network, signals, caller } = recorded({ saysMs: 4_000 });
    expect(network.hears(caller)).toBe('recording');
    network.clock.runUntil(500 + 4_000 + 2_999);
    expect(signals).toEqual([]);
    network.clock.runUntil(500 + 4_000 + 3_000);
    expect(signals).toEqual(told(4_000, caller));
    expect(network.hears(caller)).toBe('nothing');
    network.clock.run();
    expect(signals).toHaveLength(1);
  });

  it('nothing said: 0 ms, after the silence', () => {
    const { network, signals, caller } = recorded({});
    network.clock.run();
    expect([network.clock.now() >= 3_500, signals]).toEqual([true, told(0, caller)]);
  });

  it.each([
    [6_000, 6_000, 6_500],
    [6_001, 6_000, 6_500],
    [5_999, 5_999, 6_500],
  ])('at most 6000 ms of %i', (saysMs, durationMs, endsAt) => {
    const { network, signals, caller } = recorded({ saysMs }, 6_000);
    network.clock.runUntil(endsAt - 1);
    expect(signals).toEqual([]);
    network.clock.runUntil(endsAt);
    expect(signals).toEqual(told(durationMs, caller));
  });

  it('who speaks on after a pause is recorded on', () => {
    const { network, signals, caller } = recorded({ saysMs: 1_000 });
    network.clock.runUntil(4_000);
    network.say('caller-1', 2_000);
    network.clock.runUntil(8_999);
    expect(signals).toEqual([]);
    network.clock.runUntil(9_000);
    expect(signals).toEqual(told(5_500, caller));
  });

  it.each([
    ['stopRecording', 1_500],
    ['#', 1_500],
    ['hangUp', 1_500],
    ['a caller who hangs up', 1_500],
  ])('ended by %s it is told, with what was said until then', (how, durationMs) => {
    const { network, signals, caller } = recorded({ saysMs: 9_000 });
    network.clock.runUntil(2_000);
    if (how === 'stopRecording') network.perform({ type: how, leg: caller, recording: recording('r1') });
    if (how === 'hangUp') network.perform({ type: how, leg: caller, cause: 'hungUp' });
    if (how === '#') network.press('caller-1', '1#');
    if (how === 'a caller who hangs up') network.hangUp('caller-1');
    network.clock.run();
    expect(signals.filter(({ type }) => type === 'recorded')).toEqual(told(durationMs, caller));
    expect(withDigits(signals)).toEqual(how === '#' ? ['1'] : []);
    expect(signals.at(0)?.type).toBe(how === '#' ? 'digit' : 'recorded');
  });

  it('[X9] of a talk: no tone, no silence and no # ends it, and the whole of it counts', () => {
    const { network, signals, caller } = answered({ manners: { saysMs: 1_000 } });
    network.perform({ type: 'record', leg: caller, recording: recording('r1'), maxMs: 60_000, of: 'talk' });
    network.clock.runUntil(20_000);
    network.press('caller-1', '#');
    network.say('caller-1', 1_000);
    network.clock.runUntil(30_000);
    expect(signals.filter(({ type }) => type === 'recorded')).toEqual([]);
    expect(withDigits(signals)).toEqual(['#']);
    network.perform({ type: 'stopRecording', leg: caller, recording: recording('r1') });
    network.clock.advance(0);
    expect(signals.at(-1)).toEqual({ type: 'recorded', leg: caller, recording: 'r1', durationMs: 30_000 });
    network.perform({ type: 'record', leg: caller, recording: recording('r2'), maxMs: 5_000, of: 'talk' });
    network.clock.runUntil(34_999);
    expect(signals.at(-1)).toMatchObject({ recording: 'r1' });
    network.clock.runUntil(35_000);
    expect(signals.at(-1)).toMatchObject({ recording: 'r2', durationMs: 5_000 });
  });

  it('another recording is not stopped, and one of a leg that is not up is told as empty', () => {
    const { network, signals, caller } = recorded({ saysMs: 9_000 });
    network.perform({ type: 'stopRecording', leg: caller, recording: recording('r2') });
    network.perform(toPhone('l1'));
    network.perform({ type: 'record', leg: leg('l1'), recording: recording('r3'), maxMs: 1_000 });
    network.clock.advance(0);
    expect(signals.at(-1)).toEqual({ type: 'recorded', leg: 'l1', recording: 'r3', durationMs: 0 });
    expect(network.hears(caller)).toBe('recording');
  });
});

describe('what is asked for at a phone', () => {
  it('hold and take back are told once, and neither hears the other meanwhile', () => {
    const { network, signals, caller } = talking();
    const ways = () => [network.carries(caller, leg('l1')), network.carries(leg('l1'), caller)];
    network.hold('anna-desk');
    network.hold('anna-desk');
    expect(ways()).toEqual([false, false]);
    network.resume('anna-desk');
    network.resume('anna-desk');
    network.clock.run();
    expect(ways()).toEqual([true, true]);
    expect(signals).toEqual([
      { type: 'held', leg: 'l1' },
      { type: 'resumed', leg: 'l1' },
    ]);
  });

  it('a phone that holds may call a colleague, and ask for an attended transfer', () => {
    const { network, signals } = talking();
    const dial = { from: { device: 'anna-desk' }, to: '102' } as const;
    expect(network.call(dial).told).toBe('busy');
    network.hold('anna-desk');
    const consultation = network.call({ as: 'consultation', ...dial }).leg;
    expect(network.call(dial).told).toBe('busy');
    network.requestTransfer('anna-desk', '102', { isAttended: true });
    network.hangUp('consultation');
    network.resume('anna-desk');
    network.requestTransfer('anna-desk', '103');
    network.requestTransfer('anna-desk', '104', { isAttended: true });
    network.clock.run();
    expect(signals.filter(({ type }) => type === 'transferRequested')).toEqual([
      { type: 'transferRequested', leg: 'l1', to: '102', attended: consultation },
      { type: 'transferRequested', leg: 'l1', to: '103' },
    ]);
    expect(signals.at(-2)).toEqual({ type: 'resumed', leg: 'l1' });
  });

  it('digits reach the leg that they are sent to', () => {
    const { network } = talking();
    network.perform({ type: 'sendDigits', leg: leg('l1'), digits: '12' });
    network.perform({ type: 'sendDigits', leg: leg('l1'), digits: '#' });
    expect(network.telephone('anna-desk').active?.keysHeard).toBe('12#');
  });

  it('[E9] the screen of a phone that rings changes, and what it showed before is kept', () => {
    const { network } = rung({ does: 'ignore' }, { shown: { number: '+4711111111' } });
    network.perform({ type: 'showParty', leg: leg('l1'), shown: { number: '+4722222222', name: 'Viktig' } });
    const telephone = network.telephone('anna-desk');
    expect(telephone.shown).toEqual({ number: '+4722222222', name: 'Viktig' });
    network.answer('anna-desk');
    network.perform({ type: 'showParty', leg: leg('l1'), shown: { name: 'Ola' } });
    expect(telephone.shown).toEqual({ name: 'Ola' });
    expect(telephone.rings).toEqual([
      {
        fromAt: 0,
        untilAt: 0,
        shown: { number: '+4722222222', name: 'Viktig' },
        shownBefore: [{ number: '+4711111111' }],
      },
    ]);
  });

  it('a network that cannot do something says so', () => {
    expect(started({ capabilities: { rooms: false } }).network.capabilities).toMatchObject({
      rooms: false,
      digits: true,
    });
  });
});
