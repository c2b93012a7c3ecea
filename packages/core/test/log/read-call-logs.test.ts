import { expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { type CompanyNames, namesOf } from '../../src/directory/company-names.ts';
import type { Event } from '../../src/kernel/event.ts';
import { CompanyLog, type CompanyLogRow } from '../../src/log/company-log.ts';
import { PersonalLog } from '../../src/log/personal-log.ts';
import type { PersonalLogRow } from '../../src/log/personal-log-row.ts';
import { readCallLogs } from '../../src/log/read-call-logs.ts';
import { KARI, officeFile, SHOP } from '../behaviour/office.ts';
import { Office } from '../driver.ts';
import { companyOf, HIDDEN_NUMBER } from '../properties/run.ts';

const withKari = (name: string): CompanyFile => ({
  ...officeFile,
  contacts: [{ id: 'kari', name, numbers: [{ number: KARI }] }],
});

it('[S74] [law 9] the journal gives both logs again, with names as they were when each call came', () => {
  const o = new Office(withKari('Kari Nordmann'));
  const company = companyOf(withKari('Kari Nordmann'));
  const first = o.outsider(KARI).calls(SHOP);
  o.asks({ type: 'configure', file: withKari('Kari Hansen') });
  first.hangsUp();
  o.outsider(KARI).calls(SHOP).hangsUp();
  const events = JSON.parse(JSON.stringify(o.events)) as readonly Event[];
  const [rows, own] = [[] as CompanyLogRow[], [] as PersonalLogRow[]];
  const logs = readCallLogs({
    company,
    events,
    onCompanyRow: (row) => rows.push(row),
    onPersonalRow: (row) => own.push(row),
  });
  expect(rows.map(({ from }) => 'name' in from && from.name)).toEqual(['Kari Nordmann', 'Kari Hansen']);
  expect(own.map(({ party }) => 'name' in party && party.name)).toEqual(['Kari Nordmann', 'Kari Hansen']);
  expect(logs.company.rows()).toEqual(rows);
  expect(logs.personal.rowsOf('anna' as never)).toEqual(own);
});

it('a call that began before the events has no row, and disturbs none', () => {
  const o = new Office(officeFile);
  const early = o.outsider(KARI).calls(SHOP);
  o.after(1000);
  const from = o.events.length;
  o.phone('anna-desk').answers();
  o.asks({ type: 'hold', call: 'c1' as never, by: 'anna' as never });
  o.asks({ type: 'resumeCall', call: 'c1' as never, by: 'anna' as never });
  early.hangsUp();
  o.outsider(KARI).calls(SHOP).hangsUp();
  const logs = readCallLogs({ company: companyOf(officeFile), events: o.events.slice(from) });
  expect(logs.company.rows().map(({ call }) => call)).toEqual(['c2']);
  expect(logs.personal.rowsOf('anna' as never).map(({ call }) => call)).toEqual(['c2']);
});

it('[X13] of one who hides the number it stands in no row of anybody', () => {
  const o = new Office(officeFile);
  const hidden = {
    kind: 'trunk',
    trunk: 'trunk' as never,
    number: HIDDEN_NUMBER,
    name: HIDDEN_NUMBER,
    isWithheld: true,
  } as const;
  const caller = o.arrives(hidden, SHOP);
  o.phone('anna-desk').answers();
  o.asks({ type: 'transfer', call: 'c1' as never, to: { user: 'bo' as never }, by: 'anna' as never });
  o.phone('bo-desk').answers();
  caller.hangsUp();
  const logs = readCallLogs({ company: companyOf(officeFile), events: o.events });
  const bo = logs.personal.rowsOf('bo' as never);
  expect(bo).toMatchObject([{ party: { kind: 'withheld' } }]);
  expect(logs.company.rows()).toMatchObject([{ from: { kind: 'withheld' } }]);
  expect(JSON.stringify([logs.company.rows(), bo, logs.personal.rowsOf('anna' as never)])).not.toContain(HIDDEN_NUMBER);
});

it('many calls leave nothing behind but the newest rows', () => {
  const o = new Office(officeFile);
  for (let call = 0; call < 20; call += 1) {
    const kari = o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    o.asks({ type: 'consult', call: `c${2 * call + 1}` as never, to: { user: 'bo' as never }, by: 'anna' as never });
    o.phone('bo-desk').answers();
    o.asks({ type: 'completeTransfer', call: `c${2 * call + 1}` as never, by: 'anna' as never });
    kari.hangsUp();
  }
  const known: CompanyNames = namesOf(companyOf(officeFile), undefined);
  const names = (): CompanyNames => known;
  const logs = [new CompanyLog({ names, keep: 3 }), new PersonalLog({ names, keep: 3 })];
  const sizes: number[] = [];
  for (const [at, event] of o.events.entries()) {
    for (const log of logs) log.apply(event);
    if (event.type === 'callEnded' && at > o.events.length / 2) sizes.push(sizeOf(logs));
  }
  expect(sizes.length).toBeGreaterThan(10);
  expect(Math.max(...sizes)).toBe(sizes[0] === undefined ? 0 : Math.max(sizes[0], sizes[1] ?? 0));
});

/** How much stands in all maps and lists of something. */
function sizeOf(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0;
  seen.add(value);
  const inside: unknown[] = value instanceof Map || value instanceof Set ? [...value] : Object.values(value);
  return inside.length + inside.reduce<number>((sum, one) => sum + sizeOf(one, seen), 0);
}
