import { expectThat } from './expect.ts';
import type { KitCase } from './kit-case.ts';
import { callerUp, expectLive, expectTalk, phoneUp, play, untilHears } from './stage.ts';

/** Who hears whom in a bridge. */
export const bridgeCases: readonly KitCase[] = [
  {
    title: 'two legs hear each other from bridge on, and not before',
    run: async (bench, log) => {
      const [caller, callee] = [await callerUp(bench, log), await phoneUp(bench, log)];
      await expectTalk(bench, [caller, callee], false);
      log.port.perform({ type: 'bridge', a: caller.leg, b: callee.leg });
      await expectTalk(bench, [caller, callee], true);
      caller.party.hangUp();
      await log.next('legEnded', caller.leg);
      expectThat(!(await bench.far.hears(callee.party, caller.party)), 'nobody is heard after the end');
      log.port.perform({ type: 'hangUp', leg: callee.leg, cause: 'hungUp' });
      await bench.until('the phone is on the hook', () => callee.party.phase === 'idle');
      expectLive(log, []);
    },
  },
  {
    title: '[S40] after unbridge the two do not hear each other, both live on, and a leg is bridged to another',
    run: async (bench, log) => {
      const caller = await callerUp(bench, log);
      const [first, second] = [await phoneUp(bench, log, 0), await phoneUp(bench, log, 1)];
      log.port.perform({ type: 'bridge', a: caller.leg, b: first.leg });
      await expectTalk(bench, [caller, first], true);
      log.port.perform({ type: 'unbridge', a: caller.leg, b: first.leg });
      await expectTalk(bench, [caller, first], false);
      expectLive(log, [caller.leg, first.leg, second.leg]);
      log.port.perform({ type: 'bridge', a: caller.leg, b: second.leg });
      await expectTalk(bench, [caller, second], true);
      await expectTalk(bench, [caller, first], false);
    },
  },
  {
    title: '[law 7] a leg that was bridged hears sounds and ringing again after unbridge, and is bridged once more',
    needs: ['sounds'],
    run: async (bench, log) => {
      const [caller, callee] = [await callerUp(bench, log), await phoneUp(bench, log)];
      const [sound] = bench.far.sounds;
      const pair = { a: caller.leg, b: callee.leg } as const;
      log.port.perform({ type: 'bridge', ...pair });
      await expectTalk(bench, [caller, callee], true);
      log.port.perform({ type: 'unbridge', ...pair });
      log.port.perform({ type: 'play', leg: caller.leg, play: play('p1'), sounds: [sound], loop: true });
      await untilHears(bench, caller.party, `sound ${sound}`);
      expectThat((await callee.party.hears()) === 'nothing', 'the other leg hears nothing of it');
      log.port.perform({ type: 'ring', leg: caller.leg });
      await untilHears(bench, caller.party, 'ringing');
      log.port.perform({ type: 'bridge', ...pair });
      await expectTalk(bench, [caller, callee], true);
    },
  },
];
