import { describe, expect, it } from 'vitest';
import { type AccessFile, accessSchema } from './access-file.ts';
import { type DialPurpose, mayDial } from './barring.ts';
import { compileBarring } from './compile-barring.ts';
import type { DailyUsage } from './daily-usage.ts';
import { compileAccess } from './decide.ts';

const AT_HOME = '+4757828600';
const ABROAD = '+46812345678';
const PREMIUM = '+4782912345';

const rulesOf = (file: AccessFile = {}) => {
  const section = accessSchema.parse(file);
  return {
    access: compileAccess(section, ['anna', 'bo']),
    barring: compileBarring(section.barring),
    emergencyNumbers: new Set(['116117']),
  };
};

interface Asked {
  readonly number?: string;
  readonly purpose?: DialPurpose;
  readonly user?: string;
  readonly usage?: Partial<DailyUsage>;
}

const asUser = (file: AccessFile, { number = AT_HOME, purpose = 'call', user = 'anna', usage = {} }: Asked = {}) =>
  mayDial(rulesOf(file), {
    by: { kind: 'user', user, usageToday: { day: '2026-03-28', calls: 0, talkMs: 0, ...usage } },
    purpose,
    number,
    country: 'NO',
  });

const asCompany = (barring: AccessFile['barring'], number: string, purpose: DialPurpose) =>
  mayDial(rulesOf({ barring }), { by: { kind: 'company' }, purpose, number, country: 'NO' });

const OK = { ok: true };
const barring = 'access.barring';

describe('[X10] emergency numbers', () => {
  const closed: AccessFile = {
    rules: [{ user: 'anna', category: 'calls', decision: 'deny' }],
    barring: {
      barredPrefixes: ['+1'],
      allowInternational: false,
      dailyLimits: { everyone: { calls: 0, minutes: 0 } },
    },
  };

  it.each(['110', '112', '113', '116117'])('%s passes, whatever is set', (number) => {
    for (const purpose of ['call', 'transfer', 'callback'] as const) {
      expect(asUser(closed, { number, purpose, user: 'anna' })).toEqual(OK);
      expect(asUser(closed, { number, purpose, user: 'nobody' })).toEqual(OK);
      expect(asCompany(closed.barring, number, purpose)).toEqual(OK);
    }
  });

  it.each(['111', '1120', '11', '+112', ''])('%j is none', (number) => {
    const why = 'neither a number in E.164 nor an emergency number';
    expect(asUser({}, { number })).toEqual({ ok: false, rule: 'number', where: number, why });
  });
});

describe('[X11] barred beginnings', () => {
  const file = { barring: { barredPrefixes: ['+882', '+4757', '+475782'] } };

  it('refuse every number that begins so, for anybody, with the closest rule', () => {
    expect(asUser(file, { number: '+8821234567' })).toEqual({
      ok: false,
      rule: 'barredPrefix',
      where: `${barring}.barredPrefixes[0]`,
      why: 'numbers that begin with +882 are barred',
    });
    expect(asUser(file)).toMatchObject({ rule: 'barredPrefix', where: `${barring}.barredPrefixes[2]` });
    expect(asUser(file, { number: '+4757992233' })).toMatchObject({ where: `${barring}.barredPrefixes[1]` });
    expect(asCompany(file.barring, AT_HOME, 'transfer')).toMatchObject({ rule: 'barredPrefix' });
  });

  it('leave other numbers alone', () => {
    expect(asUser(file, { number: '+4758828600' })).toEqual(OK);
  });

  it('are asked before everything else', () => {
    const all = { barring: { barredPrefixes: ['+46'], allowInternational: false, premiumPrefixes: ['+46'] } };
    expect(asUser(all, { number: ABROAD, user: 'nobody' })).toMatchObject({ rule: 'barredPrefix' });
  });
});

