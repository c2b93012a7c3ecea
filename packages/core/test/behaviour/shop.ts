import type { CompanyFile } from '../../src/config/company-file.ts';
import { Office } from '../driver.ts';

/** The main number, which leads to the group `shop`. */
export const SHOP = '+4757828600';
/** Anna's direct number. */
export const ANNA = '+4757828601';
/** The number of the group `workshop`. */
export const WORKSHOP = '+4757828602';
/** A customer. */
export const KARI = '+4799887766';

type Ring = NonNullable<NonNullable<CompanyFile['groups']>[number]['ring']>;
type Tiers = Readonly<Record<string, number>>;

interface ShopPlan {
  /** Members of `shop` with their tiers; ola and anna at 0 and 1 unless said otherwise. */
  readonly tiers?: Tiers;
  readonly ring?: Ring;
  /** Members of `workshop`. */
  readonly workshop?: Tiers;
  readonly message?: string | null;
  readonly userRingSeconds?: number;
}

const users = ['anna', 'bo', 'cilla', 'dag'];

/** The company file of a shop: four users, anna with two devices; two groups. */
export function shopFile(plan: ShopPlan = {}): CompanyFile {
  const members = (tiers: Tiers) => Object.entries(tiers).map(([user, tier]) => ({ user, tier }));
  return {
    name: 'Butikken',
    numbers: [
      { number: SHOP, to: { group: 'shop' } },
      { number: ANNA, to: { user: 'anna' } },
      { number: WORKSHOP, to: { group: 'workshop' } },
    ],
    users: users.map((id, at) => ({
      id,
      name: id.toUpperCase(),
      shortNumber: `10${at + 1}`,
      devices: id === 'anna' ? ['anna-desk', 'anna-mobile'] : [`${id}-desk`],
      ...(id === 'anna' ? { displayNumber: ANNA } : {}),
    })),
    groups: [
      {
        id: 'shop',
        name: 'Butikk',
        shortNumber: '201',
        members: members(plan.tiers ?? { bo: 0, cilla: 1 }),
        ring: plan.ring ?? {},
      },
      { id: 'workshop', name: 'Verkstad', shortNumber: '202', members: members(plan.workshop ?? { dag: 0 }) },
    ],
    unanswered: { message: plan.message === undefined ? 'nobody-answered' : plan.message },
    ...(plan.userRingSeconds === undefined ? {} : { userRingSeconds: plan.userRingSeconds }),
  };
}

/** The shop with every phone reachable. */
export const shop = (plan: ShopPlan = {}): Office => new Office(shopFile(plan));
