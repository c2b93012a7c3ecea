import { SimNetwork } from '@sentralbord/adapter-sim';
import { applyChanges, type CallId, type CompanyFile, lineOf, Switchboard, type UserId } from '@sentralbord/core';

const phones = { 'anna-desk': { does: 'ignore' }, 'bo-desk': { does: 'ignore' } } as const;
const telephony = new SimNetwork({ phones });
const company: CompanyFile = {
  name: 'Fjord Bygg',
  users: [
    { id: 'anna', name: 'Anna Vik', shortNumber: '101', devices: ['anna-desk'] },
    { id: 'bo', name: 'Bo Dahl', shortNumber: '102', devices: ['bo-desk'] },
  ],
  numbers: [{ number: '+4757828600', to: { group: 'sales' } }],
  groups: [{ id: 'sales', name: 'Sales', members: [{ user: 'anna' }] }],
  contacts: [{ id: 'kari', name: 'Kari Lien', numbers: [{ number: '+4799887766' }] }],
  vipLists: [{ id: 'gold', name: 'Gold', entries: [{ number: '+4799100001' }] }],
};
const switchboard = new Switchboard({ company, telephony, clock: telephony.clock });
const anna = 'anna' as UserId;
switchboard.start();

let view = switchboard.consoleView(anna);
const stop = switchboard.watchConsole(anna, (changes) => {
  if (view !== undefined) view = applyChanges(view, changes);
});

function show(title: string): void {
  if (view === undefined) return;
  console.log(`${title}, ${telephony.clock.now() / 1000} s`);
  for (const { id, presence } of view.users) console.log(`  ${id} ${presence.kind}`);
  for (const { id, name, waiting, free } of view.groups) {
    console.log(`  ${name}: ${waiting} waiting, ${free} free`);
    for (const one of lineOf(view, id))
      console.log(`    ${one.position} ${one.kind === 'call' ? one.call : one.callback}`);
  }
  for (const { id, caller, arrivedAt, isVip, returned } of view.waiting) {
    const who = 'name' in caller ? caller.name : caller.kind;
    const why = returned === undefined ? '' : `, back: ${returned.reason}`;
    const waited = (telephony.clock.now() - arrivedAt) / 1000;
    console.log(`  ${id} ${who}${isVip ? ' (VIP)' : ''} has waited ${waited} s${why}`);
  }
  for (const { id, at } of view.ownCalls) console.log(`  own ${id}: ${at.phase}`);
}

const { clock } = telephony;
clock.at(1_000, () => telephony.call({ from: '+4799887766', to: '+4757828600' }));
clock.at(2_000, () => telephony.call({ from: '+4799100001', to: '+4757828600' }));
clock.at(4_000, () => telephony.call({ from: '+4790000000', isWithheld: true, to: '+4757828600' }));
clock.at(5_000, () => show('three have called'));
clock.at(6_000, () => telephony.answer('anna-desk'));
clock.at(9_000, () => switchboard.execute({ type: 'transfer', call: 'c1' as CallId, to: { number: '102' }, by: anna }));
clock.at(10_000, () => show('the first is on the way to Bo'));
clock.at(40_000, () => show('Bo has not answered'));
clock.at(41_000, stop);
clock.runUntil(42_000);
