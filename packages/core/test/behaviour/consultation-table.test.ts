import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { CallId, GroupId } from '../../src/kernel/ids.ts';
import { Office } from '../driver.ts';
import { anna, bo, c1, KARI, officeFile, SHOP, talkWithAnna } from './office.ts';

const c2 = 'c2' as CallId;
/** Where the group is asked, its member's call is the second. */
const consultationIn = (state: State): CallId => (state === 'queued' ? ('c3' as CallId) : c2);
const store = 'store' as GroupId;
const OUTSIDE = '+4722000000';

type State = 'ringing' | 'queued' | 'talking' | 'swapped' | 'hearing';

/** Kari talks with Anna, who consults somebody: as far as `state` says. */
function consulting(state: State) {
  const { o, kari } = talkWithAnna();
  if (state === 'hearing') o.phone('dag-desk').unregisters();
  if (state === 'queued') {
    o.phone('dag-desk').dials('103');
    o.phone('cilla-desk').answers();
  }
  const isOfGroup = state === 'queued' || state === 'hearing';
  const asked = o.asks({ type: 'consult', call: c1, to: isOfGroup ? { group: store } : { user: bo }, by: anna });
  expect(asked.ok).toBe(true);
  if (state === 'talking' || state === 'swapped') o.phone('bo-desk').answers();
  if (state === 'swapped') o.asks({ type: 'swap', call: c1, by: anna });
  o.after(3000);
  return { o, kari };
}

const states: readonly State[] = ['ringing', 'queued', 'talking', 'swapped', 'hearing'];
const bridged = ({ actions }: Office) => actions.filter(({ type }) => type === 'bridge' || type === 'unbridge');

