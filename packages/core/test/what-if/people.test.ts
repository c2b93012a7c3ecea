import { describe, expect, it } from 'vitest';
import type { PlainPhone } from './plain-day.ts';
import { ask, BO, SHOP, shopFile, shopOf, told } from './shop.ts';

const phones: Readonly<Record<string, PlainPhone>> = {
  'anna-desk': { answersMs: 2000 },
  'bo-desk': { answersMs: 4000 },
  'cilla-desk': { ignores: true },
};
/** Two callers at once: anna has the first, bo the second. */
const callers = [
  { at: 10_000, to: SHOP, talkMs: 30_000 },
  { at: 11_000, to: SHOP, talkMs: 50_000 },
];

describe('[X8] who answers, and when', () => {
  it('who served the same caller answers as they did; another, after their own median', () => {
    const day = {
      company: shopOf('anna', 'bo'),
      phones,
      callers: [...callers, { at: 100_000, to: SHOP, talkMs: 7000 }],
    };
    const { asItWas, asItWouldBe, estimated } = ask(day, { company: shopOf('bo') });
    expect(told(asItWas.records)).toEqual([
      'anna at 12000 until 42000',
      'bo at 15000 until 65000',
      'anna at 102000 until 109000',
    ]);
    // Bo takes 4 s with everyone: with his own caller as it was, and with anna's as with his own.
    expect(told(asItWouldBe.records)).toEqual([
      'bo at 14000 until 44000',
      'bo at 48000 until 98000',
      'bo at 104000 until 111000',
    ]);
    expect(estimated).toEqual([{ what: 'answer', count: 2 }]);
  });

  it('who has never been rung answers after the median of the group', () => {
    const { asItWouldBe } = ask({ company: shopOf('anna', 'bo'), phones, callers }, { company: shopOf('cilla') });
    // 2 s and 4 s: of two the lesser.
    expect(told(asItWouldBe.records)).toEqual(['cilla at 12000 until 42000', 'cilla at 44000 until 94000']);
  });

  it('who let it ring as long as that does not answer', () => {
    const day = {
      company: shopFile({
        members: [
          { user: 'cilla', tier: 0 },
          { user: 'anna', tier: 1 },
        ],
      }),
      phones,
      callers: [{ at: 10_000, to: SHOP, talkMs: 5000, patienceMs: 30_000 }],
    };
    const { asItWas, asItWouldBe, estimated } = ask(day, { company: shopOf('cilla') });
    expect(told(asItWas.records)).toEqual(['anna at 32000 until 37000']);
    // Nobody ever left: the caller's patience has no end, and nobody takes the call.
    expect(asItWouldBe.unfinished).toBe(1);
    expect(estimated.find(({ what }) => what === 'no answer')?.count).toBeGreaterThan(1);
  });

  describe('a phone that was stopped before anybody answered', () => {
    const members = [
      { user: 'bo', tier: 0 },
      { user: 'anna', tier: 1 },
    ];
    const file = (seconds: number) => shopFile({ members, ring: { seconds: [seconds, 20] } });
    const toShop = [{ at: 1000, to: SHOP, talkMs: 1000 }];

    it('rings on when it may now, and is answered after the median of its user', () => {
      // Bo takes 4 s, as a call straight to him shows, and had 3 s.
      const day = { company: file(3), phones, callers: [...toShop, { at: 60_000, to: BO, talkMs: 1000 }] };
      const { asItWas, asItWouldBe, estimated } = ask(day, { company: file(20) });
      expect(told(asItWas.records)[0]).toBe('anna at 6000 until 7000');
      expect(told(asItWouldBe.records)[0]).toBe('bo at 5000 until 6000');
      expect(estimated).toEqual([{ what: 'answer', count: 1 }]);
    });

    it.each([
      [4, 'anna at 7000 until 8000', 'anna at 23000 until 24000'],
      [5, 'bo at 5000 until 6000', 'bo at 5000 until 6000'],
    ])('who would have answered within the %i s that it rang was not there', (seconds, was, wouldBe) => {
      const later = [
        { at: 60_000, to: BO, talkMs: 1000 },
        { at: 80_000, to: BO, talkMs: 1000 },
      ];
      const day = { company: file(seconds), phones, callers: [...toShop, ...later] };
      const { asItWas, asItWouldBe } = ask(day, { company: file(20) });
      expect(told(asItWas.records)[0]).toBe(was);
      expect(told(asItWouldBe.records)[0]).toBe(wouldBe);
    });
  });

  it('a new device of a new user can be reached from the beginning, and is counted', () => {
    const company = shopOf('anna');
    const users = [...company.users, { id: 'eva', name: 'eva', devices: ['eva-desk'] }];
    const changed = { ...shopFile({ members: [{ user: 'eva' }] }), users };
    const { asItWouldBe, estimated } = ask({ company, phones, callers: callers.slice(0, 1) }, { company: changed });
    expect(told(asItWouldBe.records)).toEqual(['eva at 12000 until 42000']);
    expect(estimated).toEqual([
      { what: 'answer', count: 1 },
      { what: 'new device', count: 1 },
    ]);
  });

  it('a phone that could not be reached then cannot be reached', () => {
    const day = { company: shopOf('anna', 'bo'), phones, callers, away: ['cilla-desk'] };
    const { asItWouldBe } = ask(day, { company: shopOf('cilla') });
    expect(told(asItWouldBe.records)).toEqual(['noMembers at 10000', 'noMembers at 11000']);
  });
});

