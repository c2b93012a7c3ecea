import type { CompanyFile } from '../../src/config/company-file.ts';
import type { CallRecord } from '../../src/log/call-record.ts';
import { type WhatIf, type WhatIfQuestion, whatIf } from '../../src/what-if/what-if.ts';
import { type PlainDay, playDay } from './plain-day.ts';

type GroupFile = NonNullable<CompanyFile['groups']>[number];

export const SHOP = '+4757828600';
export const WORKSHOP = '+4757828601';
export const BO = '+4757828602';

/** A shop of anna, bo and cilla, who ring in that order, and a workshop of dag. */
export function shopFile(group: Partial<GroupFile> = {}, company: Partial<CompanyFile> = {}): CompanyFile {
  return {
    name: 'Shop',
    numbers: [
      { number: SHOP, to: { group: 'shop' } },
      { number: WORKSHOP, to: { group: 'workshop' } },
      { number: BO, to: { user: 'bo' } },
    ],
    users: ['anna', 'bo', 'cilla', 'dag'].map((id, at) => ({
      id,
      name: id,
      shortNumber: `${101 + at}`,
      devices: [`${id}-desk`],
    })),
    groups: [
      {
        id: 'shop',
        name: 'Shop',
        members: ['anna', 'bo', 'cilla'].map((user) => ({ user })),
        ring: { order: 'fixedOrder', width: 1 },
        ...group,
      },
      { id: 'workshop', name: 'Workshop', members: [{ user: 'dag' }] },
    ],
    ...company,
  };
}

/** The shop with these members only. */
export const shopOf = (...users: readonly string[]): CompanyFile =>
  shopFile({ members: users.map((user) => ({ user })) });

/** Plays a day, and asks what would be otherwise under a change. */
export function ask(day: PlainDay, change: WhatIfQuestion['change'], more: Partial<WhatIfQuestion> = {}): WhatIf {
  const { company, inputs } = playDay(day);
  return whatIf({ company, inputs, change, ...more });
}

/** Who answered each call and when, in the order of the arrivals; else its outcome and when it ended. */
export const told = (records: readonly CallRecord[]): readonly string[] =>
  [...records]
    .sort((a, b) => a.arrivedAt - b.arrivedAt)
    .map(({ answeredBy, answeredAt, outcome, endedAt, talks }) =>
      answeredAt === undefined
        ? `${outcome} at ${endedAt}`
        : `${talks.map(({ user, number }) => user ?? number).join(', ') || answeredBy} at ${answeredAt} until ${endedAt}`,
    );
