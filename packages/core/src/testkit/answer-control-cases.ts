import type { Action } from '../port/telephony.ts';
import { expectSame, expectThat } from './expect.ts';
import type { AdapterBench } from './far-side.ts';
import type { KitCase } from './kit-case.ts';
import type { SignalLog } from './signal-log.ts';
import { CALLED_OUTSIDE, COMPANY, expectLive, leg } from './stage.ts';

/** Longer than a machine of a bench takes to answer. */
const LONGER_THAN_MACHINE_MS = 6_000;
const l1 = leg('l1');

type Control = Pick<Extract<Action, { readonly type: 'startLeg' }>, 'diversion' | 'confirm'>;

async function ringOutside(bench: AdapterBench, log: SignalLog, call: { number: string } & Control): Promise<void> {
  const { number, ...control } = call;
  const to = { kind: 'external', number } as const;
  log.port.perform({ type: 'startLeg', leg: l1, to, shown: { number: COMPANY }, ...control });
  await bench.until('it rings outside', () => bench.far.outsider(number).phase === 'ringing');
}

/** Whether an answer counts. */
export const answerControlCases: readonly KitCase[] = [
  {
    title: '[E14] a voicemail answers when diversion is allowed, and is never told as a person',
    needs: ['external', 'answerControl'],
    run: async (bench, log) => {
      await ringOutside(bench, log, { number: bench.far.machine, diversion: 'allowed', confirm: 'no' });
      const { by } = await log.next('legAnswered', l1);
      expectThat(by !== 'person', 'a machine is not a person');
    },
  },
  {
    title: '[L3] no voicemail takes a call whose diversion is suppressed: it rings on',
    needs: ['external', 'answerControl'],
    run: async (bench, log) => {
      await ringOutside(bench, log, { number: bench.far.machine, diversion: 'suppressed', confirm: 'no' });
      await bench.pass(LONGER_THAN_MACHINE_MS);
      expectSame(bench.far.outsider(bench.far.machine).phase, 'ringing', 'the phone');
      expectSame(log.about(l1), ['legRinging'], 'the signals of the leg');
      expectLive(log, [l1]);
    },
  },
  {
    title: '[E14] with confirm, a voicemail is never told as an answer',
    needs: ['external', 'answerControl'],
    run: async (bench, log) => {
      await ringOutside(bench, log, { number: bench.far.machine, diversion: 'allowed', confirm: 'key' });
      await bench.pass(LONGER_THAN_MACHINE_MS);
      expectThat(!log.about(l1).includes('legAnswered'), 'no answer is told');
    },
  },
  {
    title: '[E14] with confirm, a person has answered when 1 is pressed, and not before',
    needs: ['external', 'answerControl'],
    run: async (bench, log) => {
      await ringOutside(bench, log, { number: CALLED_OUTSIDE, diversion: 'allowed', confirm: 'key' });
      const party = bench.far.outsider(CALLED_OUTSIDE);
      party.answer();
      await bench.until('the phone is up', () => party.phase === 'up');
      await bench.pass(1_000);
      party.pressKey('2');
      await bench.pass(500);
      expectThat(!log.about(l1).includes('legAnswered'), 'no answer is told before the key 1');
      party.pressKey('1');
      await log.next('legAnswered', l1);
      await bench.pass(500);
      expectSame(log.about(l1), ['legRinging', 'legAnswered'], 'the signals of the leg');
    },
  },
];
