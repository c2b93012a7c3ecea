import { writeFile } from 'node:fs/promises';
import { formatWithOptions } from 'node:util';
import { test, vi } from 'vitest';
test.each([
  ['ringing', () => import('../../../../examples/ringing.ts')],
  ['transfers', () => import('../../../../examples/transfers.ts')],
  ['vip', () => import('../../../../examples/vip.ts')],
  ['callback', () => import('../../../../examples/callback.ts')],
  ['voicemail-and-conference', () => import('../../../../examples/voicemail-and-conference.ts')],
] as const)('%s', async (name, run) => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  try { await run(); } catch (e) { console.log(String(e)); }
  const lines = print.mock.calls.map((line) => formatWithOptions({ colors: false }, ...line));
  print.mockRestore();
  await writeFile(`/tmp/exrun/${name}.txt`, `${lines.join('\n')}\n`);
});
