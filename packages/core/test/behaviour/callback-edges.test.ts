import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { CallbackId, CallId, GroupId } from '../../src/kernel/ids.ts';
import { type Caller, Office } from '../driver.ts';
import { anna, bo, KARI, officeFile, SHOP } from './office.ts';

const OLA = '+4791111111';
const b1 = 'b1' as CallbackId;
const shop = 'shop' as GroupId;
type GroupFile = NonNullable<CompanyFile['groups']>[number];

const shopFile = (change: Partial<GroupFile> = {}, company: Partial<CompanyFile> = {}): CompanyFile => ({
  ...officeFile,
  groups: [
    {
      id: 'shop',
      name: 'Butikk',
      members: [{ user: 'anna' }],
      answerOn: 'entry',
      sounds: { music: 'waltz' },
      queue: { callbackKey: '1' },
      ...change,
    },
  ],
  ...company,
});

/** Anna talks with Cilla; Kari has taken a callback and is gone. */
function promised(file: CompanyFile = shopFile()): { readonly o: Office; readonly kari: Caller } {
  const o = new Office(file);
  o.phone('anna-desk').dials('103');
  o.phone('cilla-desk').answers();
  const kari = o.outsider(KARI, 'Kari').calls(SHOP);
  kari.presses('1');
  kari.hasHeardIt();
  return { o, kari };
}

/** Anna is free, and Kari is being dialled. */
function dialling(file?: CompanyFile) {
  const all = promised(file);
  all.o.phone('cilla-desk').hangsUp();
  expect(all.o.ringing()).toEqual([KARI]);
  return all;
}

const lastRecord = (o: Office) => o.records().at(-1);

describe('[S94] [X5] the promise', () => {
  it('has the name, the number and the place of the caller, and is told once', () => {
    const { o } = promised();
    expect(o.of('callbackPromised')).toMatchObject([
      { callback: b1, group: 'shop', number: KARI, name: 'Kari', entry: 'e2' },
    ]);
    expect(o.of('entryJoined')).toMatchObject([
      { entry: 'e1', arrivedAt: 0, number: 1, holder: { kind: 'call' } },
      { entry: 'e2', arrivedAt: 0, number: 1, holder: { kind: 'callback', callback: b1 }, hearsWelcome: false },
    ]);
    expect(o.state.callbacks.get(b1)).toMatchObject({ attempts: 0, at: { phase: 'waiting' }, promisedAt: 0 });
  });

  it('a user of the company who waits is not promised anything: nobody dials a colleague', () => {
    const o = new Office(shopFile({ shortNumber: '201' }));
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    const caller = o.phone('bo-desk').dials('201');
    caller.presses('1');
    expect([o.of('callbackPromised').length, caller.hears]).toEqual([0, 'sound waltz']);
  });

  it('who was passed by a VIP already is passed no more often than one who stays (law 11)', () => {
    const vip = { vip: { maxOvertakes: 1 } };
    const o = new Office(shopFile(vip, { vipLists: [{ id: 'gold', name: 'Gold', entries: [{ prefix: '+4795' }] }] }));
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    const kari = o.outsider(KARI).calls(SHOP);
    const first = o.outsider('+4795000001').calls(SHOP);
    o.phone('cilla-desk').hangsUp();
    o.phone('anna-desk').answers();
    expect(first.hears).toBe('leg anna-desk');
    o.outsider('+4795000002').calls(SHOP);
    kari.presses('1');
    first.hangsUp('hungUp');
    expect(o.ringing()).toEqual([KARI]);
  });

  it('of two promised, the one who came first is dialled first, one for each free member', () => {
    const { o } = promised();
    o.outsider(OLA).calls(SHOP).presses('1');
    o.phone('cilla-desk').hangsUp();
    expect(o.ringing()).toEqual([KARI]);
    o.phone(KARI).ends('busy');
    expect(o.ringing()).toEqual([OLA]);
    expect(o.state.users.get(anna)?.availability).toBe('reserved');
  });
});

