import { describe, expect, it } from 'vitest';
import type { CallId } from '../../src/kernel/ids.ts';
import { Office } from '../driver.ts';
import { anna, bo, c1, cilla, KARI, officeFile, SHOP } from './office.ts';

const call = (n: number): CallId => `c${n}` as CallId;

/** Seven wait for the shop, where nobody answers: Anna is in a call of her own. */
function queueOfSeven(): Office {
  const o = new Office(officeFile);
  o.phone('anna-desk').dials('104');
  o.phone('dag-desk').answers();
  for (let at = 0; at < 7; at += 1) o.outsider(`+479000000${at}`).calls(SHOP);
  return o;
}

const line = (o: Office) => [...o.state.entries.values()].map(({ holder }) => (holder as { call: string }).call);

describe('[S51] [E24] pick-up', () => {
  it('one who is no member picks the fifth of seven: just that caller, and the others keep their order', () => {
    const o = queueOfSeven();
    expect(o.asks({ type: 'pickUp', call: call(6), by: bo }).ok).toBe(true);
    o.phone('bo-desk').answers();
    expect(o.state.calls.get(call(6))).toMatchObject({ at: { phase: 'connected' }, answeredBy: 'bo' });
    expect(line(o)).toEqual(['c2', 'c3', 'c4', 'c5', 'c7', 'c8']);
    expect(o.of('entryLeft').at(-1)).toMatchObject({ outcome: 'pickedElsewhere', user: 'bo' });
  });

  it('the phones that ring for it stop in the same step', () => {
    const o = new Office(officeFile);
    o.outsider(KARI).calls(SHOP);
    expect(o.ringing()).toEqual(['anna-desk']);
    o.asks({ type: 'pickUp', call: c1, by: bo });
    expect(o.ringing()).toEqual(['bo-desk']);
  });

  it('two pick up at once: the first wins, the second is told who has it', () => {
    const o = queueOfSeven();
    o.asks({ type: 'pickUp', call: call(3), by: bo });
    expect(o.asks({ type: 'pickUp', call: call(3), by: cilla })).toMatchObject({
      error: { code: 'alreadyTaken', why: 'a call that bo has not taken' },
    });
  });

  it('the place is kept until the picker answers: unanswered, the caller is where they were', () => {
    const o = queueOfSeven();
    o.asks({ type: 'pickUp', call: call(4), by: bo });
    o.after(19_999);
    expect(o.ringing()).toEqual(['bo-desk']);
    o.after(1);
    expect(o.ringing()).toEqual([]);
    expect(line(o)).toEqual(['c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8']);
  });

  it('a call that was answered, or has ended, is refused and leaves no leg', () => {
    const o = new Office(officeFile);
    const kari = o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    expect(o.asks({ type: 'pickUp', call: c1, by: bo })).toMatchObject({ error: { code: 'alreadyTaken' } });
    kari.hangsUp('hungUp');
    expect(o.asks({ type: 'pickUp', call: c1, by: bo })).toMatchObject({ error: { code: 'notFound' } });
    expect(o.state.legs.size).toBe(0);
  });

  it('a picker in a call is refused; one who is rung for it may pick it up', () => {
    const o = queueOfSeven();
    expect(o.asks({ type: 'pickUp', call: call(2), by: anna })).toMatchObject({ error: { code: 'lineBusy' } });
    const other = new Office(officeFile);
    other.outsider(KARI).calls(SHOP);
    expect(other.asks({ type: 'pickUp', call: c1, by: anna }).ok).toBe(true);
    other.phone('anna-desk').answers();
    expect(other.state.calls.get(c1)?.at.phase).toBe('connected');
  });

  it('[X9] a colleague’s ringing phone', () => {
    const o = new Office(officeFile);
    o.phone('cilla-desk').dials('102');
    expect(o.asks({ type: 'pickUp', call: c1, by: anna }).ok).toBe(true);
    expect(o.ringing()).toEqual(['anna-desk']);
  });
});
