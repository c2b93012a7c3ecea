import type { CompanyFile } from '../../src/config/company-file.ts';
import type { CallId, UserId } from '../../src/kernel/ids.ts';
import { type Caller, Office } from '../driver.ts';

/** A customer. */
export const KARI = '+4799887766';
/** The number of the shop. */
export const SHOP = '+4757828600';
/** Who works there. */
export const [anna, bo, cilla, dag] = ['anna', 'bo', 'cilla', 'dag'] as UserId[] as [UserId, UserId, UserId, UserId];
/** The first call. */
export const c1 = 'c1' as CallId;

/** Anna answers for the shop; Bo and Cilla are colleagues; Dag answers for the store. */
export const officeFile: CompanyFile = {
  name: 'Butikk',
  music: 'hall',
  numbers: [{ number: SHOP, to: { group: 'shop' } }],
  users: [
    { id: 'anna', name: 'Anna', shortNumber: '101', devices: ['anna-desk'] },
    { id: 'bo', name: 'Bo', shortNumber: '102', devices: ['bo-desk'], unanswered: { message: 'bo-is-away' } },
    { id: 'cilla', name: 'Cilla', shortNumber: '103', devices: ['cilla-desk'] },
    { id: 'dag', name: 'Dag', shortNumber: '104', devices: ['dag-desk'] },
  ],
  groups: [
    { id: 'shop', name: 'Butikk', shortNumber: '201', members: [{ user: 'anna' }] },
    { id: 'store', name: 'Lager', shortNumber: '202', members: [{ user: 'dag' }] },
  ],
};

/** Kari has called the shop and talks with Anna. */
export function talkWithAnna(): { readonly o: Office; readonly kari: Caller } {
  const o = new Office(officeFile);
  const kari = o.outsider(KARI).calls(SHOP);
  o.after(1000);
  o.phone('anna-desk').answers();
  return { o, kari };
}
