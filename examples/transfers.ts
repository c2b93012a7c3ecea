import { SimNetwork } from '@sentralbord/adapter-sim';
import { type CallId, type CompanyFile, Switchboard, type UserId } from '@sentralbord/core';

const telephony = new SimNetwork({ phones: { 'anna-desk': { does: 'answer' }, 'bo-desk': { does: 'ignore' } } });
const company: CompanyFile = {
  name: 'Fjord Bygg',
  users: [
    { id: 'anna', name: 'Anna Vik', shortNumber: '101', devices: ['anna-desk'], quickTransfer: 'withReturn' },
    { id: 'bo', name: 'Bo Dahl', shortNumber: '102', devices: ['bo-desk'] },
  ],
  numbers: [{ number: '+4757828600', to: { user: 'anna' } }],
  music: 'hall',
};
const switchboard = new Switchboard({ company, telephony, clock: telephony.clock });
const [anna, bo] = ['anna' as UserId, 'bo' as UserId];
let call = '' as CallId;
switchboard.on('callArrived', (event) => {
  call = event.call;
});
const tell = (at: number, ...what: readonly unknown[]): void => console.log(`${at / 1000} s:`, ...what);
switchboard.on('callConnected', ({ at, call, talk }) => tell(at, call, 'speaks with', talk.user));
switchboard.on('transferEnded', ({ at, record }) => tell(at, 'transfer by', record.by, record.result));
switchboard.on('recallBegan', ({ at, user }) => tell(at, 'comes back to', user));
switchboard.on('callParked', ({ at, slot }) => tell(at, 'parked in', slot));
switchboard.on('callEnded', ({ at, call, record }) => tell(at, call, record.outcome, 'held', record.times.heldMs));
switchboard.start();

const { clock } = telephony;
telephony.call({ as: 'customer', from: '+4799887766', to: '+4757828600' });
clock.at(10_000, () => telephony.press('anna-desk', '*102'));
clock.at(50_000, () => telephony.behave('bo-desk', { does: 'answer' }));
clock.at(51_000, () => switchboard.execute({ type: 'consult', call, to: { number: '102' }, by: anna }));
clock.at(60_000, () => switchboard.execute({ type: 'completeTransfer', call, by: anna }));
clock.at(80_000, () => switchboard.execute({ type: 'park', call, by: bo }));
clock.at(95_000, () => switchboard.execute({ type: 'retrieve', slot: 701, by: anna }));
clock.at(120_000, () => telephony.hangUp('customer'));
clock.run();