describe('[X8] how long callers wait and talk', () => {
  const leaving = { at: 12_000, to: SHOP, talkMs: 1, patienceMs: 9000 };

  it('who left leaves after the same wait, and talks as long as most when answered before', () => {
    const day = {
      company: shopOf('anna', 'bo'),
      phones: { ...phones, 'cilla-desk': { answersMs: 1000 } },
      callers: [...callers, leaving],
    };
    const change = { company: shopOf('anna', 'bo', 'cilla') };
    const { asItWas, asItWouldBe, estimated } = ask(day, change);
    expect(told(asItWas.records)[2]).toBe('abandoned at 21000');
    // Cilla answers as the group does, in 2 s; of talks of 30 s and 50 s the lesser is the median.
    expect(told(asItWouldBe.records)[2]).toBe('cilla at 14000 until 44000');
    expect(estimated).toEqual([
      { what: 'answer', count: 1 },
      { what: 'talk', count: 1 },
    ]);
    const fewer = ask(day, { company: shopOf('anna') });
    expect(told(fewer.asItWouldBe.records)[2]).toBe('abandoned at 21000');
  });

  it('who was answered has at least the patience that was shown, and beyond it that of all', () => {
    const day = { company: shopOf('anna', 'bo'), phones, callers: [...callers, leaving] };
    const { asItWouldBe, estimated } = ask(day, { company: shopOf('anna') });
    // All waited 2 + 4 + 9 s, and one left: 15 s on average. Bo's caller is the second of sixteen: 4 s and 0.33 of it.
    expect(told(asItWouldBe.records)).toEqual([
      'anna at 12000 until 42000',
      `abandoned at ${11_000 + 4000 + 4950}`,
      'abandoned at 21000',
    ]);
    expect(estimated).toEqual([{ what: 'patience', count: 1 }]);
  });

  it('the mean patience can be given', () => {
    const day = { company: shopOf('anna', 'bo'), phones, callers };
    const { asItWouldBe } = ask(day, { company: shopOf('anna') }, { assume: { meanPatienceMs: 30_000 } });
    expect(told(asItWouldBe.records)[1]).toBe(`abandoned at ${11_000 + 4000 + 9900}`);
    const patient = ask(day, { company: shopOf('anna') }, { assume: { meanPatienceMs: 1_000_000 } });
    expect(told(patient.asItWouldBe.records)[1]).toBe('anna at 44000 until 94000');
  });
});
