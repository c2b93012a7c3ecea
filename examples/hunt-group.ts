import { SimNetwork } from '@sentralbord/adapter-sim';
import { Switchboard } from '@sentralbord/core';

const telephony = new SimNetwork({ phones: { 'anna-desk': { does: 'ignore' }, 'ola-desk': { does: 'answer' } } });
const users = ['anna', 'ola'].map((id) => ({ id, name: id, devices: [`${id}-desk`] }));
const members = users.map(({ id }, tier) => ({ user: id, tier }));
const numbers = [{ number: '+4757828600', to: { group: 'sales' } }];
const company = { name: 'Fjord Bygg', users, numbers, groups: [{ id: 'sales', name: 'Sales', members }] };
const switchboard = new Switchboard({ company, telephony, clock: telephony.clock });
switchboard.on('callEnded', ({ record }) => console.log(record.outcome, record.answeredBy, record.times));
switchboard.start();
telephony.call({ from: '+4799887766', to: '+4757828600', talkMs: 60_000 });
telephony.clock.run();