describe('[E17] while the customer is dialled', () => {
  it('the company’s first number is shown, and the call is an outgoing one of the switchboard’s', () => {
    const { o } = dialling();
    expect(o.actions.findLast(({ type }) => type === 'startLeg')).toMatchObject({
      to: { kind: 'external', number: KARI },
      shown: { number: SHOP },
      diversion: 'allowed',
      confirm: 'no',
    });
    expect(o.state.calls.get('c3' as CallId)).toMatchObject({
      direction: 'outgoing',
      dialled: KARI,
      from: { kind: 'switchboard', callback: b1 },
    });
  });

  it('a company without a number shows none', () => {
    const { o } = promised(shopFile({ shortNumber: '201' }));
    const { numbers: _none, ...file } = shopFile({ shortNumber: '201' });
    o.asks({ type: 'configure', file: { ...file, numbers: [] } });
    o.phone('cilla-desk').hangsUp();
    expect(o.actions.findLast(({ type }) => type === 'startLeg')).toMatchObject({ shown: {} });
  });

  it.each([
    ['busy', 'busy'],
    ['rejected', 'unanswered'],
    ['noAnswer', 'unanswered'],
  ] as const)('%s: the attempt is a call of its own, with the outcome %s', (cause, outcome) => {
    const { o } = dialling();
    o.after(4000);
    o.phone(KARI).ends(cause);
    expect(lastRecord(o)).toMatchObject({ outcome, cause, endedBy: 'callee', times: { waitingMs: 4000 } });
    expect(o.state.callbacks.get(b1)).toMatchObject({ attempts: 1, at: { phase: 'resting' } });
    expect(o.state.entries.get('e2' as never)).toMatchObject({ arrivedAt: 0, progress: { phase: 'resting' } });
  });

  it('rings 29,999 ms, not 30,000; an answer then is too late, and its leg is ended', () => {
    const { o } = dialling();
    const leg = o.legAt(KARI);
    o.after(29_999);
    expect(o.ringing()).toEqual([KARI]);
    o.after(1);
    expect(o.ringing()).toEqual([]);
    expect(lastRecord(o)).toMatchObject({ outcome: 'unanswered', cause: 'noAnswer' });
    const { actions } = o.tell({ type: 'legAnswered', leg });
    expect(actions).toEqual([{ type: 'hangUp', leg, cause: 'answeredElsewhere' }]);
    expect(o.state.callbacks.get(b1)?.at.phase).toBe('resting');
  });

  it('an answer at 29,999 ms is in time: the customer hears music, and the member’s phone rings', () => {
    const { o } = dialling();
    o.after(29_999);
    o.phone(KARI).answers();
    expect([o.ringing(), o.phone(KARI).hears()]).toEqual([['anna-desk'], 'sound waltz']);
    o.after(1);
    expect(o.ringing()).toEqual(['anna-desk']);
    expect([o.state.callbacks.size, o.state.promises.size, o.state.timers.has(b1, 'callback')]).toEqual([0, 0, false]);
  });

  it('a member who calls somebody meanwhile is not taken from that; the customer waits in the line', () => {
    const { o } = dialling();
    o.phone('anna-desk').dials('102');
    o.phone('bo-desk').answers();
    o.phone(KARI).answers();
    expect([o.state.users.get(anna)?.availability, o.phone(KARI).hears()]).toEqual(['busy', 'sound waltz']);
    o.phone('bo-desk').hangsUp();
    expect(o.ringing()).toEqual(['anna-desk']);
  });

  it('and is not freed from it when the attempt fails', () => {
    const { o } = dialling();
    o.phone('anna-desk').dials('102');
    o.phone('bo-desk').answers();
    o.phone(KARI).ends('busy');
    expect(o.state.users.get(anna)?.availability).toBe('busy');
  });

  it('a member who leaves the company meanwhile: nothing is held for them', () => {
    const { o } = dialling(shopFile({ members: [{ user: 'anna' }, { user: 'bo', tier: 1 }] }));
    const left = officeFile.users.filter(({ id }) => id !== 'anna');
    o.asks({ type: 'configure', file: shopFile({ members: [{ user: 'bo' }] }, { users: left }) });
    o.phone(KARI).ends('busy');
    expect([o.state.users.has(anna), o.state.users.get(bo)?.availability]).toEqual([false, 'idle']);
  });

  it('nobody is left in the group when the customer answers: told so, not left waiting', () => {
    const { o } = dialling();
    o.asks({ type: 'logOut', user: anna, group: shop });
    o.phone(KARI).answers();
    expect(o.of('entryLeft').at(-1)).toMatchObject({ outcome: 'noMembers' });
    expect(o.state.entries.size).toBe(0);
  });

  it('the reserved member is rung first, and who is free and better is rung beside; if one refuses, the other rings on', () => {
    const { o } = promised(shopFile({ members: [{ user: 'anna' }, { user: 'bo', tier: 1 }] }));
    expect(o.of('callbackDialled')).toMatchObject([{ user: 'bo' }]);
    o.phone('cilla-desk').hangsUp();
    o.phone(KARI).answers();
    expect(o.ringing()).toEqual(['bo-desk', 'anna-desk']);
    o.phone('bo-desk').rejects();
    expect(o.ringing()).toEqual(['anna-desk']);
    o.phone('anna-desk').answers();
    expect(o.phone(KARI).hears()).toBe('leg anna-desk');
  });

  it('with fewer attempts the promise is broken sooner, and the place is given up once', () => {
    const { o } = dialling(shopFile({}, { callback: { attempts: 2, retryMinutes: 1 } }));
    o.phone(KARI).ends('busy');
    o.after(59_999);
    expect(o.ringing()).toEqual([]);
    o.after(1);
    expect(o.ringing()).toEqual([KARI]);
    o.phone(KARI).ends('busy');
    expect(o.of('callbackEnded')).toMatchObject([{ result: 'failed' }]);
    expect(o.of('entryLeft').at(-1)).toMatchObject({ outcome: 'unanswered', user: undefined });
    expect([o.state.entries.size, o.state.timers.size]).toEqual([0, 0]);
    // Kari may be promised another.
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.outsider(KARI).calls(SHOP).presses('1');
    expect(o.of('callbackPromised').map(({ callback }) => callback)).toEqual(['b1', 'b2']);
  });
});

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
