import type { RecordingId } from '../kernel/ids.ts';
import { expectSame, expectThat } from './expect.ts';
import type { AdapterBench } from './far-side.ts';
import type { KitCase } from './kit-case.ts';
import type { SignalLog } from './signal-log.ts';
import { callerUp, expectLive, type UpLeg } from './stage.ts';

const recording = 'r1' as RecordingId;
/** Longer than any tone before a recording. */
const TONE_MS = 1_500;
/** How far a length may be from what was said. */
const INEXACT_MS = 700;

/** A caller who has heard the tone. */
async function recorded(bench: AdapterBench, log: SignalLog, maxMs: number): Promise<UpLeg> {
  const caller = await callerUp(bench, log);
  log.port.perform({ type: 'record', leg: caller.leg, recording, maxMs });
  await bench.pass(TONE_MS);
  return caller;
}

/** The one `recorded` that follows, however long one waits; its length in ms. */
async function lengthTold(bench: AdapterBench, log: SignalLog, { leg }: UpLeg): Promise<number> {
  await log.next('recorded', leg);
  await bench.pass(1_000);
  const told = log.of('recorded');
  expectSame(
    told.map((signal) => [signal.leg, signal.recording]),
    [[leg, recording]],
    'recordings told',
  );
  return told[0]?.durationMs ?? Number.NaN;
}

/** Recordings of what a leg says. */
export const recordingCases: readonly KitCase[] = [
  {
    title: '[S96] what is said is recorded until silence, and told with its length',
    needs: ['recording'],
    run: async (bench, log) => {
      const caller = await recorded(bench, log, 30_000);
      caller.party.speak(2_000);
      const durationMs = await lengthTold(bench, log, caller);
      expectThat(durationMs >= 2_000 - INEXACT_MS, `2000 ms were said, ${durationMs} are told`);
      expectThat(durationMs <= 2_000 + TONE_MS + INEXACT_MS, `2000 ms were said, ${durationMs} are told`);
      expectLive(log, [caller.leg]);
    },
  },
  {
    title: '[S96] a recording into which nothing is said lasts 0 ms',
    needs: ['recording'],
    run: async (bench, log) => {
      const caller = await recorded(bench, log, 30_000);
      expectSame(await lengthTold(bench, log, caller), 0, 'length');
    },
  },
  {
    title: 'stopRecording ends a recording, which is told',
    needs: ['recording'],
    run: async (bench, log) => {
      const caller = await recorded(bench, log, 30_000);
      caller.party.speak(8_000);
      await bench.pass(2_000);
      log.port.perform({ type: 'stopRecording', leg: caller.leg, recording });
      const durationMs = await lengthTold(bench, log, caller);
      expectThat(durationMs > 0 && durationMs <= 2_000 + TONE_MS + INEXACT_MS, `${durationMs} ms are told after 2000`);
    },
  },
  {
    title: 'a recording ends at its greatest length',
    needs: ['recording'],
    run: async (bench, log) => {
      const caller = await recorded(bench, log, 3_000);
      caller.party.speak(9_000);
      const durationMs = await lengthTold(bench, log, caller);
      expectThat(durationMs > 0 && durationMs <= 3_000, `${durationMs} ms are told of at most 3000`);
    },
  },
  {
    title: 'the key # ends a recording',
    needs: ['recording', 'digits'],
    run: async (bench, log) => {
      const caller = await recorded(bench, log, 30_000);
      caller.party.speak(1_000);
      await bench.pass(1_500);
      expectSame(log.of('recorded').length, 0, 'recordings told before the key');
      caller.party.pressKey('#');
      await bench.pass(500);
      expectSame(log.of('recorded').length, 1, 'recordings told soon after the key');
      const durationMs = await lengthTold(bench, log, caller);
      expectThat(durationMs > 0, 'something was recorded');
    },
  },
  {
    title: 'a recording ends with its leg, and is told all the same',
    needs: ['recording'],
    run: async (bench, log) => {
      const caller = await recorded(bench, log, 30_000);
      caller.party.speak(2_000);
      await bench.pass(2_000);
      caller.party.hangUp();
      await log.next('legEnded', caller.leg);
      const durationMs = await lengthTold(bench, log, caller);
      expectThat(durationMs > 0, 'something was recorded');
      expectLive(log, []);
    },
  },
];
