import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { CallId } from '../../src/kernel/ids.ts';
import { Office } from '../driver.ts';
import { b1, dialling, OLA, promised, shop, shopFile } from './callback-shop.ts';
import { anna, KARI, SHOP } from './office.ts';

const lastRecord = (o: Office) => o.records().at(-1);

describe('[E18] the customer calls in again', () => {
  it('and that call is ended by a command: the attempt goes on without it', () => {
    const { o } = dialling();
    o.outsider(KARI).calls(SHOP);
    expect(o.asks({ type: 'endCall', call: 'c4' as CallId }).ok).toBe(true);
    expect([o.state.callbacks.get(b1)?.joiner, o.ringing()]).toEqual([undefined, [KARI]]);
  });

  it('while the promise rests: the place is theirs, with the first arrival, and they hear the group’s music', () => {
    const { o } = dialling();
    o.phone(KARI).ends('busy');
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.after(60_000);
    const again = o.outsider(KARI).calls(SHOP);
    expect([o.state.callbacks.size, again.hears]).toEqual([0, 'ringing']);
    expect(o.state.entries.get('e2' as never)).toMatchObject({ arrivedAt: 0, holder: { kind: 'call' } });
    o.phone('cilla-desk').hangsUp();
    o.phone('anna-desk').answers();
    expect(again.hears).toBe('leg anna-desk');
    o.after(1_200_000);
    expect(o.of('callbackDialled')).toHaveLength(1);
  });

  it('while the promise rests and somebody is free: rung at once', () => {
    const { o } = dialling();
    o.phone(KARI).ends('busy');
    const again = o.outsider(KARI).calls(SHOP);
    expect(o.ringing()).toEqual(['anna-desk']);
    o.phone('anna-desk').answers();
    expect(again.hears).toBe('leg anna-desk');
  });

  it('when the rest is over and nobody is free: it waits for its turn', () => {
    const { o } = dialling();
    o.phone(KARI).ends('busy');
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.after(600_000);
    expect([o.state.callbacks.get(b1)?.at, o.state.entries.get('e2' as never)?.progress]).toEqual([
      { phase: 'waiting' },
      { phase: 'waiting' },
    ]);
    o.phone('cilla-desk').hangsUp();
    expect(o.ringing()).toEqual([KARI]);
  });

  it('while they are dialled, and hangs up again: the attempt goes on', () => {
    const { o } = dialling();
    const again = o.outsider(KARI).calls(SHOP);
    expect(o.state.callbacks.get(b1)?.joiner).toBe('c4');
    again.hangsUp();
    expect([o.state.callbacks.get(b1)?.joiner, o.ringing()]).toEqual([undefined, [KARI]]);
    expect(lastRecord(o)).toMatchObject({ call: 'c4', outcome: 'abandoned' });
    o.phone(KARI).answers();
    expect(o.ringing()).toEqual(['anna-desk']);
  });

  it('while they are dialled, on the last attempt, which fails: the new call has the place all the same', () => {
    const { o } = dialling(shopFile({}, { callback: { attempts: 1 } }));
    const again = o.outsider(KARI).calls(SHOP);
    o.phone(KARI).ends('busy');
    expect(o.of('callbackEnded')).toMatchObject([{ result: 'joined' }]);
    o.phone('anna-desk').answers();
    expect(again.hears).toBe('leg anna-desk');
  });

  it('a third call while one waits for the leg is an ordinary one', () => {
    const { o } = dialling();
    o.outsider(KARI).calls(SHOP);
    o.outsider(KARI).calls(SHOP);
    expect(o.of('callbackJoinerCame')).toHaveLength(1);
    expect(o.of('entryJoined').at(-1)).toMatchObject({ holder: { kind: 'call', call: 'c5' } });
  });

  it('another number, a hidden one, and a user of the company are not taken for the customer', () => {
    const { o } = promised(shopFile({ shortNumber: '201' }));
    o.outsider(OLA).calls(SHOP);
    o.outsider().calls(SHOP);
    o.tell({
      type: 'callArrived',
      leg: 'in-9' as never,
      from: { kind: 'trunk', trunk: 't' as never, number: KARI, isWithheld: true },
      to: SHOP,
    });
    o.phone('bo-desk').dials('201');
    expect([o.state.callbacks.size, o.of('callbackEnded')]).toEqual([1, []]);
  });

  it('another group: an ordinary call, and the promise is kept', () => {
    const groups: CompanyFile['groups'] = [
      ...(shopFile().groups ?? []),
      { id: 'store', name: 'Lager', members: [{ user: 'dag' }] },
    ];
    const numbers: CompanyFile['numbers'] = [
      { number: SHOP, to: { group: 'shop' } },
      { number: '+4757828601', to: { group: 'store' } },
    ];
    const { o } = promised(shopFile({}, { groups, numbers }));
    o.outsider(KARI).calls('+4757828601');
    expect([o.ringing(), o.state.callbacks.size]).toEqual([['dag-desk'], 1]);
  });

  it('nobody is left in the group: one who has the place again is told so', () => {
    const { o } = promised();
    o.phone('cilla-desk').hangsUp();
    o.phone(KARI).ends('busy');
    o.asks({ type: 'logOut', user: anna, group: shop });
    const again = o.outsider(KARI).calls(SHOP);
    expect(o.of('entryLeft').at(-1)).toMatchObject({ outcome: 'noMembers' });
    expect(again.releasedFor ?? again.hears).not.toBe('sound waltz');
  });
});

