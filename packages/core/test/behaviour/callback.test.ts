import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { CallId } from '../../src/kernel/ids.ts';
import { type Caller, Office } from '../driver.ts';
import { anna, KARI, officeFile, SHOP } from './office.ts';

const OLA = '+4791111111';
const file: CompanyFile = {
  ...officeFile,
  groups: [
    {
      id: 'shop',
      name: 'Butikk',
      members: [{ user: 'anna' }],
      answerOn: 'entry',
      sounds: { music: 'hall' },
      queue: { callbackKey: '1' },
    },
  ],
};

/** Anna is in a call of her own; Kari waits, and Ola behind her. */
function waiting(): { readonly o: Office; readonly kari: Caller; readonly ola: Caller } {
  const o = new Office(file);
  o.phone('anna-desk').dials('103');
  o.phone('cilla-desk').answers();
  const kari = o.outsider(KARI, 'Kari').calls(SHOP);
  o.after(1000);
  const ola = o.outsider(OLA).calls(SHOP);
  o.after(1000);
  return { o, kari, ola };
}

/** Kari has taken a callback and hung up. */
function promised() {
  const all = waiting();
  all.kari.presses('1');
  all.kari.hasHeardIt();
  return all;
}

describe('[S94] [X5] automatic callback', () => {
  it('keeps the place: the customer is dialled when it is their turn, before those who came later', () => {
    const { o, kari, ola } = promised();
    expect(kari.releasedFor).toBeDefined();
    expect(o.records()).toMatchObject([{ call: 'c2', outcome: 'callback' }]);
    o.phone('cilla-desk').hangsUp();
    expect(o.ringing()).toEqual([KARI]);
    expect(o.state.users.get(anna)?.availability).toBe('reserved');
    expect(ola.hears).toBe('sound hall');
    o.phone(KARI).answers();
    expect(o.ringing()).toEqual(['anna-desk']);
    expect(o.phone(KARI).hears()).toBe('sound hall');
    o.phone('anna-desk').answers();
    expect(o.phone(KARI).hears()).toBe('leg anna-desk');
    expect(o.of('callbackEnded')).toMatchObject([{ result: 'reached' }]);
  });

  it('[E25] the place that was left is counted as callback taken, once', () => {
    const { o } = promised();
    expect(o.of('entryLeft').map(({ outcome }) => outcome)).toEqual(['callbackTaken']);
  });

  it('a withheld number is not promised anything: the caller stays in the line', () => {
    const { o } = waiting();
    const hidden = o.outsider().calls(SHOP);
    hidden.presses('1');
    expect(o.of('callbackPromised')).toEqual([]);
    expect(o.state.entries.size).toBe(3);
  });

  it('an international number is refused unless the company allows it', () => {
    const { o } = waiting();
    o.outsider('+46701234567').calls(SHOP).presses('1');
    expect(o.of('callbackPromised')).toEqual([]);
  });
});

describe('[E17] the customer is not reached', () => {
  it.each(['busy', 'rejected', 'noAnswer', 'unreachable'] as const)(
    '%s: the member is free in the same step, nothing is charged, and the place is kept',
    (cause) => {
      const { o, ola } = promised();
      o.phone('cilla-desk').hangsUp();
      o.phone(KARI).ends(cause);
      // Anna is free again at once, and the next in line has her.
      expect(o.ringing()).toEqual(['anna-desk']);
      o.phone('anna-desk').answers();
      expect(ola.hears).toBe('leg anna-desk');
      expect(o.state.users.get(anna)?.missedInRow).toBe(0);
      ola.hangsUp('hungUp');
      o.after(599_999);
      expect(o.ringing()).toEqual([]);
      o.after(1);
      expect(o.ringing()).toEqual([KARI]);
    },
  );

  it('three attempts, ten minutes apart; then the promise is broken and told', () => {
    const { o, ola } = promised();
    ola.hangsUp();
    o.phone('cilla-desk').hangsUp();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect(o.ringing()).toEqual([KARI]);
      o.after(30_000);
      expect(o.ringing()).toEqual([]);
      o.after(600_000);
    }
    expect(o.ringing()).toEqual([]);
    expect(o.of('callbackEnded')).toMatchObject([{ result: 'failed' }]);
    expect([o.state.entries.size, o.state.callbacks.size, o.state.timers.size]).toEqual([0, 0, 0]);
  });

  it('the member does not take the call: the customer, on the line, keeps the place', () => {
    const { o } = promised();
    o.phone('cilla-desk').hangsUp();
    o.phone(KARI).answers();
    o.after(20_000);
    const [first] = o.state.groups.get('shop' as never)?.line ?? [];
    expect(o.state.entries.get(first?.id as never)).toMatchObject({
      arrivedAt: 0,
      holder: { kind: 'call', call: 'c4' },
    });
    expect(o.phone(KARI).hears()).toBe('sound hall');
  });
});

describe('[E18] the customer calls in again', () => {
  it('while the promise waits: they have the place, and nobody is dialled', () => {
    const { o } = promised();
    const again = o.outsider(KARI).calls(SHOP);
    expect(o.of('callbackEnded')).toMatchObject([{ result: 'joined' }]);
    o.phone('cilla-desk').hangsUp();
    expect(o.ringing()).toEqual(['anna-desk']);
    o.phone('anna-desk').answers();
    expect(again.hears).toBe('leg anna-desk');
  });

  it('while they are dialled, and answer: the new call is ended as joined', () => {
    const { o } = promised();
    o.phone('cilla-desk').hangsUp();
    const again = o.outsider(KARI).calls(SHOP);
    expect(again.hears).toBe('ringing');
    o.phone(KARI).answers();
    expect(again.releasedFor).toBeDefined();
    expect(o.records().at(-1)).toMatchObject({ outcome: 'joined' });
  });

  it('while they are dialled, and that fails: the new call takes the place', () => {
    const { o } = promised();
    o.phone('cilla-desk').hangsUp();
    const again = o.outsider(KARI).calls(SHOP);
    o.phone(KARI).ends('busy');
    expect(o.ringing()).toEqual(['anna-desk']);
    o.phone('anna-desk').answers();
    expect(again.hears).toBe('leg anna-desk');
  });

  it('two who hide their number never have each other’s place', () => {
    const { o } = promised();
    o.outsider().calls(SHOP);
    expect([o.state.callbacks.size, o.state.entries.size]).toEqual([1, 3]);
  });

  it('a number has one promise at a group', () => {
    const { o } = waiting();
    const first = o.outsider('+4792222222').calls(SHOP);
    const second = o.outsider('+4792222222').calls(SHOP);
    first.presses('1');
    second.presses('1');
    expect(o.of('callbackPromised')).toHaveLength(1);
  });
});

describe('[S95] closing a promise by hand', () => {
  it('ends what is dialled for it, and is refused when there is none', () => {
    const { o } = promised();
    o.phone('cilla-desk').hangsUp();
    const [callback] = o.state.callbacks.keys();
    expect(o.asks({ type: 'closeCallback', callback: callback as never }).ok).toBe(true);
    expect([o.ringing(), o.state.callbacks.size]).toEqual([['anna-desk'], 0]);
    expect(o.asks({ type: 'closeCallback', callback: 'b9' as never })).toMatchObject({ error: { code: 'notFound' } });
    expect(o.records().map(({ call }) => call)).toContain('c4' as CallId);
  });
});
