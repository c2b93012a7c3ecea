import { describe, expect, it } from 'vitest';
import type { CallId, GroupId } from '../../../src/kernel/ids.ts';
import { lineOf } from '../../../src/view/console-line.ts';
import { bo, KARI, officeFile, SHOP } from '../../behaviour/office.ts';
import { Office } from '../../driver.ts';
import { consoleOf } from './desk.ts';

const shop = 'shop' as GroupId;

function office(maxOvertakes?: number): Office {
  const o = new Office({
    ...officeFile,
    vipLists: [{ id: 'gold', name: 'Gold', entries: [{ prefix: '+47991' }] }],
    groups: [
      {
        id: 'shop',
        name: 'Butikk',
        members: [{ user: 'anna' }],
        answerOn: 'entry',
        queue: { callbackKey: '1' },
        vip: maxOvertakes === undefined ? {} : { maxOvertakes },
      },
      { id: 'store', name: 'Lager', shortNumber: '202', members: [{ user: 'dag' }] },
    ],
  });
  o.phone('anna-desk').dials('103');
  o.phone('cilla-desk').answers();
  return o;
}

const line = (o: Office) =>
  lineOf(consoleOf(o), shop).map((one) => `${one.position} ${one.kind === 'call' ? one.call : one.callback}`);

describe('[S123] the line of a group', () => {
  it('as it will be served: VIP callers first, then by arrival', () => {
    const o = office();
    o.outsider(KARI).calls(SHOP);
    o.after(1000);
    o.outsider('+4799100001').calls(SHOP);
    o.outsider('+4799000002').calls(SHOP);
    o.outsider('+4799100002').calls(SHOP);
    expect(line(o)).toEqual(['1 c3', '2 c5', '3 c2', '4 c4']);
    expect(consoleOf(o).waiting.map(({ isVip }) => isVip)).toEqual([false, true, false, true]);
  });

  it('a callback keeps its place in it', () => {
    const o = office();
    o.outsider(KARI).calls(SHOP);
    const second = o.outsider('+4799000002').calls(SHOP);
    o.outsider('+4799000003').calls(SHOP);
    second.presses('1');
    second.hasHeardIt();
    expect(line(o)).toEqual(['1 c2', '2 b1', '3 c4']);
  });

  it('[law 11] one who may be passed no more stands before newer VIP callers', () => {
    const o = office(1);
    o.outsider(KARI).calls(SHOP);
    o.outsider('+4799100001').calls(SHOP);
    o.outsider('+4799100002').calls(SHOP);
    expect(line(o)).toEqual(['1 c3', '2 c4', '3 c2']);
    o.phone('cilla-desk').hangsUp();
    expect(o.ringing()).toEqual(['anna-desk']);
    // The first VIP caller rings and has passed once; the ordinary one is next.
    expect(consoleOf(o).groups.find(({ id }) => id === shop)).toMatchObject({ vipsServed: 1, maxOvertakes: 1 });
    expect(line(o)[0]).toBe('1 c2');
  });

  it('[S50] one that came back stands first, whoever came before', () => {
    const o = office();
    o.outsider('+4799000002').calls(SHOP);
    o.after(1000);
    o.outsider(KARI).calls(SHOP);
    expect(line(o)).toEqual(['1 c2', '2 c3']);
    o.asks({ type: 'pickUp', call: 'c3' as CallId, by: bo });
    o.phone('bo-desk').answers();
    o.asks({ type: 'park', call: 'c3' as CallId, by: bo });
    o.asks({ type: 'setAbsences', user: bo, absences: [{ reason: 'lunch' }] });
    o.after(120_000);
    expect(line(o)).toEqual(['1 c3', '2 c2']);
    expect(consoleOf(o).waiting.map(({ arrivedAt }) => arrivedAt)).toEqual([0, 1000]);
  });

  it('a group that nobody waits in, or that is none, has an empty line', () => {
    const o = office();
    o.outsider(KARI).calls(SHOP);
    const view = consoleOf(o);
    expect([lineOf(view, 'store' as GroupId), lineOf(view, 'nothing' as GroupId)]).toEqual([[], []]);
  });
});
