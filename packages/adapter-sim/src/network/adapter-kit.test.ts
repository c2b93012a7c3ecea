import { adapterKit, runKitCase } from '@sentralbord/core/testkit';
import { describe, expect, it } from 'vitest';
import { makeSimBench } from './sim-bench.ts';

describe('adapter kit', () => {
  it.each(adapterKit.map((kitCase) => [kitCase.title, kitCase] as const))('%s', async (_title, kitCase) => {
    expect(await runKitCase(kitCase, makeSimBench)).toEqual({ kind: 'passed' });
  });
});
