import { SimNetwork } from '@sentralbord/adapter-sim';
import { type CompanyFile, type Input, Switchboard, whatIf } from '@sentralbord/core';

const to = '+4757828600';
const shopOf = (members: readonly string[], queue = {}): CompanyFile => ({
  name: 'Fjord Bygg',
  users: ['anna', 'ola', 'kari'].map((id) => ({ id, name: id, devices: [`${id}-desk`] })),
  numbers: [{ number: to, to: { group: 'sales' } }],
  groups: [
    {
      id: 'sales',
      name: 'Sales',
      members: members.map((user) => ({ user })),
      ring: { order: 'longestIdle', width: 1 },
      queue,
    },
  ],
});

// Yesterday: anna and ola, and forty callers in half an hour. The journal is what is kept of it.
const phones = {
  'anna-desk': { does: 'answer', afterMs: 3_000 },
  'ola-desk': { does: 'answer', afterMs: 6_000 },
  'kari-desk': { does: 'ignore' },
} as const;
const telephony = new SimNetwork({ phones });
const { clock } = telephony;
const inputs: Input[] = [];
const company = shopOf(['anna', 'ola']);
const journal = { append: ({ input }: { readonly input: Input }) => inputs.push(input) };
const switchboard = new Switchboard({ company, telephony, clock, journal });
switchboard.start();
for (let call = 0; call < 40; call += 1) {
  const patienceMs = 40_000 + ((call * 37) % 11) * 20_000;
  const talkMs = 45_000 + ((call * 53) % 13) * 7_000;
  clock.at(call * 45_000, () => telephony.call({ from: `+4799${100_000 + call}`, to, patienceMs, talkMs }));
}
clock.run();

// Today: the same callers under other rules, or with other people.
const olaLeaves = { staffing: [{ at: 600_000, user: 'ola', group: 'sales', type: 'logOut' }] } as const;
const questions = {
  'as it was': { change: {} },
  'kari too': { change: { company: shopOf(['anna', 'ola', 'kari']) } },
  'nobody waits over 30 s': { change: { company: shopOf(['anna', 'ola'], { maxWaitSeconds: 30 }) } },
  'ola goes home after 10 min': { change: olaLeaves },
  'and they wait for 2 min': { change: olaLeaves, assume: { meanPatienceMs: 120_000 } },
};
const column = (value: number | undefined): string => String(Math.round(value ?? 0)).padStart(9);
console.log('                            answered abandoned  in time  mean wait, estimated');
for (const [name, question] of Object.entries(questions)) {
  const { groups, estimated } = whatIf({ company, inputs, ...question });
  const [sales] = groups;
  if (sales === undefined) throw new Error('the group has had no figures');
  const { answered, abandoned, serviceLevel, meanWaitMs } = sales;
  const inTime = (serviceLevel.asItWouldBe ?? 0) * 100;
  const columns = [answered.asItWouldBe, abandoned.asItWouldBe, inTime].map(column).join('');
  const guesses = estimated.map(({ what, count }) => `${what} ${count}`).join(', ');
  console.log(`${name.padEnd(27)}${columns} %${column((meanWaitMs.asItWouldBe ?? 0) / 1000)} s ${guesses}`.trimEnd());
}
