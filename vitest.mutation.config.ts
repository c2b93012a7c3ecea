import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The tests that prove one folder, as `scripts/mutate.ts` names them. */
const include = (process.env.MUTATION_TESTS ?? '')
  .split(',')
  .map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.test.ts`));

export default defineConfig({ ...base, test: { testTimeout: 30_000, include } });
