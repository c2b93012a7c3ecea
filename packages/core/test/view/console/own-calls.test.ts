import { describe, expect, it } from 'vitest';
import type { CallId } from '../../../src/kernel/ids.ts';
import { anna, bo, c1, cilla, KARI, officeFile, SHOP, talkWithAnna } from '../../behaviour/office.ts';
import { Office } from '../../driver.ts';
import { consoleOf, ownCall } from './desk.ts';

const c2 = 'c2' as CallId;
const kariShown = { kind: 'unknown', number: KARI };
const annaShown = { kind: 'user', id: 'anna', name: 'Anna', number: '101' };
const boShown = { kind: 'user', id: 'bo', name: 'Bo', number: '102' };

describe('[S19] calls of the own phone', () => {
  it('rings, then talks: with whom, since when, of which group', () => {
    const o = new Office({ ...officeFile, vipLists: [{ id: 'gold', name: 'Gold', entries: [{ number: KARI }] }] });
    o.now = 500;
    o.outsider(KARI).calls(SHOP);
    const row = {
      id: 'c1',
      direction: 'incoming',
      at: { phase: 'ringing' },
      since: 500,
      arrivedAt: 500,
      party: kariShown,
      group: 'shop',
      isVip: true,
      consultationFor: undefined,
      returned: undefined,
      recording: undefined,
    };
    expect(consoleOf(o, anna).ownCalls).toEqual([row]);
    o.after(2000);
    o.phone('anna-desk').answers();
    expect(consoleOf(o, anna).ownCalls).toEqual([{ ...row, at: { phase: 'talking' }, since: 2500 }]);
    expect(consoleOf(o, bo).ownCalls).toEqual([]);
  });

  it('one who calls sees whom; one who is called, who calls', () => {
    const o = new Office(officeFile);
    o.phone('anna-desk').dials('102');
    expect(ownCall(o, anna, c1)).toMatchObject({ at: { phase: 'calling' }, party: boShown, direction: 'internal' });
    expect(ownCall(o, bo, c1)).toMatchObject({ at: { phase: 'ringing' }, party: annaShown });
    o.phone('bo-desk').answers();
    expect(ownCall(o, anna, c1)).toMatchObject({ at: { phase: 'talking' }, party: boShown });
    expect(ownCall(o, bo, c1)).toMatchObject({ at: { phase: 'talking' }, party: annaShown });
  });

  it.each([
    ['22000000', { kind: 'unknown', number: '+4722000000' }],
    ['202', { kind: 'group', id: 'store', name: 'Lager', number: '202' }],
  ])('one who calls %s', (number, party) => {
    const o = new Office(officeFile);
    o.phone('anna-desk').dials(number);
    expect(ownCall(o, anna, c1)).toMatchObject({ at: { phase: 'calling' }, party });
  });

  it('one who calls a number of the company that leads into a menu sees what was dialled', () => {
    const choices = { '1': 'line' };
    const o = new Office({
      ...officeFile,
      numbers: [{ number: SHOP, to: { flow: 'main' } }],
      flows: [
        {
          id: 'main',
          name: 'Main',
          start: 'ask',
          elements: {
            ask: { kind: 'menu', prompt: 'menu', choices, otherwise: 'line' },
            line: { kind: 'queue', group: 'shop' },
          },
        },
      ],
    });
    o.phone('bo-desk').dials('57828600');
    expect(ownCall(o, bo, c1)).toMatchObject({ at: { phase: 'calling' }, party: { number: SHOP } });
  });

  it('two devices of one person are one call', () => {
    const o = new Office({
      ...officeFile,
      users: [{ id: 'anna', name: 'Anna', devices: ['anna-desk', 'anna-mobile'] }],
      groups: [{ id: 'shop', name: 'Butikk', members: [{ user: 'anna' }] }],
    });
    o.outsider(KARI).calls(SHOP);
    expect(consoleOf(o, anna).ownCalls).toMatchObject([{ id: 'c1', at: { phase: 'ringing' } }]);
  });

  it('hold: the holder holds, the other waits', () => {
    const o = new Office(officeFile);
    o.phone('anna-desk').dials('102');
    o.phone('bo-desk').answers();
    o.after(3000);
    o.asks({ type: 'hold', call: c1, by: bo });
    expect(ownCall(o, bo, c1)).toMatchObject({ at: { phase: 'holding' }, since: 3000, party: annaShown });
    expect(ownCall(o, anna, c1)).toMatchObject({ at: { phase: 'waiting' }, party: boShown });
  });

  it('park: at the one who parked it, and at a colleague who waits in it', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'park', call: c1, by: anna });
    expect(ownCall(o, anna, c1)).toMatchObject({ at: { phase: 'parked', slot: 701 }, since: 1000, party: kariShown });
    const inside = new Office(officeFile);
    inside.phone('anna-desk').dials('102');
    inside.phone('bo-desk').answers();
    inside.asks({ type: 'park', call: c1, by: bo });
    expect(ownCall(inside, anna, c1)).toMatchObject({ at: { phase: 'waiting' }, party: boShown });
  });

  it('[S43] a consultation is two calls: the one that waits, and the talk with the colleague', () => {
    const { o } = talkWithAnna();
    o.after(1000);
    o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
    expect(consoleOf(o, anna).ownCalls).toMatchObject([
      {
        id: 'c1',
        at: { phase: 'consulting', consultation: 'c2', speaksWith: 'colleague' },
        since: 2000,
        party: kariShown,
      },
      { id: 'c2', at: { phase: 'calling' }, party: boShown, consultationFor: 'c1' },
    ]);
    expect(consoleOf(o, bo).ownCalls).toMatchObject([{ id: 'c2', at: { phase: 'ringing' }, party: annaShown }]);
    o.after(1000);
    o.phone('bo-desk').answers();
    expect(ownCall(o, anna, c2)).toMatchObject({ at: { phase: 'talking' }, since: 3000 });
    o.after(1000);
    o.asks({ type: 'swap', call: c1, by: anna });
    expect(consoleOf(o, anna).ownCalls).toMatchObject([
      { id: 'c1', at: { phase: 'consulting', speaksWith: 'caller' }, since: 4000 },
      { id: 'c2', at: { phase: 'holding' }, since: 4000 },
    ]);
    o.asks({ type: 'completeTransfer', call: c1, by: anna });
    expect(consoleOf(o, anna).ownCalls).toEqual([]);
    expect(consoleOf(o, bo).ownCalls).toMatchObject([{ id: 'c1', at: { phase: 'talking' }, party: kariShown }]);
  });

  it('a colleague who called and whose operator consults about it waits, and talks when the operator is back', () => {
    const o = new Office(officeFile);
    o.phone('cilla-desk').dials('101');
    o.phone('anna-desk').answers();
    o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
    o.phone('bo-desk').answers();
    expect(ownCall(o, cilla, c1)).toMatchObject({ at: { phase: 'waiting' }, party: annaShown });
    o.asks({ type: 'swap', call: c1, by: anna });
    expect(ownCall(o, cilla, c1)).toMatchObject({ at: { phase: 'talking' }, party: annaShown });
  });

  it('one who is moved on sees to whom', () => {
    const o = new Office(officeFile);
    o.phone('cilla-desk').dials('101');
    o.phone('anna-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    expect(ownCall(o, cilla, c1)).toMatchObject({ at: { phase: 'waiting' }, party: boShown });
    o.phone('anna-desk').dials('104');
    o.phone('bo-desk').ends('busy');
    expect(ownCall(o, cilla, c1)).toMatchObject({ at: { phase: 'waiting' }, party: annaShown });
  });

  it('[S41] a call that came back waits for the operator, then rings there', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    expect(consoleOf(o, anna).ownCalls).toEqual([]);
    const own = o.phone('anna-desk').dials('103');
    o.phone('bo-desk').ends('busy');
    expect(ownCall(o, anna, c1)).toMatchObject({ at: { phase: 'recalled' }, party: kariShown });
    own.hangsUp();
    expect(ownCall(o, anna, c1)).toMatchObject({
      at: { phase: 'ringing' },
      returned: { reason: 'busy', from: boShown, by: annaShown },
    });
  });

  it('[S166] a meeting: rings, then takes part', () => {
    const o = new Office(officeFile);
    o.asks({ type: 'startConference', by: anna, invite: [{ user: bo }] });
    expect(ownCall(o, bo, c2)).toMatchObject({ at: { phase: 'ringing' }, party: { kind: 'unknown' } });
    o.phone('bo-desk').answers();
    expect(ownCall(o, bo, c2)).toMatchObject({
      at: { phase: 'inConference', conference: 'f1' },
      party: { kind: 'unknown', number: undefined },
    });
  });

  it('[X9] a supervisor listens in, and the one who talks is not told', () => {
    const file = {
      ...officeFile,
      access: { rules: [{ user: 'bo', category: 'supervision', decision: 'allow' } as const] },
    };
    const o = new Office(file);
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    const before = consoleOf(o, anna).ownCalls;
    expect(o.asks({ type: 'whisper', call: c1, by: bo }).ok).toBe(true);
    o.phone('bo-desk').answers();
    expect(ownCall(o, bo, c2)?.at).toEqual({ phase: 'supervising', talk: 'c1', as: 'whispers' });
    o.asks({ type: 'breakIn', call: c1, by: bo });
    expect(ownCall(o, bo, c2)?.at).toEqual({ phase: 'supervising', talk: 'c1', as: 'speaks' });
    expect(consoleOf(o, anna).ownCalls).toEqual(before);
  });

  it('one who leaves a message', () => {
    const mailbox = { voicemail: { user: 'bo' } };
    const users = (officeFile.users ?? []).map((user) => (user.id === 'bo' ? { ...user, unanswered: mailbox } : user));
    const o = new Office({ ...officeFile, users });
    o.phone('anna-desk').dials('102');
    o.phone('bo-desk').rejects();
    expect(ownCall(o, anna, c1)).toMatchObject({ at: { phase: 'leavingMessage' }, party: boShown });
  });
});
