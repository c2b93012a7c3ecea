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
const tell = (at: number, ...what: readonly unknown[]): void => console.log(`${at / 1000} s:`, ...what);
let call: CallId | undefined;
switchboard.on('callArrived', (event) => {
  call ??= event.call;
});
switchboard.on('callConnected', ({ at, call, talk }) => tell(at, call, 'speaks with', talk.user));
switchboard.on('transferEnded', ({ at, record }) => tell(at, 'transfer by', record.by, record.result));
switchboard.on('recallBegan', ({ at, user }) => tell(at, 'comes back to', user));
switchboard.on('callParked', ({ at, slot }) => tell(at, 'parked in', slot));
switchboard.on('callEnded', ({ at, call, record }) => tell(at, call, record.outcome, 'held', record.times.heldMs));
switchboard.start();

const ask = (type: 'consult' | 'completeTransfer' | 'park', by: string): void => {
  if (call === undefined) return;
  const command = { call, by: by as UserId };
  const result = switchboard.execute(
    type === 'consult' ? { type, ...command, to: { number: '102' } } : { type, ...command },
  );
  if (!result.ok) console.log(result.error.code, result.error.why);
};
const { clock } = telephony;
telephony.call({ as: 'customer', from: '+4799887766', to: '+4757828600' });
clock.at(10_000, () => telephony.press('anna-desk', '*102'));
clock.at(50_000, () => telephony.behave('bo-desk', { does: 'answer' }));
clock.at(51_000, () => ask('consult', 'anna'));
clock.at(60_000, () => ask('completeTransfer', 'anna'));
clock.at(80_000, () => ask('park', 'bo'));
clock.at(95_000, () => switchboard.execute({ type: 'retrieve', slot: 701, by: 'anna' as UserId }));
clock.at(120_000, () => telephony.hangUp('customer'));
clock.run();
