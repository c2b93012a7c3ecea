import { expectSame } from './expect.ts';
import type { KitCase } from './kit-case.ts';
import { callerUp, phoneUp, play } from './stage.ts';

const KEYS = '1550*#D9';

/** Keys that are pressed at the far end, and keys that are sent there. */
export const digitCases: readonly KitCase[] = [
  {
    title: '[S79] every key is told once, in order, also while a sound plays',
    needs: ['digits', 'sounds'],
    run: async (bench, log) => {
      const caller = await callerUp(bench, log);
      const [sound] = bench.far.sounds;
      log.port.perform({ type: 'play', leg: caller.leg, play: play('p1'), sounds: [sound], loop: true });
      for (const key of KEYS) {
        caller.party.pressKey(key);
        await bench.pass(150);
      }
      await bench.until('all keys are told', () => log.of('digit').length >= KEYS.length);
      await bench.pass(300);
      const told = log.of('digit').map(({ leg, digit }) => `${leg} ${digit}`);
      expectSame(
        told,
        [...KEYS].map((key) => `${caller.leg} ${key}`),
        'keys told',
      );
    },
  },
  {
    title: 'digits that are sent reach the far end of that leg, in order',
    needs: ['digits'],
    run: async (bench, log) => {
      const [caller, callee] = [await callerUp(bench, log), await phoneUp(bench, log)];
      log.port.perform({ type: 'sendDigits', leg: callee.leg, digits: KEYS });
      await bench.until('all keys are heard', () => callee.party.keysHeard.length >= KEYS.length);
      expectSame(callee.party.keysHeard, KEYS, 'keys heard');
      expectSame(caller.party.keysHeard, '', 'keys heard by another');
      expectSame(log.of('digit'), [], 'keys told');
    },
  },
];
