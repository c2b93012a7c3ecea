import { describe, expect, it } from 'vitest';
import { Office } from '../driver.ts';
import { anna, bo, cilla, KARI, officeFile, SHOP } from './office.ts';

const BO = '+4757828603';
const office = (): Office =>
  new Office({ ...officeFile, numbers: [...(officeFile.numbers ?? []), { number: BO, to: { user: 'bo' } }] });

describe('[S148] [S149] [S150] absence', () => {
  it('begins and ends by itself, and groups leave the user alone meanwhile', () => {
    const o = office();
    expect(
      o.asks({ type: 'setAbsences', user: anna, absences: [{ reason: 'lunch', from: 1000, until: 5000 }] }).ok,
    ).toBe(true);
    expect(o.state.users.get(anna)?.absence).toBe(undefined);
    o.after(1000);
    expect(o.state.users.get(anna)?.absence).toMatchObject({ reason: 'lunch', since: 1000, until: 5000 });
    expect(o.outsider(KARI).calls(SHOP).hears).toBe('sound nobody-answered');
    o.after(4000);
    expect(o.state.users.get(anna)?.absence).toBe(undefined);
    o.outsider(KARI).calls(SHOP);
    expect(o.ringing()).toEqual(['anna-desk']);
    expect(o.state.timers.size).toBe(2);
  });

  it('[Y5] one that begins in the middle of a ring ends it; a talk goes on', () => {
    const o = new Office({
      ...officeFile,
      groups: [{ id: 'shop', name: 'B', members: [{ user: 'anna' }, { user: 'bo' }] }],
    });
    o.asks({ type: 'setAbsences', user: anna, absences: [{ reason: 'meeting', from: 2000 }] });
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(2000);
    expect(o.ringing()).toEqual(['bo-desk']);
    o.phone('bo-desk').answers();
    o.asks({ type: 'setAbsences', user: bo, absences: [{ reason: 'meeting' }] });
    expect(kari.hears).toBe('leg bo-desk');
  });

  it('of several, the one that began last holds', () => {
    const o = office();
    const absences = [
      { reason: 'holiday', from: 0, until: 9000 },
      { reason: 'meeting', from: 2000, until: 4000 },
    ];
    o.asks({ type: 'setAbsences', user: anna, absences });
    const seen = [0, 2000, 2000, 5000].map((ms) => {
      o.after(ms);
      return o.state.users.get(anna)?.absence?.reason;
    });
    expect(seen).toEqual(['holiday', 'meeting', 'holiday', undefined]);
  });

  it('local times, and what cannot be', () => {
    const o = office();
    const given = { reason: 'holiday', from: '2026-12-20T08:00', until: '2026-12-31T16:00' };
    expect(o.asks({ type: 'setAbsences', user: anna, absences: [given] }).ok).toBe(true);
    expect(o.state.users.get(anna)?.absences).toMatchObject([{ from: Date.UTC(2026, 11, 20, 7) }]);
    for (const [wrong, where] of [
      [{ reason: ' ' }, 'absences[0].reason'],
      [{ reason: 'x', from: 'soon' }, 'absences[0].from'],
      [{ reason: 'x', from: 5, until: 5 }, 'absences[0].until'],
      [{ reason: 'x', forwardTo: 'abc' }, 'absences[0].forwardTo'],
    ] as const) {
      expect(o.asks({ type: 'setAbsences', user: anna, absences: [wrong] })).toMatchObject({
        error: { code: 'invalid', where },
      });
    }
  });
});

describe('[S151] forwarding while away', () => {
  it('a call straight to the user goes where they say; groups’ calls do not', () => {
    const o = office();
    o.asks({ type: 'setAbsences', user: bo, absences: [{ reason: 'holiday', forwardTo: '103' }] });
    o.outsider(KARI).calls(BO);
    expect(o.ringing()).toEqual(['cilla-desk']);
    expect(o.of('callForwarded')).toMatchObject([{ user: 'bo', to: { kind: 'user', user: 'cilla' } }]);
  });

  it('a circle of forwardings is refused with its names', () => {
    const o = office();
    o.asks({ type: 'setAbsences', user: bo, absences: [{ reason: 'holiday', forwardTo: '103' }] });
    expect(
      o.asks({ type: 'setAbsences', user: cilla, absences: [{ reason: 'lunch', forwardTo: '102' }] }),
    ).toMatchObject({
      error: { code: 'badTarget', why: 'no circle such as cilla → bo → cilla' },
    });
  });
});
