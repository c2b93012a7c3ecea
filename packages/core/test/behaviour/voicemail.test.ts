import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { Office } from '../driver.ts';
import { KARI, officeFile } from './office.ts';

const BO = '+4757828603';
const NIGHT = '+4757828604';
const file: CompanyFile = {
  ...officeFile,
  numbers: [
    { number: BO, to: { user: 'bo' } },
    { number: NIGHT, to: { voicemail: { group: 'shop' } } },
  ],
  users: officeFile.users.map((user) =>
    user.id === 'bo' ? { ...user, unanswered: { voicemail: { user: 'bo' } } } : user,
  ),
  voicemail: { greetings: { bo: 'bo-says' } },
};

/** Kari has called Bo, who lets it ring. */
function greeted() {
  const o = new Office(file);
  const kari = o.outsider(KARI).calls(BO);
  o.after(30_000);
  return { o, kari };
}

describe('[S145] [S147] [S98] personal voicemail', () => {
  it('[S99] the personal greeting, a tone, a message', () => {
    const { o, kari } = greeted();
    expect(kari.hears).toBe('sound bo-says');
    kari.hasHeardIt();
    expect(kari.hears).toBe('tone');
    o.after(4000);
    kari.hasSpoken(4000);
    expect(o.of('messageLeft')).toMatchObject([{ mailbox: { kind: 'user', user: 'bo' }, durationMs: 4000 }]);
    expect(o.records()).toMatchObject([{ outcome: 'voicemail' }]);
    expect([o.state.calls.size, o.state.timers.size]).toEqual([0, 0]);
  });

  it('one who hangs up in the middle has left a message; one who says nothing has not', () => {
    const spoken = greeted();
    spoken.kari.hasHeardIt();
    spoken.o.after(1000);
    spoken.kari.hangsUp('hungUp');
    expect(spoken.o.of('messageLeft')).toMatchObject([{ durationMs: 1000 }]);
    const short = greeted();
    short.kari.hasHeardIt();
    short.o.after(999);
    short.kari.hangsUp('hungUp');
    expect(short.o.of('messageLeft')).toEqual([]);
    expect(short.o.records()).toMatchObject([{ outcome: 'abandoned' }]);
    const silent = greeted();
    silent.kari.hasHeardIt();
    silent.kari.hasSpoken(0);
    expect(silent.o.records()).toMatchObject([{ outcome: 'abandoned' }]);
  });

  it.each([
    [999, 0, 'abandoned'],
    [1000, 1, 'voicemail'],
  ])('a recording of %i ms that the network ends leaves %i messages', (durationMs, count, outcome) => {
    const { o, kari } = greeted();
    kari.hasHeardIt();
    kari.hasSpoken(durationMs);
    expect([o.of('messageLeft').length, o.records()[0]?.outcome]).toEqual([count, outcome]);
  });

  it('a recording that the network never ends is over after its longest time', () => {
    const { o, kari } = greeted();
    kari.hasHeardIt();
    o.after(189_999);
    expect(o.state.calls.size).toBe(1);
    o.after(1);
    expect(o.records()).toMatchObject([{ outcome: 'voicemail' }]);
  });

  it('a colleague who calls may leave a message too', () => {
    const o = new Office(file);
    o.phone('cilla-desk').dials('102');
    o.phone('bo-desk').rejects();
    expect(o.phone('cilla-desk').hears).toBeDefined();
    expect([...o.state.calls.values()][0]?.at).toMatchObject({ phase: 'leavingMessage' });
  });
});

describe('[S96] voicemail of a group', () => {
  it('has a mailbox of its own and the company’s greeting', () => {
    const o = new Office(file);
    const kari = o.outsider(KARI).calls(NIGHT);
    expect(kari.hears).toBe('sound leave-a-message');
    kari.hasHeardIt();
    kari.hasSpoken(2000);
    expect(o.of('messageLeft')).toMatchObject([{ mailbox: { kind: 'group', group: 'shop' }, from: { number: KARI } }]);
  });
});
