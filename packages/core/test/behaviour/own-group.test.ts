import { describe, expect, it } from 'vitest';
import { KARI, SHOP, shop } from './shop.ts';

describe('a member and their own group', () => {
  it('nobody waits for themselves: a sole member who dials the group is told that nobody is there', () => {
    const office = shop({ tiers: { anna: 0 }, message: null });
    const caller = office.phone('anna-desk').dials(SHOP);
    expect([caller.releasedFor, office.records()[0]?.outcome]).toEqual(['unreachable', 'noMembers']);
  });

  it('one who dials the group waits for the others, until the last of them goes away', () => {
    const office = shop({ tiers: { anna: 0, bo: 0 }, message: null });
    const caller = office.phone('anna-desk').dials(SHOP);
    expect(office.ringing()).toEqual(['bo-desk']);
    office.phone('bo-desk').unregisters();
    expect([caller.releasedFor, office.records()[0]?.outcome]).toEqual(['unreachable', 'noMembers']);
  });

  it('a member whose device comes back in the same round is rung again at once', () => {
    const office = shop({ tiers: { anna: 0, bo: 0 } });
    office.outsider(KARI).calls(SHOP);
    office.phone('bo-desk').unregisters();
    expect(office.ringing()).toEqual(['anna-desk', 'anna-mobile']);
    office.phone('bo-desk').registers();
    expect(office.ringing()).toEqual(['anna-desk', 'anna-mobile', 'bo-desk']);
  });
});
