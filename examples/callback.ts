import { SimNetwork } from '@sentralbord/adapter-sim';
import { type CompanyFile, Switchboard } from '@sentralbord/core';

const customer = '+4799887766';
const telephony = new SimNetwork({
  phones: { 'anna-desk': { does: 'answer', talkMs: 60_000 }, [customer]: { does: 'busy' } },
});
const company: CompanyFile = {
  name: 'Fjord Bygg',
  users: [{ id: 'anna', name: 'Anna Vik', devices: ['anna-desk'] }],
  numbers: [{ number: '+4757828600', to: { group: 'sales' } }],
  groups: [
    {
      id: 'sales',
      name: 'Sales',
      members: [{ user: 'anna' }],
      answerOn: 'entry',
      sounds: { music: 'hall' },
      queue: { callbackKey: '1' },
    },
  ],
  callback: { attempts: 3, retryMinutes: 10 },
};
const switchboard = new Switchboard({ company, telephony, clock: telephony.clock });
const tell = (at: number, ...what: readonly unknown[]): void => console.log(`${at / 1000} s:`, ...what);
switchboard.on('callbackPromised', ({ at, number }) => tell(at, 'promised to', number));
switchboard.on('callbackDialled', ({ at, user }) => tell(at, 'dialled, and kept for it:', user));
switchboard.on('callbackRests', ({ at }) => tell(at, 'not reached, rests'));
switchboard.on('callbackEnded', ({ at, result }) => tell(at, result));
switchboard.on('callEnded', ({ at, record }) => tell(at, record.direction, record.outcome));
switchboard.start();

telephony.call({ from: '+4799000001', to: '+4757828600' });
const pressesOne = { hears: 'hall', does: 'press', keys: '1' } as const;
telephony.call({ from: customer, to: '+4757828600', reactions: [pressesOne] });
telephony.clock.at(300_000, () => telephony.behave(customer, { does: 'answer' }));
telephony.clock.run();
