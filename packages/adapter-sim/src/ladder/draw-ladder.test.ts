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
});
