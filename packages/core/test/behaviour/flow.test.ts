import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { Office } from '../driver.ts';
import { KARI, officeFile, SHOP } from './office.ts';

type Elements = NonNullable<CompanyFile['flows']>[number]['elements'];

function office(elements: Elements, more: Partial<CompanyFile> = {}): Office {
  return new Office({
    ...officeFile,
    numbers: [{ number: SHOP, to: { flow: 'main' } }],
    flows: [{ id: 'main', name: 'Main', start: 'first', elements }],
    ...more,
  });
}

const menu: Elements = {
  first: {
    kind: 'menu',
    prompt: 'welcome-menu',
    choices: { '1': 'shop', '2': 'bo', '3': 'outside' },
    otherwise: 'shop',
  },
  shop: { kind: 'queue', group: 'shop', exits: { timedOut: 'sorry' } },
  bo: { kind: 'user', user: 'bo', ringSeconds: 10, noAnswer: 'sorry' },
  outside: {
    kind: 'transferExternal',
    number: '+4722000000',
    ringSeconds: 10,
    noAnswer: 'sorry',
  },
  sorry: { kind: 'play', sound: 'sorry', next: 'message' },
  message: { kind: 'voicemail' },
};

describe('[S79] [S80] a menu', () => {
  it('answers the call, and a key during the prompt leads on at once', () => {
    const o = office(menu);
    const kari = o.outsider(KARI).calls(SHOP);
    expect(kari.hears).toBe('sound welcome-menu');
    kari.presses('1');
    expect(o.ringing()).toEqual(['anna-desk']);
    o.phone('anna-desk').answers();
    expect(kari.hears).toBe('leg anna-desk');
    kari.hangsUp('hungUp');
    expect(o.records()).toMatchObject([{ outcome: 'answered', group: 'shop', target: { kind: 'flow', flow: 'main' } }]);
  });

  it('nobody presses anything: the way for all others is taken in the end', () => {
    const o = office(menu);
    const kari = o.outsider(KARI).calls(SHOP);
    for (let tries = 0; tries < 3; tries += 1) {
      kari.hasHeardIt();
      o.after(5000);
    }
    expect(o.ringing()).toEqual(['anna-desk']);
  });
});

describe('[law 7] a queue after a sound', () => {
  const spoken: Elements = {
    first: { kind: 'play', sound: 'welcome', next: 'shop' },
    shop: { kind: 'queue', group: 'shop' },
  };

  it('whose sound is over: the caller hears music at once, and ringing where there is none', () => {
    const o = office(spoken);
    const kari = o.outsider(KARI).calls(SHOP);
    kari.hasHeardIt();
    expect(kari.hears).toBe('sound hall');
    const { music: _music, ...quiet } = officeFile;
    const silent = new Office({
      ...quiet,
      numbers: [{ number: SHOP, to: { flow: 'main' } }],
      flows: [{ id: 'main', name: 'Main', start: 'first', elements: spoken }],
    });
    const ola = silent.outsider(KARI).calls(SHOP);
    ola.hasHeardIt();
    expect(ola.hears).toBe('ringing');
  });

  it('by a key, while a prompt is heard: music at once', () => {
    const o = office(menu);
    const kari = o.outsider(KARI).calls(SHOP);
    kari.presses('1');
    expect([kari.hears, o.ringing()]).toEqual(['sound hall', ['anna-desk']]);
  });

  it('whose sound the network never reports as played: after a minute', () => {
    const o = office(spoken);
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(59_999);
    expect(kari.hears).toBe('sound welcome');
    o.after(1);
    expect(kari.hears).toBe('sound hall');
  });
});

describe('what an element hands the call to comes back to it', () => {
  it('[S81] a queue that takes too long', () => {
    const shop = {
      id: 'shop',
      name: 'Butikk',
      members: [{ user: 'anna' }],
      queue: { maxWaitSeconds: 30, graceSeconds: 0 },
    };
    const o = office(menu, { groups: [shop] });
    const kari = o.outsider(KARI).calls(SHOP);
    kari.presses('1');
    o.after(30_000);
    expect([kari.hears, o.ringing()]).toEqual(['sound sorry', []]);
    expect(o.of('entryLeft')).toMatchObject([{ outcome: 'timedOut' }]);
  });

  it('[S80] [S98] a user who does not answer; then a message may be left', () => {
    const o = office(menu);
    const kari = o.outsider(KARI).calls(SHOP);
    kari.presses('2');
    expect(o.ringing()).toEqual(['bo-desk']);
    o.after(9999);
    expect(o.ringing()).toEqual(['bo-desk']);
    o.after(1);
    expect(kari.hears).toBe('sound sorry');
    kari.hasHeardIt();
    expect(kari.hears).toBe('sound leave-a-message');
    kari.hasHeardIt();
    kari.hasSpoken(3000);
    expect(o.of('messageLeft')).toMatchObject([{ mailbox: { kind: 'company' }, durationMs: 3000 }]);
    expect(o.records()).toMatchObject([{ outcome: 'voicemail' }]);
  });

  it('[S91] [S92] a number outside that is busy', () => {
    const o = office(menu);
    const kari = o.outsider(KARI).calls(SHOP);
    kari.presses('3');
    expect(o.ringing()).toEqual(['+4722000000']);
    o.phone('+4722000000').ends('busy');
    expect(kari.hears).toBe('sound sorry');
  });

  it('a caller who hangs up in a menu has abandoned, and leaves nothing behind', () => {
    const o = office(menu);
    o.outsider(KARI).calls(SHOP).hangsUp('hungUp');
    expect(o.records()).toMatchObject([{ outcome: 'abandoned' }]);
    expect([o.state.calls.size, o.state.timers.size]).toEqual([0, 0]);
  });
});
