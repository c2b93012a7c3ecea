import { adapterKit, runKitCase } from '@sentralbord/core/testkit';
import { describe, expect, test } from 'vitest';
import { makeSipBench } from './sip-bench.ts';

// Ports of this file: 31000 to 33999.
const networks = [
  { host: '127.0.0.1', transport: 'udp', firstPort: 31_000 },
  { host: '127.0.0.1', transport: 'tcp', firstPort: 32_000 },
  { host: '::1', transport: 'udp', firstPort: 33_000 },
] as const;

describe.each(networks)('[S1] the adapter kit over $transport on $host', (network) => {
  test.each(adapterKit.map((kitCase) => [kitCase.title, kitCase] as const))('%s', async (_title, kitCase) => {
    const result = await runKitCase(kitCase, () => makeSipBench(network));
    expect(result).toBe('passed');
  });
});
