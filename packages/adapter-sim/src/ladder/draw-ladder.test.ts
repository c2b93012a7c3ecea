import { describe, expect, it } from 'vitest';
import { readScenario } from '../scenario/read-scenario.ts';
import { runScenario } from '../scenario/run-scenario.ts';
import type { ScenarioFile } from '../scenario/scenario-file.ts';
import { drawLadders } from './draw-ladder.ts';

const people = Array.from({ length: 9 }, (_, place) => `person-${place + 1}`);
const company = {
  name: 'Fjord Bygg',
  numbers: [
    { number: '+4757828600', to: { group: 'sal' } },
    { number: '+4757828650', to: { group: 'all' } },
  ],
  users: people.map((id) => ({ id, name: id, devices: [`${id}-desk`] })),
  groups: [
    { id: 'sal', name: 'Sal', members: [{ user: 'person-1' }, { user: 'person-2' }] },
    { id: 'all', name: 'Alle', members: people.map((user) => ({ user })) },
  ],
};

function ladder(file: Pick<ScenarioFile, 'phones' | 'timetable'>): string {
  const reading = readScenario({ title: 'a ladder', company, ...file });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return drawLadders(runScenario(reading.scenario).trace);
}

describe('drawLadders', () => {
  it('draws an answered call', () => {
    const drawn = ladder({
      phones: { 'person-2-desk': { does: 'answer', afterMs: 4321 } },
      timetable: [{ atMs: 1000, call: { as: 'caller', from: '+4799887766', to: '+4757828600', talkMs: 60_000 } }],
    });
    expect(drawn).toMatchInlineSnapshot(`
      "c1  +4799887766 calls +4757828600

                   +4799887766              switchboard             person-1-desk            person-2-desk
         1.000          ├─── calls +4757828600 ─▶│                        │                        │
                        │                        │  has a place in sal    │                        │
                        │                        ├───────── rings ───────▶│                        │
                        │                        ├───────────────────── rings ────────────────────▶│
         5.321          │                        │◀─────────────────── answers ────────────────────┤
                        │                        ├───────── stops ───────▶│                        │
                        │◀─────── answers ───────┤                        │                        │
                        │◀───────────────────────────────── talks ────────────────────────────────▶│
        65.321          ├─── hangs up (caller) ─▶│                        │                        │
                        │                        ├───────────── hangs up (switchboard) ───────────▶│
                        │                        │  the call is over: answered by person-2         │
      "
    `);
  });

  it('keeps to 100 columns however many phones ring, with the one who answered in a column of its own', () => {
    const drawn = ladder({
      phones: { 'person-8-desk': { does: 'answer', afterMs: 2000, talkMs: 1000 } },
      timetable: [{ atMs: 0, call: { as: 'caller', from: '+4799887766', to: '+4757828650' } }],
    });
    expect(Math.max(...drawn.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(drawn).toMatchInlineSnapshot(`
      "c1  +4799887766 calls +4757828650

                   +4799887766              switchboard person-1-d… person-2-d… person-8-d…   others
         0.000          ├─── calls +4757828650 ─▶│           │           │           │           │
                        │                        │  has a place in all   │           │           │
                        │                        ├── rings ─▶│           │           │           │
                        │                        ├──────── rings ───────▶│           │           │
                        │                        ├───────────── rings person-3-desk ────────────▶│
                        │                        ├───────────── rings person-4-desk ────────────▶│
                        │                        ├───────────── rings person-5-desk ────────────▶│
                        │                        ├───────────── rings person-6-desk ────────────▶│
                        │                        ├───────────── rings person-7-desk ────────────▶│
                        │                        ├────────────── rings ─────────────▶│           │
                        │                        ├───────────── rings person-9-desk ────────────▶│
         2.000          │                        │◀──────────── answers ─────────────┤           │
                        │                        ├── stops ─▶│           │           │           │
                        │                        ├──────── stops ───────▶│           │           │
                        │                        ├─── stops (answered elsewhere) person-3-desk ─▶│
                        │                        ├─── stops (answered elsewhere) person-4-desk ─▶│
                        │                        ├─── stops (answered elsewhere) person-5-desk ─▶│
                        │                        ├─── stops (answered elsewhere) person-6-desk ─▶│
                        │                        ├─── stops (answered elsewhere) person-7-desk ─▶│
                        │                        ├─── stops (answered elsewhere) person-9-desk ─▶│
                        │◀─────── answers ───────┤           │           │           │           │
                        │◀────────────────────────── talks ─────────────────────────▶│           │
         3.000          │                        │◀─────── hangs up (callee) ────────┤           │
                        │◀────── hangs up ───────┤           │           │           │           │
                        │                        │  the call is over: answered by person-8       │
      "
    `);
  });

  it('draws a transfer that comes back, and why', () => {
    const drawn = ladder({
      timetable: [
        { atMs: 1000, call: { as: 'caller', from: '+4799887766', to: '+4757828600' } },
        { atMs: 2000, answer: 'person-1-desk' },
        { atMs: 3000, transfer: { call: 'caller', to: { user: 'person-3' }, by: 'person-1' } },
        { atMs: 4000, reject: 'person-3-desk' },
        { atMs: 5000, answer: 'person-1-desk' },
        { atMs: 6000, park: { call: 'caller', by: 'person-1' } },
        { atMs: 7000, hangUp: 'caller' },
      ],
    });
    expect(drawn).toMatchInlineSnapshot(`
      "c1  +4799887766 calls +4757828600

                   +4799887766              switchboard     person-1-desk    person-2-desk    person-3-de…
         1.000          ├─── calls +4757828600 ─▶│                │                │                │
                        │                        │  has a place in sal             │                │
                        │                        ├───── rings ───▶│                │                │
                        │                        ├───────────── rings ────────────▶│                │
         2.000          │                        │◀─── answers ───┤                │                │
                        │                        ├─── stops (answered elsewhere) ─▶│                │
                        │◀─────── answers ───────┤                │                │                │
                        │◀──────────────── talks ────────────────▶│                │                │
         3.000          │                        │  person-1 sends it to person-3, with return      │
                        │                        ├─── hangs up ──▶│                │                │
                        │                        ├────────────────────── rings ────────────────────▶│
         4.000          │                        │◀─────────────────── rejected ────────────────────┤
                        │                        │  returned from person-3: rejected                │
                        │                        │  comes back to person-1         │                │
                        │                        ├───── rings ───▶│                │                │
         5.000          │                        │◀─── answers ───┤                │                │
                        │                        │  the return to person-1 is over │                │
                        │◀──────────────── talks ────────────────▶│                │                │
         6.000          │                        │  is parked in 701 by person-1   │                │
                        │                        ├─── hangs up ──▶│                │                │
         7.000          ├─── hangs up (caller) ─▶│                │                │                │
                        │                        │  the call is over: abandonedInTransfer           │
      "
    `);
  });

  it('draws a consultation as a call of its own, and a meeting', () => {
    const drawn = ladder({
      timetable: [
        { atMs: 1000, call: { as: 'caller', from: '+4799887766', to: '+4757828600' } },
        { atMs: 2000, answer: 'person-1-desk' },
        { atMs: 3000, consult: { call: 'caller', to: { user: 'person-3' }, by: 'person-1' } },
        { atMs: 4000, answer: 'person-3-desk' },
        { atMs: 5000, swap: { call: 'caller', by: 'person-1' } },
        { atMs: 6000, complete: { call: 'caller', by: 'person-1' } },
        { atMs: 7000, hangUp: 'caller' },
        { atMs: 8000, conference: { by: 'person-1', invite: [] } },
        { atMs: 9000, answer: 'person-1-desk' },
        { atMs: 10_000, hangUp: 'person-1-desk' },
      ],
    });
    expect(drawn).toMatchInlineSnapshot(`
      "c1  +4799887766 calls +4757828600

                   +4799887766              switchboard     person-1-desk    person-2-desk    person-3-de…
         1.000          ├─── calls +4757828600 ─▶│                │                │                │
                        │                        │  has a place in sal             │                │
                        │                        ├───── rings ───▶│                │                │
                        │                        ├───────────── rings ────────────▶│                │
         2.000          │                        │◀─── answers ───┤                │                │
                        │                        ├─── stops (answered elsewhere) ─▶│                │
                        │◀─────── answers ───────┤                │                │                │
                        │◀──────────────── talks ────────────────▶│                │                │
         3.000          │                        │  waits: a colleague is asked in c2               │
         5.000          │                        │  swapped: now with the caller   │                │
         6.000          │                        │  c2 is over    │                │                │
                        │                        │  person-1 sends it to person-3  │                │
                        │                        │  the transfer is over: answered │                │
                        │◀───────────────────────────────── talks ─────────────────────────────────▶│
         7.000          ├─── hangs up (caller) ─▶│                │                │                │
                        │                        ├───────────── hangs up (switchboard) ────────────▶│
                        │                        │  the call is over: answered by person-1          │

      c2  person-1-desk calls person-3

                  person-1-desk             switchboard                person-3-desk
         3.000          ├──── calls person-3 ───▶│                           │
                        │                        ├────────── rings ─────────▶│
         4.000          │                        │◀──────── answers ─────────┤
                        │◀────────────────────── talks ─────────────────────▶│
         6.000          │◀────── hangs up ───────┤                           │
                        │                        │  the call is over: answered by person-3

      c3  person-1-desk is called to a meeting

                  person-1-desk             switchboard
         8.000          │◀──────── rings ────────┤
         9.000          ├──────── answers ──────▶│
                        │                        │  joins meeting f1
        10.000          ├─── hangs up (caller) ─▶│
                        │                        │  leaves meeting f1
                        │                        │  the call is over: answered
      "
    `);
  });
});
