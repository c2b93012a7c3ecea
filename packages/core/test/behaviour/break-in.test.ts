import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { Office } from '../driver.ts';
import { anna, bo, officeFile, SHOP } from './office.ts';

const GOLD = '+4795000001';
const c2 = 'c2' as never;

interface Plan {
  readonly preempt?: 'queue' | 'ringing' | 'break-in';
  readonly more?: Partial<CompanyFile>;
}

/** The owner's callers go straight to Bo. */
function office({ preempt = 'break-in', more = {} }: Plan = {}): Office {
  const entries = [{ prefix: '+4795000', direct: { user: 'bo' } }];
  return new Office({ ...officeFile, ...more, vipLists: [{ id: 'gold', name: 'Gold', preempt, entries }] });
}

/** Bo talks with Cilla, and a VIP calls. */
function vipCallsBusyBo(plan?: Plan) {
  const o = office(plan);
  o.phone('bo-desk').dials('103');
  o.phone('cilla-desk').answers();
  const vip = o.outsider(GOLD, 'Gold').calls(SHOP);
  return { o, vip };
}

describe('a VIP call that a list sends straight to a person whose line is taken', () => {
  it('waits first in their own line with music, is shown, and cuts nothing', () => {
    const { o, vip } = vipCallsBusyBo();
    expect(o.of('vipWaits')).toMatchObject([{ call: 'c2', user: 'bo' }]);
    expect(o.state.calls.get(c2)?.at).toEqual({ phase: 'recalling', user: 'bo', offer: undefined });
    expect(vip.hears).toBe('sound hall');
    expect(o.phone('cilla-desk').hears()).toBe('leg caller');
    expect(o.of('callEnded')).toEqual([]);
  });

  it('rings as soon as the line is free, before callers of a group', () => {
    const groups = [{ id: 'shop', name: 'Butikk', members: [{ user: 'bo' }] }];
    const { o, vip } = vipCallsBusyBo({ more: { groups } });
    o.outsider('+4791000000').calls(SHOP);
    o.phone('cilla-desk').hangsUp();
    expect(o.ringing()).toEqual(['bo-desk']);
    expect(o.phone('bo-desk').shows()).toMatchObject({ number: GOLD });
    o.phone('bo-desk').answers();
    expect(vip.hears).toBe('leg bo-desk');
    vip.hangsUp('hungUp');
    expect(o.records().find(({ call }) => call === 'c2')).toMatchObject({ outcome: 'answered', answeredBy: 'bo' });
  });

  it.each([
    [59_999, 'recalling'],
    [60_000, 'offered'],
  ] as const)('is with them after %i ms: %s', (ms, phase) => {
    const { o } = vipCallsBusyBo({ more: { mainGroup: 'shop' } });
    o.after(ms);
    expect(o.state.calls.get(c2)?.at.phase).toBe(phase);
    expect(o.ringing()).toEqual(phase === 'offered' ? ['anna-desk'] : []);
  });

  it('goes to voicemail where no group takes such calls', () => {
    const { o, vip } = vipCallsBusyBo();
    o.after(60_000);
    expect(vip.hears).toBe('sound leave-a-message');
  });

  it('that hangs up while it waits is abandoned, and nothing is left', () => {
    const { o, vip } = vipCallsBusyBo();
    vip.hangsUp();
    expect(o.records()).toMatchObject([{ outcome: 'abandoned', answeredAt: undefined }]);
    expect([o.state.users.get(bo)?.recalls, o.state.timers.size]).toEqual([[], 0]);
  });

  it('waits too when they dial while it rings', () => {
    const o = office();
    const vip = o.outsider(GOLD).calls(SHOP);
    expect(o.ringing()).toEqual(['bo-desk']);
    o.phone('bo-desk').dials('103');
    expect(o.of('vipWaits')).toHaveLength(1);
    expect(vip.hears).toBe('sound hall');
  });

  it('hears ringing where the company has no music', () => {
    const { music: _none, ...silent } = officeFile;
    const entries = [{ prefix: '+4795000', direct: { user: 'bo' } }];
    const o = new Office({ ...silent, vipLists: [{ id: 'gold', name: 'Gold', preempt: 'break-in', entries }] });
    o.phone('bo-desk').dials('103');
    expect(o.outsider(GOLD).calls(SHOP).hears).toBe('ringing');
    expect(o.of('vipWaits')).toHaveLength(1);
  });
});

describe('nobody waits for a person', () => {
  it.each(['queue', 'ringing'] as const)('by a list that may %s: told busy, as others are', (preempt) => {
    const { o, vip } = vipCallsBusyBo({ preempt });
    expect(o.of('vipWaits')).toEqual([]);
    expect(vip.releasedFor ?? vip.hears).toBe('sound bo-is-away');
  });

  it('who is out of reach, or away', () => {
    const o = office();
    o.phone('bo-desk').unregisters();
    o.outsider(GOLD).calls(SHOP);
    expect(o.of('vipWaits')).toEqual([]);
    const { o: other } = vipCallsBusyBo();
    other.asks({ type: 'setAbsences', user: bo, absences: [{ reason: 'lunch' }], by: bo });
    other.outsider(GOLD).calls(SHOP);
    expect(other.of('vipWaits')).toHaveLength(1);
  });

  it('whose phone the network calls busy while the line is free here', () => {
    const o = office();
    o.outsider(GOLD).calls(SHOP);
    o.phone('bo-desk').ends('busy');
    expect(o.of('vipWaits')).toEqual([]);
  });

  it('other than the one the list names', () => {
    const o = office({ more: { numbers: [{ number: SHOP, to: { user: 'cilla' } }] } });
    o.phone('cilla-desk').dials('101');
    o.outsider('+4791000000').calls(SHOP);
    expect(o.of('vipWaits')).toEqual([]);
  });

  it('when the call has been with a group before', () => {
    const groups = [
      {
        id: 'shop',
        name: 'Butikk',
        members: [{ user: anna }],
        ring: { rounds: 1 },
        queue: { exits: { unanswered: { user: 'bo' } } },
      },
    ];
    const { o } = vipCallsBusyBo({ more: { groups, mainGroup: 'shop' } });
    o.after(60_000);
    expect(o.state.calls.get(c2)?.group).toBe('shop');
    o.after(20_000);
    expect(o.of('messageStarted')).toMatchObject([{ call: 'c2', sound: 'bo-is-away' }]);
    expect(o.of('vipWaits')).toHaveLength(1);
  });

  it('for lists that a new company file no longer has', () => {
    const o = office();
    o.outsider(GOLD).calls(SHOP);
    o.asks({ type: 'configure', file: officeFile });
    o.phone('bo-desk').dials('103');
    expect(o.of('vipWaits')).toEqual([]);
  });
});
