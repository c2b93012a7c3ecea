import { answerControlCases } from './answer-control-cases.ts';
import { bridgeCases } from './bridge-cases.ts';
import { callerCases } from './caller-cases.ts';
import { digitCases } from './digit-cases.ts';
import type { AdapterBench } from './far-side.ts';
import { type KitCase, type KitResult, reasonToSkip } from './kit-case.ts';
import { phoneCases } from './phone-cases.ts';
import { phoneSideCases } from './phone-side-cases.ts';
import { playCases } from './play-cases.ts';
import { recordingCases } from './recording-cases.ts';
import { roomCases } from './room-cases.ts';
import { SignalLog } from './signal-log.ts';

/**
 * The rules of the telephony port, as one suite for every adapter and any test
 * runner: run each case with {@link runKitCase} on a bench of its own.
 */
export const adapterKit: readonly KitCase[] = [
  ...phoneCases,
  ...callerCases,
  ...bridgeCases,
  ...playCases,
  ...digitCases,
  ...recordingCases,
  ...roomCases,
  ...phoneSideCases,
  ...answerControlCases,
];

/**
 * Runs one case on a fresh bench and closes it. A case that the adapter has not
 * the capability for is skipped, with the reason. Rejects with a `KitFailure`
 * that names the broken rule.
 */
export async function runKitCase(kitCase: KitCase, makeBench: () => Promise<AdapterBench>): Promise<KitResult> {
  const bench = await makeBench();
  try {
    const reason = reasonToSkip(kitCase, bench);
    if (reason !== undefined) return { kind: 'skipped', reason };
    await kitCase.run(bench, new SignalLog(bench));
    return { kind: 'passed' };
  } finally {
    await bench.close();
  }
}
