import { readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { readFlows } from '../../src/flow/read-flows.ts';

test('the example of flows runs and explains a call', async () => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('../../../../examples/flow.ts');
  const lines = print.mock.calls.map(([line]) => line);
  print.mockRestore();
  expect(lines).toEqual([
    'hours: Tuesday 15:05 is in the opening hours: open -> menu',
    'menu: asks for a key -> a sound is heard',
    'menu: waits for a key -> a key is waited for',
    'menu: key 2 was pressed -> anna',
    'anna: rings anna -> the call is away: user',
    'anna: anna does not answer -> message',
    'message: leaves a message for sales -> the call is away: voicemail',
    'takenOver',
  ]);
});

test('the flow on the page is right', async () => {
  const page = await readFile(new URL('../../../../docs/flow.md', import.meta.url), 'utf8');
  const [, text = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  const workshop = { id: 'workshop', name: 'Workshop', start: 'bye', elements: { bye: { kind: 'hangUp' } } };
  const company = {
    groups: new Set(['sales']),
    users: new Set<string>(),
    schedules: new Map([['shop', ['open', 'lunch']]]),
    vipLists: new Set<string>(),
    rooms: new Set<string>(),
  };
  expect(readFlows([JSON.parse(text), workshop], company)).toMatchObject({ ok: true, warnings: [] });
});
