import { expect } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { CallbackId, GroupId } from '../../src/kernel/ids.ts';
import { type Caller, Office } from '../driver.ts';
import { KARI, officeFile, SHOP } from './office.ts';

/** Another customer. */
export const OLA = '+4791111111';
/** The first promise. */
export const b1 = 'b1' as CallbackId;
/** The group. */
export const shop = 'shop' as GroupId;
type GroupFile = NonNullable<CompanyFile['groups']>[number];

/** A shop where a caller may take a callback by pressing 1. */
export const shopFile = (change: Partial<GroupFile> = {}, company: Partial<CompanyFile> = {}): CompanyFile => ({
  ...officeFile,
  groups: [
    {
      id: 'shop',
      name: 'Butikk',
      members: [{ user: 'anna' }],
      answerOn: 'entry',
      sounds: { music: 'waltz' },
      queue: { callbackKey: '1' },
      ...change,
    },
  ],
  ...company,
});

/** Anna talks with Cilla; Kari has taken a callback and is gone. */
export function promised(file: CompanyFile = shopFile()): { readonly o: Office; readonly kari: Caller } {
  const o = new Office(file);
  o.phone('anna-desk').dials('103');
  o.phone('cilla-desk').answers();
  const kari = o.outsider(KARI, 'Kari').calls(SHOP);
  kari.presses('1');
  kari.hasHeardIt();
  return { o, kari };
}

/** Anna is free, and Kari is being dialled. */
export function dialling(file?: CompanyFile) {
  const all = promised(file);
  all.o.phone('cilla-desk').hangsUp();
  expect(all.o.ringing()).toEqual([KARI]);
  return all;
}
