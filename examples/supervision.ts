import { SimNetwork } from '@sentralbord/adapter-sim';
import { type CallId, type CompanyFile, Switchboard, type UserId } from '@sentralbord/core';

const telephony = new SimNetwork({
  phones: {
    'anna-desk': { does: 'answer', afterMs: 2_000 },
    'bo-desk': { does: 'answer', afterMs: 3_000 },
  },
});
const company: CompanyFile = {
  name: 'Fjord Bygg',
  users: [
    { id: 'anna', name: 'Anna Vik', devices: ['anna-desk'] },
    { id: 'bo', name: 'Bo Dahl', devices: ['bo-desk'] },
  ],
  numbers: [{ number: '+4757828600', to: { group: 'sales' } }],
  groups: [{ id: 'sales', name: 'Sales', members: [{ user: 'anna' }] }],
  recording: { groups: ['sales'], announcement: 'this-talk-is-recorded', keepDays: 30 },
  access: { rules: [{ user: 'bo', category: 'supervision', decision: 'allow' }] },
};
const switchboard = new Switchboard({ company, telephony, clock: telephony.clock });
const tell = (at: number, ...what: readonly unknown[]): void => console.log(`${at / 1000} s:`, ...what);
switchboard.on('recordingAnnounced', ({ at, call }) => tell(at, call, 'has heard the announcement'));
switchboard.on('talkRecordingBegan', ({ at, recording }) => tell(at, recording, 'begins'));
switchboard.on('recordingKept', ({ at, recording, durationMs }) => tell(at, recording, 'is kept:', durationMs, 'ms'));
switchboard.on('supervisorJoined', ({ at, call, supervision }) => tell(at, supervision, 'is in the talk', call));
switchboard.on('supervisionChanged', ({ at, as }) => tell(at, 'the supervisor', as));
switchboard.on('supervisionEnded', ({ at, call }) => tell(at, 'the two of', call, 'are by themselves'));
switchboard.start();

const { clock } = telephony;
const [call, anna, bo] = ['c1' as CallId, 'anna' as UserId, 'bo' as UserId];
telephony.call({ from: '+4799887766', to: '+4757828600', talkMs: 45_000 });
clock.at(10_000, () => switchboard.execute({ type: 'listenIn', call, by: bo }));
clock.at(18_000, () => switchboard.execute({ type: 'whisper', call, by: bo }));
clock.at(25_000, () => switchboard.execute({ type: 'stopSupervising', call, by: bo }));
clock.at(30_000, () => switchboard.execute({ type: 'pauseRecording', call, by: anna }));
clock.at(35_000, () => switchboard.execute({ type: 'resumeRecording', call, by: anna }));
clock.run();
