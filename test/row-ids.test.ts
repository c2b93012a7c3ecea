import { expect, test } from 'vitest';
import { allIds, idsIn } from '../scripts/row-ids.ts';

test('ids in titles: single ones, laws, ranges; nothing else', () => {
  expect(idsIn('[S41] [law 3] it comes back after [30] s')).toEqual(['S41', 'law 3']);
  expect(idsIn('[S59–S62] the panel')).toEqual(['S59', 'S60', 'S61', 'S62']);
  expect(idsIn('[S168] [E26] [a-b]')).toEqual([]);
  expect(new Set(allIds).size).toBe(246);
});
