import type { WhatIfQuestion } from '../../src/what-if/what-if.ts';
import { type PlainCaller, playDay } from './plain-day.ts';
import { SHOP } from './shop.ts';

/** A day of so many calls for a group of fifty, and the question what five members fewer would have meant. */
export function largeDay(calls: number): WhatIfQuestion {
  const users = Array.from({ length: 50 }, (_, at) => ({ id: `u${at}`, name: `User ${at}`, devices: [`d${at}`] }));
  const company = (members: number): WhatIfQuestion['company'] => ({
    name: 'Shop',
    numbers: [{ number: SHOP, to: { group: 'shop' } }],
    users,
    groups: [
      {
        id: 'shop',
        name: 'Shop',
        members: users.slice(0, members).map(({ id }, at) => ({ user: id, tier: at % 3 })),
        ring: { order: 'longestIdle', width: 3 },
      },
    ],
  });
  const callers = Array.from(
    { length: calls },
    (_, at): PlainCaller => ({ at: 1000 + at * 5760, to: SHOP, talkMs: 60_000 + ((at * 104_729) % 300_000) }),
  );
  const phones = Object.fromEntries(users.map((_, at) => [`d${at}`, { answersMs: 2000 + at * 100 }]));
  const { inputs } = playDay({ company: company(50), callers, phones });
  return { company: company(50), inputs, change: { company: company(45) } };
}