describe('[X11] premium numbers', () => {
  it('are refused unless the company allows them', () => {
    expect(asUser({}, { number: PREMIUM })).toEqual({
      ok: false,
      rule: 'premium',
      where: `${barring}.allowPremium`,
      why: 'the company allows no calls to premium numbers (+47829 …)',
    });
    expect(asUser({ barring: { allowPremium: true } }, { number: PREMIUM })).toEqual(OK);
    expect(asUser({ barring: { premiumPrefixes: [] } }, { number: PREMIUM })).toEqual(OK);
    expect(asCompany({}, PREMIUM, 'transfer')).toMatchObject({ rule: 'premium' });
  });

  it('[L9] need dialPremium of the user as well', () => {
    const rules: AccessFile['rules'] = [{ user: 'anna', service: 'dialPremium', decision: 'deny' }];
    const file = { rules, barring: { allowPremium: true } };
    expect(asUser(file, { number: PREMIUM })).toEqual({
      ok: false,
      rule: 'service',
      where: 'access.rules[0]',
      why: 'a rule on the service denies dialPremium to the user anna',
    });
    expect(asUser(file)).toEqual(OK);
    expect(asUser(file, { number: PREMIUM, user: 'bo' })).toEqual(OK);
    expect(asCompany(file.barring, PREMIUM, 'transfer')).toEqual(OK);
  });

  it('are told as premium when they are abroad too', () => {
    const file = { barring: { premiumPrefixes: ['+979'], allowInternational: false } };
    expect(asUser(file, { number: '+979123456789' })).toMatchObject({ rule: 'premium' });
  });
});

describe('[X11] international numbers', () => {
  it('are allowed unless the company says otherwise', () => {
    expect(asUser({}, { number: ABROAD })).toEqual(OK);
    const file = { barring: { allowInternational: false } };
    expect(asUser(file, { number: ABROAD, purpose: 'transfer' })).toEqual({
      ok: false,
      rule: 'international',
      where: `${barring}.allowInternational`,
      why: 'the company allows no calls to other countries',
    });
    expect(asUser(file)).toEqual(OK);
  });

  it('[L9] need dialInternational of the user as well', () => {
    const file: AccessFile = { rules: [{ user: 'anna', service: 'dialInternational', decision: 'deny' }] };
    expect(asUser(file, { number: ABROAD })).toMatchObject({ rule: 'service', where: 'access.rules[0]' });
    expect(asUser(file)).toEqual(OK);
  });
});

describe('[X11] callbacks', () => {
  const open = { allowInternational: true, allowPremium: true };

  it('go to premium numbers and abroad only where the company allows it for callbacks', () => {
    for (const ask of [
      asCompany,
      (part: AccessFile['barring'], number: string, purpose: DialPurpose) =>
        asUser({ barring: part }, { number, purpose }),
    ]) {
      expect(ask(open, ABROAD, 'callback')).toEqual({
        ok: false,
        rule: 'international',
        where: `${barring}.callbacks.allowInternational`,
        why: 'the company allows no callbacks to other countries',
      });
      expect(ask(open, PREMIUM, 'callback')).toEqual({
        ok: false,
        rule: 'premium',
        where: `${barring}.callbacks.allowPremium`,
        why: 'the company allows no callbacks to premium numbers (+47829 …)',
      });
      expect(ask({ ...open, callbacks: { allowInternational: true } }, ABROAD, 'callback')).toEqual(OK);
      expect(ask({ ...open, callbacks: { allowPremium: true } }, PREMIUM, 'callback')).toEqual(OK);
      expect(ask({}, AT_HOME, 'callback')).toEqual(OK);
    }
  });

  it('cannot go where nobody may', () => {
    const closed = { allowInternational: false, callbacks: open };
    expect(asCompany(closed, ABROAD, 'callback')).toMatchObject({ where: `${barring}.allowInternational` });
    expect(asCompany(closed, PREMIUM, 'callback')).toMatchObject({ where: `${barring}.allowPremium` });
  });
});

describe('[S135] the access of the user', () => {
  it.each([
    ['call', 'dialExternal'],
    ['transfer', 'transferToExternal'],
    ['callback', 'callback'],
  ] as const)('%s needs %s', (purpose, service) => {
    const denied: AccessFile = { rules: [{ user: 'anna', service, decision: 'deny' }] };
    expect(asUser(denied, { purpose })).toEqual({
      ok: false,
      rule: 'service',
      where: 'access.rules[0]',
      why: `a rule on the service denies ${service} to the user anna`,
    });
    for (const other of (['call', 'transfer', 'callback'] as const).filter((each) => each !== purpose)) {
      expect(asUser(denied, { purpose: other })).toEqual(OK);
    }
  });

  it('refuses who is no user', () => {
    const why = 'nobody is no user of this company';
    expect(asUser({}, { user: 'nobody' })).toEqual({ ok: false, rule: 'service', where: 'nobody', why });
  });

  it('is asked before the limits of the day, and after the rules of the company', () => {
    const file: AccessFile = {
      rules: [{ user: 'anna', service: 'dialExternal', decision: 'deny' }],
      barring: { allowInternational: false, dailyLimits: { everyone: { calls: 0 } } },
    };
    expect(asUser(file)).toMatchObject({ rule: 'service' });
    expect(asUser(file, { number: ABROAD })).toMatchObject({ rule: 'international' });
  });
});

