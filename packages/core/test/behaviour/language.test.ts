import { expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { Office } from '../driver.ts';
import { KARI, officeFile, SHOP } from './office.ts';

const file: CompanyFile = {
  ...officeFile,
  numbers: [{ number: SHOP, to: { flow: 'main' } }],
  groups: [
    { id: 'shop', name: 'Butikk', members: [{ user: 'anna' }], sounds: { everySeconds: 10, tellPosition: true } },
  ],
  flows: [
    {
      id: 'main',
      name: 'Main',
      start: 'menu',
      elements: {
        menu: { kind: 'menu', prompt: 'which', choices: { '1': 'nynorsk' }, otherwise: 'shop' },
        nynorsk: { kind: 'setLanguage', language: 'nn', next: 'hello' },
        hello: { kind: 'play', sound: 'hello', next: 'shop' },
        shop: { kind: 'queue', group: 'shop' },
      },
    },
  ],
};

const said = (o: Office): readonly unknown[] =>
  o.actions.flatMap((action) => (action.type === 'play' ? [[action.sounds.join(' '), action.language]] : []));

it('[S81] who has chosen a language hears everything in it from then on, in the queue too', () => {
  const o = new Office(file);
  const kari = o.outsider(KARI).calls(SHOP);
  kari.presses('1');
  kari.hasHeardIt();
  o.after(10_000);
  expect(said(o)).toEqual([
    ['which', undefined],
    ['hello', 'nn'],
    ['hall', 'nn'],
    ['position number-1', 'nn'],
  ]);
});

it('another caller is not spoken to in it', () => {
  const o = new Office(file);
  o.outsider(KARI).calls(SHOP).presses('1');
  o.outsider('+4791111111').calls(SHOP);
  expect(said(o).at(-1)).toEqual(['which', undefined]);
});
