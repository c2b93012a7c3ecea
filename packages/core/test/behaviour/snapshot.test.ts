import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../src/kernel/assert.ts';
import { brokenInvariants } from '../../src/kernel/invariants.ts';
import { foldEvents } from '../../src/kernel/replay.ts';
import { restoreSnapshot, type Snapshot, takeSnapshot } from '../../src/kernel/snapshot.ts';
import { SHOP, shop } from './shop.ts';

/** A company in the middle of much: one talks, one rings, one waits, one hears a message. */
function busyOffice() {
  const office = shop({ tiers: { anna: 0, bo: 0 }, ring: { seconds: 10 } });
  office.phone('dag-desk').unregisters();
  office.outsider('99887766').calls('+4757828602');
  office.outsider('99887755').calls(SHOP);
  office.phone('anna-desk').answers();
  office.outsider().calls(SHOP);
  office.after(3000);
  office.outsider('99887744').calls(SHOP);
  return office;
}

describe('[law 10] snapshot', () => {
  it('is plain JSON that leads to the same state', () => {
    const { state } = busyOffice();
    const snapshot = takeSnapshot(state);
    const restored = restoreSnapshot(state.company, JSON.parse(JSON.stringify(snapshot)) as Snapshot);
    expect(JSON.stringify(takeSnapshot(restored))).toBe(JSON.stringify(snapshot));
    expect(brokenInvariants(restored)).toEqual([]);
    expect(restored.timers.next()).toEqual(state.timers.next());
  });

  it('equals the fold of all events', () => {
    const office = busyOffice();
    expect(takeSnapshot(foldEvents(office.state.company, office.events))).toEqual(takeSnapshot(office.state));
  });

  it('shares nothing that changes', () => {
    const office = busyOffice();
    const snapshot = takeSnapshot(office.state);
    const before = JSON.stringify(snapshot);
    office.phone('bo-desk').rejects();
    office.after(60_000);
    office.asks({ type: 'endAllCalls' });
    expect(JSON.stringify(snapshot)).toBe(before);
  });

  it('of another version is refused', () => {
    const { state } = busyOffice();
    const strange = { ...takeSnapshot(state), version: 1 } as unknown as Snapshot;
    expect(() => restoreSnapshot(state.company, strange)).toThrow(InvariantError);
  });
});