describe('[X11] limits of the day', () => {
  const limited = (part: NonNullable<NonNullable<AccessFile['barring']>['dailyLimits']>): AccessFile => ({
    barring: { dailyLimits: part },
  });

  it('with 10 calls the tenth goes out, the eleventh is refused', () => {
    const file = limited({ everyone: { calls: 10 } });
    expect(asUser(file, { usage: { calls: 9 } })).toEqual(OK);
    expect(asUser(file, { usage: { calls: 10 } })).toEqual({
      ok: false,
      rule: 'dailyCalls',
      where: `${barring}.dailyLimits.everyone.calls`,
      why: 'anna has made the 10 calls of the day',
    });
    expect(asUser(file, { usage: { calls: 11 } })).toMatchObject({ rule: 'dailyCalls' });
  });

  it('with 2 minutes a call goes out after 119 999 ms of talk, and none after 120 000 ms', () => {
    const file = limited({ everyone: { minutes: 2 } });
    expect(asUser(file, { usage: { calls: 99, talkMs: 119_999 } })).toEqual(OK);
    expect(asUser(file, { usage: { talkMs: 120_000 } })).toEqual({
      ok: false,
      rule: 'dailyMinutes',
      where: `${barring}.dailyLimits.everyone.minutes`,
      why: 'anna has talked the 2 minutes of the day',
    });
    expect(asUser(file, { usage: { talkMs: 120_001 } })).toMatchObject({ rule: 'dailyMinutes' });
  });

  it('0 lets no call out, and calls are told before minutes', () => {
    expect(asUser(limited({ everyone: { calls: 0, minutes: 0 } }))).toMatchObject({ rule: 'dailyCalls' });
    expect(asUser(limited({ everyone: { minutes: 0 } }))).toMatchObject({ rule: 'dailyMinutes' });
  });

  it('of a user go before those of everyone, key by key', () => {
    const file = limited({
      everyone: { calls: 10, minutes: 1 },
      users: [
        { user: 'bo', calls: 20 },
        { user: 'anna', calls: 'unlimited', minutes: 2 },
      ],
    });
    expect(asUser(file, { user: 'bo', usage: { calls: 19 } })).toEqual(OK);
    expect(asUser(file, { user: 'bo', usage: { calls: 20 } })).toMatchObject({
      rule: 'dailyCalls',
      where: `${barring}.dailyLimits.users[0].calls`,
    });
    expect(asUser(file, { user: 'bo', usage: { talkMs: 60_000 } })).toMatchObject({
      rule: 'dailyMinutes',
      where: `${barring}.dailyLimits.everyone.minutes`,
    });
    expect(asUser(file, { usage: { calls: 1_000_000, talkMs: 119_999 } })).toEqual(OK);
    expect(asUser(file, { usage: { talkMs: 120_000 } })).toMatchObject({
      where: `${barring}.dailyLimits.users[1].minutes`,
    });
  });

  it('hold for transfers and callbacks of a user, and not for the company itself', () => {
    const file = limited({ everyone: { calls: 0 } });
    expect(asUser(file, { purpose: 'transfer' })).toMatchObject({ rule: 'dailyCalls' });
    expect(asUser(file, { purpose: 'callback' })).toMatchObject({ rule: 'dailyCalls' });
    expect(asCompany(file.barring, AT_HOME, 'callback')).toEqual(OK);
  });

  it('are none unless the file has some', () => {
    expect(asUser({}, { usage: { calls: 1_000_000, talkMs: 1e12 } })).toEqual(OK);
  });
});

it('[X11] paths in refusals begin where the section stands', () => {
  const section = accessSchema.parse({ barring: { barredPrefixes: ['+47'], dailyLimits: { everyone: { calls: 0 } } } });
  const rules = { ...rulesOf(), barring: compileBarring(section.barring, 'who.barring') };
  const by = { kind: 'company' } as const;
  const answer = mayDial(rules, { by, purpose: 'call', number: AT_HOME, country: 'NO' });
  expect(answer).toMatchObject({ where: 'who.barring.barredPrefixes[0]' });
});
