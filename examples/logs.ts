import { SimNetwork } from '@sentralbord/adapter-sim';
import { type CompanyFile, localTime, Switchboard, type UserId } from '@sentralbord/core';

const telephony = new SimNetwork({
  phones: { 'anna-desk': { does: 'answer', afterMs: 4000, talkMs: 60_000 }, 'bo-desk': { does: 'ignore' } },
});
const company: CompanyFile = {
  name: 'Fjord Bygg',
  numbers: [{ number: '+4757828600', to: { group: 'sales' } }],
  users: [
    { id: 'anna', name: 'Anna Vik', devices: ['anna-desk'] },
    { id: 'bo', name: 'Bo Dahl', devices: ['bo-desk'] },
  ],
  groups: [{ id: 'sales', name: 'Sales', members: [{ user: 'anna' }, { user: 'bo' }] }],
  contacts: [{ id: 'kari', name: 'Kari Nordmann', numbers: [{ number: '+4799887766' }] }],
};
const [anna, bo] = ['anna', 'bo'] as [UserId, UserId];
const switchboard = new Switchboard({ company, telephony, clock: telephony.clock });
switchboard.start();
telephony.clock.at(1000, () => telephony.call({ from: '+4799887766', to: '+4757828600' }));
telephony.clock.run();

const log = switchboard.companyLog();
for (const { at, from, waitMs, group, answeredBy } of log.ok ? log.value : []) {
  const name = from.kind === 'contact' ? from.name : from.kind;
  console.log(localTime('Europe/Oslo', at), name, 'waited', waitMs, 'ms for', group, 'answered by', answeredBy);
}
for (const user of [anna, bo]) {
  const own = switchboard.personalLog(user, user);
  for (const { direction, result, ringMs, talkMs } of own.ok ? own.value : []) {
    console.log(user, direction, result, 'rang', ringMs, 'ms, talked', talkMs, 'ms');
  }
}
const refused = switchboard.personalLog(anna, bo);
if (!refused.ok) console.log('bo may not', refused.error.what);
