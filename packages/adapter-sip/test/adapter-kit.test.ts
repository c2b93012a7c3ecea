import { adapterKit, runKitCase } from '@sentralbord/core/testkit';
import { describe, expect, test } from 'vitest';
import { makeSipBench } from './sip-bench.ts';

// Ports of this file: 31000 to 33999.
const networks = [
  { host: '127.0.0.1', transport: 'udp', firstPort: 31_000 },
  { host: '127.0.0.1', transport: 'tcp', firstPort: 32_000 },
  { host: '::1', transport: 'udp', firstPort: 33_000 },
] as const;

/** What this adapter does not do, and why the cases that need it are skipped. */
const missing: ReadonlyMap<string, string> = new Map([
  ...(['digits', 'recording', 'rooms', 'displayUpdates', 'answerControl'] as const).map(
    (need) => [need, `the adapter does not have the capability ${need}`] as const,
  ),
  ['hold', 'the adapter does not tell when a phone holds'],
  ['requestTransfer', 'the adapter takes no transfers that a phone asks for'],
]);

describe.each(networks)('[S1] the adapter kit over $transport on $host', (network) => {
  test.each(adapterKit.map((kitCase) => [kitCase.title, kitCase] as const))('%s', async (_title, kitCase) => {
    const result = await runKitCase(kitCase, () => makeSipBench(network));
    const reason = kitCase.needs?.map((need) => missing.get(need)).find((each) => each !== undefined);
    expect(result).toEqual(reason === undefined ? { kind: 'passed' } : { kind: 'skipped', reason });
  });
});