describe('[S94] [S95] offered in a flow', () => {
  const offer = (mode: 'automatic' | 'manual'): CompanyFile =>
    shopFile(
      {},
      {
        numbers: [
          { number: SHOP, to: { flow: 'offer' } },
          { number: '+4757828601', to: { group: 'shop' } },
        ],
        flows: [
          {
            id: 'offer',
            name: 'Offer',
            start: 'back',
            elements: {
              back: {
                kind: 'callbackOffer',
                group: 'shop',
                mode,
                acceptDigit: '1',
                prompt: 'call-you-back',
                otherwise: 'line',
              },
              line: { kind: 'queue', group: 'shop' },
            },
          },
        ],
      },
    );

  function inFlow(mode: 'automatic' | 'manual', from: string | undefined = KARI) {
    const o = new Office(offer(mode));
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.after(1000);
    const caller = o.outsider(from, 'Kari').calls(SHOP);
    o.after(500);
    caller.presses('1');
    return { o, caller };
  }

  it('automatic: a place with the caller’s arrival, behind those who came before', () => {
    const { o } = inFlow('automatic');
    expect(o.of('entryJoined')).toMatchObject([
      {
        holder: { kind: 'callback', callback: b1 },
        arrivedAt: 1000,
        isReturned: false,
        hearsWelcome: false,
        number: 1,
      },
    ]);
    expect(o.of('callbackPromised')).toMatchObject([{ number: KARI, name: 'Kari', entry: 'e1' }]);
    o.phone('cilla-desk').hangsUp();
    expect(o.ringing()).toEqual([KARI]);
  });

  it('[E18] one who calls in while dialled, and is on the line already, hears the group’s music', () => {
    const { o } = inFlow('automatic');
    o.phone('cilla-desk').hangsUp();
    const again = o.outsider(KARI).calls(SHOP);
    again.presses('9');
    again.presses('9');
    o.after(29_000);
    expect([o.of('callbackJoinerCame').length, again.hears]).toEqual([1, 'sound waltz']);
  });

  it('automatic, and somebody is free: dialled at once', () => {
    const o = new Office(offer('automatic'));
    const caller = o.outsider(KARI).calls(SHOP);
    caller.presses('1');
    expect(o.ringing()).toEqual([KARI]);
  });

  it('manual: told, without a place; nobody is dialled, and the same number is no joiner', () => {
    const { o } = inFlow('manual');
    expect(o.of('callbackPromised')).toMatchObject([{ number: KARI, name: 'Kari', entry: undefined, group: 'shop' }]);
    expect(o.state.callbacks.get(b1)?.at).toEqual({ phase: 'manual' });
    o.phone('cilla-desk').hangsUp();
    expect([o.ringing(), o.state.entries.size]).toEqual([[], 0]);
    o.outsider(KARI).calls('+4757828601');
    expect([o.ringing(), o.state.callbacks.size]).toEqual([['anna-desk'], 1]);
    expect(o.asks({ type: 'closeCallback', callback: b1 }).ok).toBe(true);
    expect(o.of('callbackEnded')).toMatchObject([{ callback: b1, result: 'closed' }]);
    expect(o.of('entryLeft').some(({ outcome }) => outcome === 'released')).toBe(false);
  });

  it.each(['automatic', 'manual'] as const)('%s: a second promise to the same number is not made', (mode) => {
    const { o } = inFlow(mode);
    const second = o.outsider(KARI).calls(SHOP);
    second.presses('1');
    expect(o.of('callbackPromised')).toHaveLength(1);
    expect(o.of('callEnded').map(({ call }) => call)).not.toContain('c3');
  });
});

describe('[S95] closing a promise', () => {
  it('while it waits: the place is given up as released', () => {
    const { o } = promised();
    expect(o.asks({ type: 'closeCallback', callback: b1 }).ok).toBe(true);
    expect(o.of('entryLeft').at(-1)).toMatchObject({ outcome: 'released', group: 'shop' });
    expect(o.of('callbackEnded')).toMatchObject([{ callback: b1, group: 'shop', result: 'closed' }]);
    expect([o.state.entries.size, o.state.promises.size]).toEqual([0, 0]);
  });

  it('while it is dialled for the last time: it has failed by that, and nothing more is to be closed', () => {
    const { o } = dialling(shopFile({}, { callback: { attempts: 1 } }));
    expect(o.asks({ type: 'closeCallback', callback: b1 }).ok).toBe(true);
    expect(o.of('callbackEnded')).toMatchObject([{ result: 'failed' }]);
    expect([o.ringing(), o.state.users.get(anna)?.availability]).toEqual([[], 'idle']);
  });
});
