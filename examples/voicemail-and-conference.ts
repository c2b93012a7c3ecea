import { SimNetwork } from '@sentralbord/adapter-sim';
import { type CompanyFile, Switchboard, type UserId } from '@sentralbord/core';

const telephony = new SimNetwork({
  phones: {
    'anna-desk': { does: 'ignore' },
    'bo-desk': { does: 'answer' },
    '+4799887700': { does: 'answer', talkMs: 20_000 },
  },
});
const company: CompanyFile = {
  name: 'Fjord Bygg',
  users: [
    { id: 'anna', name: 'Anna Vik', devices: ['anna-desk'], unanswered: { voicemail: { user: 'anna' } } },
    { id: 'bo', name: 'Bo Dahl', devices: ['bo-desk'] },
  ],
  numbers: [{ number: '+4757828600', to: { user: 'anna' } }],
  userRingSeconds: 20,
  voicemail: { greetings: { anna: 'anna-is-out' } },
};
const switchboard = new Switchboard({ company, telephony, clock: telephony.clock });
const tell = (at: number, ...what: readonly unknown[]): void => console.log(`${at / 1000} s:`, ...what);
switchboard.on('greetingStarted', ({ at, mailbox }) => tell(at, 'greeting of', mailbox));
switchboard.on('messageLeft', ({ at, durationMs }) => tell(at, 'a message of', durationMs, 'ms'));
switchboard.on('participantJoined', ({ at, conference, call }) => tell(at, call, 'joins', conference));
switchboard.on('participantLeft', ({ at, call, outcome }) => tell(at, call, 'leaves:', outcome));
switchboard.on('conferenceEnded', ({ at, conference }) => tell(at, conference, 'is over'));
switchboard.start();

const { clock } = telephony;
telephony.call({ from: '+4799887766', to: '+4757828600', saysMs: 8_000 });
clock.at(60_000, () => {
  telephony.behave('anna-desk', { does: 'answer' });
  const invite = [{ user: 'bo' as UserId }, { number: '99 88 77 00' }];
  switchboard.execute({ type: 'startConference', by: 'anna' as UserId, invite });
});
clock.at(120_000, () => telephony.hangUp('bo-desk'));
clock.at(125_000, () => telephony.hangUp('anna-desk'));
clock.run();
