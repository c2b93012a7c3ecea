import { describe, expect, test } from 'vitest';
import type { Menu } from '../../src/flow/elements/menu.ts';
import { callIn, ends } from './flow-call.ts';

const menu: Menu = {
  kind: 'menu',
  prompt: 'welcome',
  choices: { '1': 'sales', '2': 'anna', '*': 'message', '#': 'menu', '0': 'other' },
  invalidSound: 'no-such-choice',
  noInputSound: 'are-you-there',
  otherwise: 'closed',
};
const other: Menu = { kind: 'menu', prompt: 'other', choices: { '7': 'anna' }, tries: 1, otherwise: 'bye' };
const inMenu = (changes: Partial<Menu> = {}) => callIn({ menu: { ...menu, ...changes }, other, ...ends });

describe('a key choice', () => {
  test('[S79] the prompt is heard, then a key is waited for, with a sound under it', () => {
    const call = inMenu();
    expect(call.effects).toEqual([{ type: 'play', sounds: ['welcome'], isLooped: false }]);
    expect(call.place).toBe('main/menu: hearing');
    expect(call.hearsItOut().effects).toEqual([
      { type: 'play', sounds: ['listening'], isLooped: true },
      { type: 'startTimer', ms: 5000 },
    ]);
    expect(call.place).toBe('main/menu: asked');
  });

  test('[S79] the wait is as long as the file says', () => {
    expect(inMenu({ waitSeconds: 9 }).hearsItOut().effects).toContainEqual({ type: 'startTimer', ms: 9000 });
  });

  test.each([
    ['1', 'main/sales: queue'],
    ['2', 'main/anna: user'],
    ['*', 'main/message: voicemail'],
    ['0', 'main/other: hearing'],
    ['#', 'main/menu: hearing'],
  ])('[S79] [S80] key %s goes to its branch', (key, place) => {
    expect(inMenu().hearsItOut().presses(key).place).toBe(place);
  });

  test('[S79] a key after the prompt stops the sound and the time', () => {
    const { effects } = inMenu().hearsItOut().presses('2');
    expect(effects.map(({ type }) => type)).toEqual(['stopPlaying', 'stopTimer', 'ringUser']);
  });

  test('[S79] a key during the prompt barges in', () => {
    const { effects, place } = inMenu().presses('2');
    expect(effects.map(({ type }) => type)).toEqual(['stopPlaying', 'ringUser']);
    expect(place).toBe('main/anna: user');
  });

  test('[S79] a key that leads to other sounds needs no stop: they replace the prompt', () => {
    expect(inMenu().presses('0').effects).toEqual([{ type: 'play', sounds: ['other'], isLooped: false }]);
  });
});

describe('tries', () => {
  test('[S79] no key: the prompt again, after its own sound', () => {
    const call = inMenu().hearsItOut().pressesNothing();
    expect(call.effects).toEqual([{ type: 'play', sounds: ['are-you-there', 'welcome'], isLooped: false }]);
    expect(call.place).toBe('main/menu: hearing');
    expect(call.cursor.tries).toBe(1);
  });

  test('[S79] a wrong key: the prompt again, after its own sound; the time is stopped', () => {
    const call = inMenu().hearsItOut().presses('9');
    expect(call.effects).toEqual([
      { type: 'stopTimer' },
      { type: 'play', sounds: ['no-such-choice', 'welcome'], isLooped: false },
    ]);
    expect(call.cursor.tries).toBe(1);
  });

  test('[S79] without sounds of their own only the prompt is heard again', () => {
    const { invalidSound: _, noInputSound: __, ...plain } = menu;
    const call = callIn({ menu: plain, other, ...ends });
    expect(call.presses('9').hears).toEqual(['welcome']);
    expect(call.hearsItOut().pressesNothing().hears).toEqual(['welcome']);
  });

  test('[S79] three tries are made, the third failure goes to otherwise', () => {
    const call = inMenu().hearsItOut().pressesNothing().hearsItOut().presses('9');
    expect(call.place).toBe('main/menu: hearing');
    expect(call.hearsItOut().place).toBe('main/menu: asked');
    expect(call.cursor.tries).toBe(2);
    expect(call.pressesNothing().place).toBe('main/closed: hearing');
    expect(call.hears).toEqual(['closed']);
    expect(call.last.trail[0]?.why).toBe('no key was pressed, after 3 of 3 tries');
  });

  test('[S79] a right key on the last try counts', () => {
    expect(inMenu({ tries: 2 }).presses('9').presses('1').place).toBe('main/sales: queue');
  });

  test('[S79] with one try the first failure goes to otherwise', () => {
    const call = inMenu({ tries: 1 }).hearsItOut();
    expect(call.place).toBe('main/menu: asked');
    expect(call.pressesNothing().place).toBe('main/closed: hearing');
    expect(inMenu({ tries: 1 }).presses('9').place).toBe('main/closed: hearing');
  });

  test('[S79] a menu that is entered anew counts anew', () => {
    const call = inMenu({ tries: 2 }).presses('9').presses('#');
    expect(call.cursor.tries).toBe(0);
    expect(call.presses('9').place).toBe('main/menu: hearing');
  });
});

describe('keys typed ahead', () => {
  const twoMenus = (typed: string) =>
    callIn({
      intro: { kind: 'play', sound: 'intro', next: 'menu' },
      menu,
      other,
      ...ends,
    }).presses(typed);

  test('[S79] are kept for the next menu, which is not heard then', () => {
    const call = twoMenus('1');
    expect(call.effects).toEqual([]);
    expect(call.cursor.typedAhead).toBe('1');
    expect(call.hearsItOut().place).toBe('main/sales: queue');
    expect(call.effects.map(({ type }) => type)).toEqual(['enterQueue']);
    expect(call.cursor.typedAhead).toBe('');
  });

  test('[S79] go through one menu after the other, each its own key', () => {
    const call = twoMenus('07').hearsItOut();
    expect(call.place).toBe('main/anna: user');
    expect(call.last.trail.map(({ why }) => why)).toEqual([
      'intro was heard',
      'key 0 was typed ahead',
      'key 7 was typed ahead',
      'rings anna',
    ]);
  });

  test('[S79] those that are left wait for a later menu', () => {
    expect(twoMenus('17').hearsItOut().cursor.typedAhead).toBe('7');
  });

  test('[S79] an invalid key clears those after it, and is a try', () => {
    const call = twoMenus('917').hearsItOut();
    expect(call.place).toBe('main/menu: hearing');
    expect(call.hears).toEqual(['no-such-choice', 'welcome']);
    expect(call.cursor).toMatchObject({ typedAhead: '', tries: 1 });
  });

  test("[S79] an invalid key in a later menu is that menu's try", () => {
    expect(twoMenus('04').hearsItOut().place).toBe('gone');
  });

  test('[S79] twenty are kept, the oldest', () => {
    const call = twoMenus('#'.repeat(19)).presses('1').presses('2');
    expect(call.cursor.typedAhead).toBe(`${'#'.repeat(19)}1`);
    expect(call.hearsItOut().place).toBe('main/sales: queue');
  });

  test('A to D are no choice, other texts no key', () => {
    expect(inMenu().presses('A').cursor.tries).toBe(1);
    const call = inMenu().comes({ type: 'digit', digit: '12' });
    expect(call.last.ignored).toBe('that is no key');
    expect(inMenu().comes({ type: 'digit', digit: '' }).last.ignored).toBe('that is no key');
    expect(inMenu().comes({ type: 'digit', digit: 'E' }).last.ignored).toBe('that is no key');
  });
});
