import { describe, expect, it } from 'vitest';
import { ANNA, KARI, SHOP, shop } from './shop.ts';

describe('nobody to ring', () => {
  it('with no member reachable the caller hears the message at once; the outcome is noMembers', () => {
    const office = shop();
    office.phone('bo-desk').unregisters();
    office.phone('cilla-desk').unregisters();
    const caller = office.outsider(KARI).calls(SHOP);
    expect(caller.hears).toBe('sound nobody-answered');
    caller.hasHeardIt();
    expect(office.records()).toMatchObject([{ outcome: 'noMembers', endedBy: 'switchboard', times: { waitingMs: 0 } }]);
  });

  it('without a message they are turned away at once', () => {
    const office = shop({ message: null });
    office.phone('bo-desk').unregisters();
    office.phone('cilla-desk').unregisters();
    const caller = office.outsider(KARI).calls(SHOP);
    expect([caller.releasedFor, office.records()[0]?.outcome]).toEqual(['unreachable', 'noMembers']);
  });

  it('when the last member goes away, all who wait are told', () => {
    const office = shop({ tiers: { bo: 0 } });
    const one = office.outsider(KARI).calls(SHOP);
    const other = office.outsider(KARI).calls(SHOP);
    office.after(1000);
    office.phone('bo-desk').unregisters();
    expect([one.hears, other.hears]).toEqual(['sound nobody-answered', 'sound nobody-answered']);
    one.hasHeardIt();
    other.hangsUp('hungUp');
    expect(office.records().map(({ outcome, endedBy }) => [outcome, endedBy])).toEqual([
      ['noMembers', 'switchboard'],
      ['noMembers', 'caller'],
    ]);
  });

  it('a member whose device unregisters in a call is reachable until the call ends', () => {
    const office = shop({ tiers: { anna: 0 } });
    const talk = office.outsider(KARI).calls(ANNA);
    office.phone('anna-desk').answers();
    office.phone('anna-desk').unregisters();
    office.phone('anna-mobile').unregisters();
    const waits = office.outsider(KARI).calls(SHOP);
    expect([talk.hears, waits.hears]).toEqual(['leg anna-desk', 'ringing']);
    talk.hangsUp('hungUp');
    expect(waits.hears).toBe('sound nobody-answered');
  });
});