describe('[E15] from every state of a consultation', () => {
  it.each(states)('%s × cancel: back to the caller, and nothing else is left', (state) => {
    const { o, kari } = consulting(state);
    expect(o.asks({ type: 'cancelTransfer', call: c1, by: anna }).ok).toBe(true);
    expect([kari.hears, o.phone('anna-desk').hears()]).toEqual(['leg anna-desk', 'leg caller']);
    expect([o.state.calls.has(consultationIn(state)), o.ringing(), o.state.users.get(bo)?.availability]).toEqual([
      false,
      [],
      'idle',
    ]);
    expect(o.state.calls.get(c1)?.talks).toMatchObject([{ user: 'anna', beganAt: 1000, endedAt: undefined }]);
  });

  it.each(states)('%s × the caller is gone: the operator goes on with whom they asked', (state) => {
    const { o, kari } = consulting(state);
    kari.hangsUp('hungUp');
    expect(o.records().filter(({ call }) => call === c1)).toMatchObject([{ outcome: 'answered', endedBy: 'caller' }]);
    expect(o.state.calls.get(consultationIn(state))).toMatchObject({ consultationFor: undefined });
    if (state === 'talking' || state === 'swapped') expect(o.phone('bo-desk').hears()).toBe('leg anna-desk');
    o.phone('anna-desk').hangsUp();
    expect([o.state.calls.size, o.state.offers.size, o.state.entries.size]).toEqual([state === 'queued' ? 1 : 0, 0, 0]);
  });

  it.each(['talking', 'swapped'] as const)(
    '%s × complete, or the operator hangs up: caller and colleague talk',
    (state) => {
      for (const how of ['complete', 'hangUp'] as const) {
        const { o, kari } = consulting(state);
        o.actions.length = 0;
        if (how === 'complete') o.asks({ type: 'completeTransfer', call: c1, by: anna });
        else o.phone('anna-desk').hangsUp();
        expect([kari.hears, o.phone('bo-desk').hears()]).toEqual(['leg bo-desk', 'leg caller']);
        expect([...o.state.calls.keys(), o.state.users.get(anna)?.availability]).toEqual([c1, 'idle']);
        expect(o.records()).toMatchObject([{ call: c2, outcome: 'answered', endedBy: 'caller', cause: 'hungUp' }]);
        // The network is told to part only those who are still there.
        const parted = state === 'swapped' ? ['in-1'] : ['l2'];
        const told = bridged(o).map((action) => [action.type, ...('b' in action ? [action.b] : [])]);
        expect(told).toEqual(
          how === 'complete'
            ? [
                ['unbridge', ...parted],
                ['bridge', 'l2'],
              ]
            : [['bridge', 'l2']],
        );
        kari.hangsUp('hungUp');
        expect(o.records().at(-1)).toMatchObject({
          talks: [{ user: 'anna' }, { user: 'bo', number: undefined, endedAt: 4000 }],
          transfers: [{ by: 'anna', target: { kind: 'user', user: 'bo' }, isReturning: false, result: 'answered' }],
        });
      }
    },
  );

  it.each(['talking', 'swapped'] as const)('%s × the colleague hangs up: the caller has the operator', (state) => {
    const { o, kari } = consulting(state);
    o.actions.length = 0;
    o.phone('bo-desk').hangsUp();
    expect([kari.hears, o.phone('anna-desk').hears()]).toEqual(['leg anna-desk', 'leg caller']);
    expect(bridged(o)).toHaveLength(state === 'swapped' ? 0 : 1);
    expect([...o.state.calls.keys()]).toEqual([c1]);
    kari.hangsUp('hungUp');
    expect(o.state.calls.size).toBe(0);
  });

  it.each(['ringing', 'queued'] as const)(
    '[L16] %s × complete, or the operator hangs up: on the way, with return',
    (state) => {
      for (const how of ['complete', 'hangUp'] as const) {
        const { o, kari } = consulting(state);
        if (how === 'complete') expect(o.asks({ type: 'completeTransfer', call: c1, by: anna }).ok).toBe(true);
        else o.phone('anna-desk').hangsUp();
        expect(o.state.calls.get(c1)?.transfer).toMatchObject({ by: 'anna', isReturning: true, beganAt: 4000 });
        expect([kari.hears, o.state.users.get(anna)?.availability]).toEqual(['sound hall', 'idle']);
        expect(o.records()).toMatchObject([
          { call: consultationIn(state), outcome: 'released', cause: 'hungUp', endedBy: 'caller' },
        ]);
        o.after(29_999);
        expect(o.ringing()).toEqual(state === 'ringing' ? ['bo-desk'] : []);
        o.after(1);
        expect(o.ringing()).toEqual(['anna-desk']);
      }
    },
  );

  it('hearing × the operator hangs up: the caller comes back to the operator', () => {
    const { o, kari } = consulting('hearing');
    expect(o.asks({ type: 'completeTransfer', call: c1, by: anna })).toMatchObject({ error: { code: 'notInCall' } });
    o.phone('anna-desk').hangsUp();
    expect([o.ringing(), kari.hears]).toEqual([['anna-desk'], 'sound hall']);
    o.phone('anna-desk').answers();
    kari.hangsUp('hungUp');
    expect(o.records().at(-1)).toMatchObject({
      talks: [
        { user: 'anna', beganAt: 1000, endedAt: 4000 },
        { user: 'anna', beganAt: 4000 },
      ],
    });
  });

  it('ringing × the group that was asked: its phones are asked anew for the caller', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'consult', call: c1, to: { group: store }, by: anna });
    expect(o.ringing()).toEqual(['dag-desk']);
    o.asks({ type: 'completeTransfer', call: c1, by: anna });
    expect([o.ringing(), o.state.calls.get(c1)?.at.phase]).toEqual([['dag-desk'], 'offered']);
    o.phone('dag-desk').answers();
    expect(kari.hears).toBe('leg dag-desk');
  });
});

