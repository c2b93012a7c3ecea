import type { PlayId } from '../kernel/ids.ts';
import { expectSame, expectThat } from './expect.ts';
import type { AdapterBench } from './far-side.ts';
import type { KitCase } from './kit-case.ts';
import type { SignalLog } from './signal-log.ts';
import { callerUp, expectTalk, heardUntil, phoneUp, play, playedOf, type UpLeg, untilHears } from './stage.ts';

/** Longer than any two sounds of a bench. */
const LONG_MS = 1_200;

/** A caller who hears the first sound over and over. */
async function looping(bench: AdapterBench, log: SignalLog): Promise<UpLeg> {
  const caller = await callerUp(bench, log);
  const [sound] = bench.far.sounds;
  log.port.perform({ type: 'play', leg: caller.leg, play: play('p1'), sounds: [sound], loop: true });
  await untilHears(bench, caller.party, `sound ${sound}`);
  return caller;
}

/** A loop that something has ended: it is not told as played, however long one waits. */
async function expectPlayed(bench: AdapterBench, log: SignalLog, told: { by: UpLeg; plays: readonly PlayId[] }) {
  await bench.pass(LONG_MS);
  expectSame(playedOf(log, told.by.leg), told.plays, 'told as played');
}

/** Sounds that are played to a leg. */
export const playCases: readonly KitCase[] = [
  {
    title: '[S84] sounds are heard one after the other, and told as played at their end, once, with the id of the play',
    needs: ['sounds'],
    run: async (bench, log) => {
      const caller = await callerUp(bench, log);
      const [one, other] = bench.far.sounds;
      const sounds = [one, other, one];
      log.port.perform({ type: 'play', leg: caller.leg, play: play('p7'), sounds, loop: false });
      const heard = await heardUntil(bench, caller.party, () => playedOf(log, caller.leg).length > 0);
      expectSame(
        heard,
        sounds.map((sound) => `sound ${sound}`),
        'what the caller heard',
      );
      await untilHears(bench, caller.party, 'nothing');
      await expectPlayed(bench, log, { by: caller, plays: [play('p7')] });
    },
  },
  {
    title: '[law 7] a sound that nobody knows keeps no caller waiting: it is told as played',
    needs: ['sounds'],
    run: async (bench, log) => {
      const caller = await callerUp(bench, log);
      log.port.perform({ type: 'play', leg: caller.leg, play: play('p1'), sounds: ['no-such-sound'], loop: false });
      expectSame((await log.next('played', caller.leg)).play, 'p1', 'the play');
    },
  },
  {
    title: 'no sounds at all are told as played',
    needs: ['sounds'],
    run: async (bench, log) => {
      const caller = await callerUp(bench, log);
      log.port.perform({ type: 'play', leg: caller.leg, play: play('p1'), sounds: [], loop: false });
      expectSame((await log.next('played', caller.leg)).play, 'p1', 'the play');
    },
  },
  {
    title: 'a newer play takes the place of an older one, of which nothing is told any more',
    needs: ['sounds'],
    run: async (bench, log) => {
      const caller = await callerUp(bench, log);
      const [one, other] = bench.far.sounds;
      log.port.perform({ type: 'play', leg: caller.leg, play: play('p1'), sounds: [one, one, one], loop: false });
      await untilHears(bench, caller.party, `sound ${one}`);
      log.port.perform({ type: 'play', leg: caller.leg, play: play('p2'), sounds: [other], loop: false });
      await untilHears(bench, caller.party, `sound ${other}`);
      await log.next('played', caller.leg);
      await expectPlayed(bench, log, { by: caller, plays: [play('p2')] });
    },
  },
  {
    title: '[law 7] a loop goes on after its end, and stopPlaying ends it untold',
    needs: ['sounds'],
    run: async (bench, log) => {
      const caller = await looping(bench, log);
      await bench.pass(LONG_MS);
      await untilHears(bench, caller.party, `sound ${bench.far.sounds[0]}`);
      log.port.perform({ type: 'stopPlaying', leg: caller.leg });
      await untilHears(bench, caller.party, 'nothing');
      await expectPlayed(bench, log, { by: caller, plays: [] });
      expectThat(log.port.legs().includes(caller.leg), 'the leg lives on');
    },
  },
  {
    title: 'a loop of two sounds plays both, again and again',
    needs: ['sounds'],
    run: async (bench, log) => {
      const caller = await callerUp(bench, log);
      const [one, other] = bench.far.sounds;
      log.port.perform({ type: 'play', leg: caller.leg, play: play('p1'), sounds: [one, other], loop: true });
      for (const sound of [one, other, one, other]) await untilHears(bench, caller.party, `sound ${sound}`);
      expectSame(playedOf(log, caller.leg), [], 'told as played');
    },
  },
  {
    title: 'stopPlaying before the end of sounds that are not looped: nothing is told',
    needs: ['sounds'],
    run: async (bench, log) => {
      const caller = await callerUp(bench, log);
      const [sound] = bench.far.sounds;
      log.port.perform({ type: 'play', leg: caller.leg, play: play('p1'), sounds: [sound, sound], loop: false });
      await untilHears(bench, caller.party, `sound ${sound}`);
      log.port.perform({ type: 'stopPlaying', leg: caller.leg });
      await untilHears(bench, caller.party, 'nothing');
      await expectPlayed(bench, log, { by: caller, plays: [] });
    },
  },
  {
    title: 'a loop ends untold when the leg is bridged',
    needs: ['sounds'],
    run: async (bench, log) => {
      const [callee, caller] = [await phoneUp(bench, log), await looping(bench, log)];
      log.port.perform({ type: 'bridge', a: caller.leg, b: callee.leg });
      await expectTalk(bench, [caller, callee], true);
      await untilHears(bench, caller.party, 'nothing');
      await expectPlayed(bench, log, { by: caller, plays: [] });
    },
  },
  {
    title: 'a loop ends untold when something else is played, which is told',
    needs: ['sounds'],
    run: async (bench, log) => {
      const caller = await looping(bench, log);
      const [, other] = bench.far.sounds;
      log.port.perform({ type: 'play', leg: caller.leg, play: play('p2'), sounds: [other], loop: false });
      await untilHears(bench, caller.party, `sound ${other}`);
      await log.next('played', caller.leg);
      await expectPlayed(bench, log, { by: caller, plays: [play('p2')] });
    },
  },
  {
    title: 'a loop ends untold when the leg is hung up',
    needs: ['sounds'],
    run: async (bench, log) => {
      const caller = await looping(bench, log);
      log.port.perform({ type: 'hangUp', leg: caller.leg, cause: 'hungUp' });
      await bench.until('the caller is on the hook', () => caller.party.phase === 'idle');
      await expectPlayed(bench, log, { by: caller, plays: [] });
    },
  },
  {
    title: '[law 7] ring lets a leg that is up hear ringing, until something is played',
    needs: ['sounds'],
    run: async (bench, log) => {
      const caller = await callerUp(bench, log);
      const [sound] = bench.far.sounds;
      log.port.perform({ type: 'ring', leg: caller.leg });
      await untilHears(bench, caller.party, 'ringing');
      expectThat(caller.party.phase === 'up', 'the caller is still up');
      log.port.perform({ type: 'play', leg: caller.leg, play: play('p1'), sounds: [sound], loop: false });
      await untilHears(bench, caller.party, `sound ${sound}`);
      log.port.perform({ type: 'ring', leg: caller.leg });
      await untilHears(bench, caller.party, 'ringing');
      log.port.perform({ type: 'stopPlaying', leg: caller.leg });
      await untilHears(bench, caller.party, 'nothing');
      await expectPlayed(bench, log, { by: caller, plays: [] });
    },
  },
];
