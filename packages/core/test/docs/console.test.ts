import { expect, test } from 'vitest';
import { pageAndExample } from './page-and-example.ts';

test('[S10] [S48] the code of the page is the example, which prints what the page says', async () => {
  const { code, example, printed, promised } = await pageAndExample(
    'console',
    () => import('../../../../examples/console.ts'),
  );
  expect(code).toBe(example);
  expect(printed).toBe(promised);
});
