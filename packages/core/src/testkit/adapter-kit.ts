import { callerCases } from './caller-cases.ts';
import type { AdapterBench } from './far-side.ts';
import type { KitCase } from './kit-case.ts';
import { phoneCases } from './phone-cases.ts';
import { SignalLog } from './signal-log.ts';
import { soundCases } from './sound-cases.ts';

/**
 * The rules of the telephony port, as one suite for every adapter and any test
 * runner: run each case with {@link runKitCase} on a bench of its own.
 */
export const adapterKit: readonly KitCase[] = [...phoneCases, ...callerCases, ...soundCases];

/** Runs one case on a fresh bench and closes it. Rejects with a `KitFailure` that names the broken rule. */
export async function runKitCase(
  kitCase: KitCase,
  makeBench: () => Promise<AdapterBench>,
): Promise<'passed' | 'skipped'> {
  const bench = await makeBench();
  try {
    if (kitCase.needs !== undefined && !bench.port.capabilities[kitCase.needs]) return 'skipped';
    await kitCase.run(bench, new SignalLog(bench));
    return 'passed';
  } finally {
    await bench.close();
  }
}
