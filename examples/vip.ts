import { SimNetwork } from '@sentralbord/adapter-sim';
import { type CompanyFile, Switchboard } from '@sentralbord/core';

const telephony = new SimNetwork({ phones: { 'anna-desk': { does: 'answer', talkMs: 60_000 } } });
const company: CompanyFile = {
  name: 'Fjord Bygg',
  users: [{ id: 'anna', name: 'Anna Vik', devices: ['anna-desk'] }],
  numbers: [{ number: '+4757828600', to: { group: 'sales' } }],
  groups: [{ id: 'sales', name: 'Sales', members: [{ user: 'anna' }], vip: { preempt: 'ringing', maxOvertakes: 2 } }],
  vipLists: [{ id: 'gold', name: 'Gold', entries: [{ prefix: '+47991' }] }],
};
const switchboard = new Switchboard({ company, telephony, clock: telephony.clock });
const names = new Map<string, string>();
const tell = (at: number, what: string): void => console.log(`${at / 1000} s: ${what}`);
switchboard.on('callArrived', ({ call, from }) => {
  names.set(call, from.kind === 'external' ? (from.name ?? '') : '');
});
switchboard.on('offerRebound', ({ at, call }) => tell(at, `the phone rings on for ${names.get(call)}`));
switchboard.on('callConnected', ({ at, call }) => tell(at, `anna speaks with ${names.get(call)}`));
switchboard.start();

const to = '+4757828600';
const { clock } = telephony;
clock.at(0, () => telephony.call({ from: '+4799000001', name: 'Ola', to }));
clock.at(2_000, () => telephony.call({ from: '+4799100001', name: 'VIP 1', to }));
clock.at(10_000, () => telephony.call({ from: '+4799000002', name: 'Kari', to }));
clock.at(20_000, () => telephony.call({ from: '+4799100002', name: 'VIP 2', to }));
clock.at(30_000, () => telephony.call({ from: '+4799100003', name: 'VIP 3', to }));
clock.at(40_000, () => telephony.call({ from: '+4799100004', name: 'VIP 4', to }));
clock.run();
