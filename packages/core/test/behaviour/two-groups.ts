import type { CompanyFile } from '../../src/config/company-file.ts';
import { Office } from '../driver.ts';
import { SHOP } from './office.ts';

/** A group as it stands in the file. */
export type GroupFile = NonNullable<CompanyFile['groups']>[number];
type UserFile = CompanyFile['users'][number];

/** The number of the store. */
export const STORE = '+4757828601';
/** A VIP caller. */
export const GOLD = '+4795000001';
/** One of many customers. */
export const person = (n: number): string => `+479600000${n}`;

const names = ['anna', 'bo', 'cilla', 'dag', 'eli'];

/** The five users, each with one phone, `…-desk`; `more` says what else one has. */
export const people = (more: (id: string) => Partial<UserFile> = () => ({})): UserFile[] =>
  names.map((id, at) => ({ id, name: id, shortNumber: `${101 + at}`, devices: [`${id}-desk`], ...more(id) }));

/** The shop, and the store beside it. */
export function twoGroups(
  shop: Partial<GroupFile> & Pick<GroupFile, 'members'>,
  { store, ...more }: Partial<CompanyFile> & { readonly store?: Partial<GroupFile> } = {},
): Office {
  return new Office({
    name: 'Butikk',
    unanswered: { message: null },
    numbers: [
      { number: SHOP, to: { group: 'shop' } },
      { number: STORE, to: { group: 'store' } },
    ],
    users: people(),
    groups: [
      { id: 'shop', name: 'Butikk', ...shop },
      { id: 'store', name: 'Lager', members: [{ user: 'eli' }], ...store },
    ],
    vipLists: [{ id: 'gold', name: 'Gold', entries: [{ prefix: '+4795000' }] }],
    ...more,
  });
}

/** Somebody talks with somebody: neither is free. */
export function talk(o: Office, one: string, other: string): void {
  o.phone(`${one}-desk`).dials(`${101 + names.indexOf(other)}`);
  o.phone(`${other}-desk`).answers();
}
