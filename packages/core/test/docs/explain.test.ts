import { expect, test } from 'vitest';
import { pageAndExample } from './page-and-example.ts';

test('the code of the page is the example, which prints what the page says', async () => {
  const { code, example, printed, promised } = await pageAndExample(
    'explain',
    () => import('../../../../examples/explain.ts'),
  );
  expect(code).toBe(example);
  expect(printed).toBe(promised);
});
