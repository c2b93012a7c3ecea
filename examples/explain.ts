import { SimNetwork } from '@sentralbord/adapter-sim';
import { type CallId, type CompanyFile, hindranceText, Switchboard, type UserId } from '@sentralbord/core';

const telephony = new SimNetwork({
  phones: {
    'anna-desk': { does: 'answer', afterMs: 2000 },
    'bo-desk': { does: 'ignore' },
    'cilla-desk': { does: 'ignore' },
  },
});
const company: CompanyFile = {
  name: 'Fjord Bygg',
  numbers: [{ number: '+4757828600', to: { group: 'sales' } }],
  users: ['anna', 'bo', 'cilla'].map((id) => ({ id, name: id, devices: [`${id}-desk`] })),
  groups: [
    {
      id: 'sales',
      name: 'Sales',
      members: [{ user: 'anna' }, { user: 'bo' }, { user: 'cilla', tier: 1 }],
      ring: { order: 'longestIdle', width: 1, seconds: 15 },
    },
  ],
  vipLists: [{ id: 'gold', name: 'Gold', entries: [{ prefix: '+4722' }] }],
};
const switchboard = new Switchboard({ company, telephony, clock: telephony.clock });
switchboard.start();

const { clock } = telephony;
const [anna, bo, c4] = ['anna', 'bo', 'c4'] as unknown as [UserId, UserId, CallId];
const callAt = (at: number, from: string) =>
  clock.at(at, () => telephony.call({ from, to: '+4757828600', talkMs: 90_000 }));
callAt(0, '+4799887701');
clock.at(5_000, () => switchboard.execute({ type: 'pause', user: bo, reason: 'lunch' }));
callAt(10_000, '+4799887702');
callAt(12_000, '+4799887703');
callAt(14_000, '+4799887704');
callAt(20_000, '+4722000001');

clock.at(21_000, () => {
  const { place, users } = switchboard.explainCall(c4) ?? {};
  console.log(`${c4} is number ${place?.position} of ${place?.group}`);
  for (const { holder, why } of place?.ahead ?? [])
    console.log(`  after ${holder.kind === 'call' ? holder.call : holder.callback}: ${why}`);
  for (const { user, isRung, hindrances } of users ?? []) {
    console.log(`  ${user} ${isRung ? 'rings' : hindrances.map(hindranceText).join(', and ')}`);
  }
  const { rungFor, line } = switchboard.explainUser(anna) ?? {};
  console.log(`anna rings for ${rungFor}: ${line?.map(hindranceText).join()}`);
});
clock.run();
