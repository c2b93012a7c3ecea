import { readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { readCompany } from '../../src/config/read-company.ts';
import { compileSchedule, hoursAt, isOpen } from '../../src/hours/schedule.ts';
import { scheduleSchema } from '../../src/hours/schedules-file.ts';
import { localInstant } from '../../src/hours/zone.ts';

const page = await readFile(new URL('../../../../docs/hours.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => JSON.parse(text));

test('[S133] the example of opening hours runs and tells', async () => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('../../../../examples/hours.ts');
  const lines = print.mock.calls.map((words) => words.join(' '));
  print.mockRestore();
  expect(lines).toEqual([
    '2026-11-24T11:45: lunch (weekly ), until 2026-11-24T11:00:00.000Z',
    '2026-11-25T09:00: closed (exception Stocktaking), until 2026-11-25T11:00:00.000Z',
    '2026-12-28T09:00: closed (exception Christmas), until 2027-01-04T07:00:00.000Z',
    '2027-03-25T09:00: closed (holiday Skjærtorsdag), until 2027-03-30T06:00:00.000Z',
    'opens 2027-01-04T07:00:00.000Z',
    'closed ',
    'answered anna',
    'answered ola',
  ]);
});

test('[S133] [S88] the schedule on the page is right, and is what the page says of it', async () => {
  const [file] = blocks;
  const company = JSON.parse(await readFile(new URL('../../../../examples/company.json', import.meta.url), 'utf8'));
  expect(readCompany({ ...company, schedules: [file] })).toMatchObject({ ok: true });
  const hours = compileSchedule(scheduleSchema.parse(file), 'Europe/Oslo');
  const period = (text: string) => hoursAt(hours, localInstant('Europe/Oslo', text) ?? Number.NaN).period;
  expect(hours.periods).toEqual(['open', 'lunch', 'duty']);
  expect(
    ['2026-11-23T11:29', '2026-11-23T11:30', '2026-11-23T16:00', '2026-11-28T05:59', '2026-12-24T11:59'].map(period),
  ).toEqual(['open', 'lunch', undefined, 'duty', 'open']);
  expect(['2026-11-27T22:00', '2026-11-28T06:00', '2026-12-25T10:00', '2026-07-06T10:00'].map(period)).toEqual([
    'duty',
    undefined,
    undefined,
    undefined,
  ]);
});

test('[E21] the clock changes on the page are so', () => {
  const rows = page
    .split('\n')
    .filter((line) => /^\| `\d\d:\d\d`–`\d\d:\d\d`/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  expect(rows).toHaveLength(5);
  for (const [, span = '', spring, autumn] of rows) {
    const [from = '', to = ''] = span.replaceAll('`', '').split('–');
    const hours = compileSchedule(
      scheduleSchema.parse({ id: 'x', name: 'x', weekly: { sat: [], sun: [{ from, to }] } }),
      'Europe/Oslo',
    );
    const minutesOn = (date: string): number => {
      const start = localInstant('Europe/Oslo', `${date}T00:00`) ?? Number.NaN;
      return Array.from({ length: 49 * 60 }, (_, minute) => start + minute * 60_000).filter((at) => isOpen(hours, at))
        .length;
    };
    expect([span, `${minutesOn('2026-03-29')} min`, `${minutesOn('2026-10-25')} min`]).toEqual([span, spring, autumn]);
  }
});