describe('[S43] [S46] consulting somebody outside', () => {
  it('is an outgoing call of its own; completed, the caller talks with the number', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'consult', call: c1, to: { number: '22 00 00 00' }, by: anna });
    expect(o.state.calls.get(c2)).toMatchObject({
      direction: 'outgoing',
      dialled: OUTSIDE,
      target: { kind: 'dialled', number: OUTSIDE },
    });
    expect(o.actions.findLast(({ type }) => type === 'startLeg')).toMatchObject({ diversion: 'allowed' });
    o.phone(OUTSIDE).answers();
    o.asks({ type: 'completeTransfer', call: c1, by: anna });
    expect(kari.hears).toBe(`leg ${OUTSIDE}`);
    kari.hangsUp('hungUp');
    expect(o.records().at(-1)).toMatchObject({
      talks: [{ user: 'anna' }, { user: undefined, number: OUTSIDE }],
      transfers: [{ target: { kind: 'external', number: OUTSIDE }, result: 'answered' }],
    });
  });

  it('completed while it rings: it rings on for the caller, with return', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'consult', call: c1, to: { number: OUTSIDE }, by: anna });
    o.asks({ type: 'completeTransfer', call: c1, by: anna });
    o.phone(OUTSIDE).ends('busy');
    expect([o.ringing(), kari.hears]).toEqual([['anna-desk'], 'sound hall']);
    expect(o.of('transferEnded').at(-1)?.record).toMatchObject({
      target: { kind: 'external', number: OUTSIDE },
      result: { returned: 'busy' },
    });
  });

  it('a colleague or a group is dialled by the short number', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
    expect(o.state.calls.get(c2)).toMatchObject({ direction: 'internal', dialled: '102', needs: [] });
    o.asks({ type: 'cancelTransfer', call: c1, by: anna });
    o.asks({ type: 'consult', call: c1, to: { group: store }, by: anna });
    expect(o.state.calls.get('c3' as CallId)).toMatchObject({
      dialled: '202',
      target: { kind: 'group', group: 'store' },
    });
  });

  it('without a short number nothing was dialled', () => {
    const file: CompanyFile = {
      ...officeFile,
      users: officeFile.users.map(({ shortNumber: _none, ...user }) => user),
    };
    const o = new Office(file);
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
    expect(o.state.calls.get(c2)?.dialled).toBe('');
  });
});

describe('[X9] [S43] the one who called holds, parks, consults or moves the other', () => {
  /** Anna has called Bo. */
  function annaCalledBo(file: CompanyFile = officeFile) {
    const o = new Office(file);
    o.phone('anna-desk').dials('102');
    o.phone('bo-desk').answers();
    return o;
  }

  it('the other party is served from now on', () => {
    const o = annaCalledBo();
    expect(o.asks({ type: 'hold', call: c1, by: anna }).ok).toBe(true);
    expect([o.phone('bo-desk').hears(), o.hears.get('in-1' as never)]).toEqual(['sound hall', 'nothing']);
    expect(o.asks({ type: 'hold', call: c1, by: bo })).toMatchObject({ error: { code: 'notInCall' } });
    o.asks({ type: 'resumeCall', call: c1, by: anna });
    expect(o.phone('bo-desk').hears()).toBe('leg caller');
  });

  it('one who called, holds and hangs up gets the call back; not the one who was held', () => {
    const o = annaCalledBo();
    o.asks({ type: 'hold', call: c1, by: anna });
    o.tell({ type: 'legEnded', leg: 'in-1' as never, cause: 'hungUp' });
    expect(o.of('recallBegan')).toMatchObject([{ user: 'anna' }]);
    expect(o.ringing()).toEqual(['anna-desk']);
    // Nobody is reminded of a hold that is over.
    expect(o.state.timers.has(c1, 'holdReminder')).toBe(false);
    o.phone('anna-desk').answers();
    expect(o.phone('bo-desk').hears()).toBe('leg anna-desk');
  });

  it('consults a colleague, without music the caller hears it ring', () => {
    const { music: _none, ...file } = officeFile;
    const o = annaCalledBo(file);
    expect(o.asks({ type: 'consult', call: c1, to: { number: '103' }, by: anna }).ok).toBe(true);
    expect(o.phone('bo-desk').hears()).toBe('ringing');
    o.phone('cilla-desk').answers();
    expect(o.asks({ type: 'swap', call: c1, by: anna }).ok).toBe(true);
    expect([o.phone('cilla-desk').hears(), o.phone('bo-desk').hears()]).toEqual(['ringing', 'leg caller']);
    o.asks({ type: 'completeTransfer', call: c1, by: anna });
    expect([o.phone('cilla-desk').hears(), o.phone('bo-desk').hears()]).toEqual(['leg bo-desk', 'leg cilla-desk']);
  });

  it('who waits in a swapped consultation hears the music over and over', () => {
    const { o } = consulting('swapped');
    expect(o.actions.findLast(({ type }) => type === 'play')).toMatchObject({ sounds: ['hall'], loop: true });
    expect(o.asks({ type: 'swap', call: c1, by: anna }).ok).toBe(true);
  });
});
