import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { ask, SHOP, shopFile, told } from './shop.ts';

const phones = { 'anna-desk': { answersMs: 2000 }, 'dag-desk': { answersMs: 1000 } };
const groups = (welcome: string | undefined) =>
  shopFile({
    members: [{ user: 'anna' }],
    answerOn: 'entry',
    ...(welcome === undefined ? {} : { sounds: { welcome } }),
  });

/** A menu: 1 leads to the shop, 2 to the workshop, 3 to voicemail. */
function menuFile(
  prompt: string,
  to: NonNullable<CompanyFile['numbers']>[number]['to'] = { flow: 'menu' },
): CompanyFile {
  return {
    ...groups(undefined),
    numbers: [{ number: SHOP, to }],
    flows: [
      {
        id: 'menu',
        name: 'Menu',
        start: 'ask',
        elements: {
          ask: {
            kind: 'menu',
            prompt,
            choices: { '1': 'shop', '2': 'workshop', '3': 'mail' },
            waitSeconds: 5,
            otherwise: 'shop',
          },
          shop: { kind: 'queue', group: 'shop', exits: {} },
          workshop: { kind: 'queue', group: 'workshop', exits: {} },
          mail: { kind: 'voicemail' },
        },
      },
    ],
  };
}
const presses = (digit: string, talkMs = 5000) => ({
  at: 1000,
  to: SHOP,
  talkMs,
  keys: { ask: { afterMs: 700, digit } },
});

describe('[X8] what callers hear and press', () => {
  it('a key is pressed so long after the same prompt began', () => {
    const day = { company: menuFile('ask'), phones, callers: [presses('2')] };
    const changed = { ...menuFile('ask'), users: day.company.users.map((user) => ({ ...user, name: 'other' })) };
    const { asItWas, asItWouldBe, notReused } = ask(day, { company: changed });
    expect(told(asItWas.records)).toEqual(['dag at 2700 until 7700']);
    expect(asItWouldBe.records).toEqual(asItWas.records);
    expect(notReused).toEqual([]);
  });

  it.each([
    ['another prompt', menuFile('ask-again')],
    ['no menu', menuFile('ask', { group: 'shop' })],
  ])('%s: the key is counted as not used', (_, company) => {
    const day = {
      company: menuFile('ask'),
      phones: { ...phones, 'dag-desk': { answersMs: 4000 } },
      callers: [presses('2')],
    };
    const { asItWouldBe, notReused } = ask(day, { company });
    expect(asItWouldBe.records[0]?.answeredBy).toBe('anna');
    expect(notReused).toEqual([{ what: 'key', reason: 'it never came so far', count: 1 }]);
  });

  it('sounds last as long as they did for the caller, else the median of the same, else the mean of all', () => {
    const callers = [
      { at: 1000, to: SHOP, talkMs: 1000 },
      { at: 60_000, to: SHOP, talkMs: 1000 },
    ];
    const day = { company: groups('hello'), phones, callers, sounds: { hello: 4000 } };
    const same = ask(day, { company: groups('hello') });
    expect(told(same.asItWouldBe.records)).toEqual(['anna at 7000 until 8000', 'anna at 66000 until 67000']);
    expect(same.estimated).toEqual([]);
    const unknown = ask(day, { company: groups('good-day') });
    expect(told(unknown.asItWouldBe.records)).toEqual(['anna at 7000 until 8000', 'anna at 66000 until 67000']);
    expect(unknown.estimated).toEqual([{ what: 'sound', count: 2 }]);
    // Of nothing anything is known: a sound takes no time.
    const silent = ask({ ...day, company: groups(undefined) }, { company: groups('hello') });
    expect(told(silent.asItWouldBe.records)).toEqual(['anna at 3000 until 4000', 'anna at 62000 until 63000']);
  });

  it('a message is as long as it was', () => {
    const day = { company: menuFile('ask'), phones, callers: [{ ...presses('3'), saysMs: 6000 }] };
    const { asItWas, asItWouldBe, estimated } = ask(day, { company: menuFile('ask') });
    expect(asItWas.records[0]?.outcome).toBe('voicemail');
    expect(asItWouldBe.records).toEqual(asItWas.records);
    expect(estimated).toEqual([]);
  });

  it('who is led to voicemail and spoke no message then speaks as long as most did', () => {
    const voicemail = { ...menuFile('ask', { voicemail: 'company' as const }) };
    const callers = [
      { ...presses('3'), saysMs: 6000 },
      { ...presses('2'), at: 40_000 },
    ];
    const { asItWouldBe, estimated, notReused } = ask(
      { company: menuFile('ask'), phones, callers },
      { company: voicemail },
    );
    expect(asItWouldBe.records.map(({ outcome }) => outcome)).toEqual(['voicemail', 'voicemail']);
    expect(estimated).toContainEqual({ what: 'message', count: 1 });
    expect(notReused).toEqual([{ what: 'key', reason: 'it never came so far', count: 2 }]);
    // Where nobody spoke any, they hang up at the tone.
    const none = ask({ company: menuFile('ask'), phones, callers: callers.slice(1) }, { company: voicemail });
    expect(none.asItWouldBe.records.map(({ outcome }) => outcome)).toEqual(['abandoned']);
  });
});
