import { SimNetwork } from '@sentralbord/adapter-sim';
import { type CompanyFile, Switchboard } from '@sentralbord/core';

const telephony = new SimNetwork({
  phones: { 'anna-desk': { does: 'reject' }, 'bo-desk': { does: 'ignore' }, 'kari-desk': { does: 'ignore' } },
});
const company: CompanyFile = {
  name: 'Fjord Bygg',
  users: ['anna', 'bo', 'kari'].map((id) => ({ id, name: id, devices: [`${id}-desk`] })),
  numbers: [{ number: '+4757828600', to: { group: 'sales' } }],
  groups: [
    {
      id: 'sales',
      name: 'Sales',
      members: [{ user: 'anna' }, { user: 'bo' }, { user: 'kari', tier: 1 }],
      ring: { order: 'fixedOrder', seconds: [15, 10], rounds: 2, roundPauseSeconds: 5, refusalCountsFor: 'call' },
      queue: { exits: { unanswered: { message: 'try-again' } } },
    },
  ],
};
const switchboard = new Switchboard({ company, telephony, clock: telephony.clock });
const tell = (at: number, what: string): void => console.log(`${at / 1000} s: ${what}`);
switchboard.on('legStarted', ({ at, party }) => tell(at, `rings ${party.kind === 'device' ? party.user : party.kind}`));
switchboard.on('memberTried', ({ at, user, cause }) => tell(at, `${user} did not take it: ${cause}`));
switchboard.on('roundBegan', ({ at, round }) => tell(at, `round ${round}`));
switchboard.on('entryLeft', ({ at, outcome }) => tell(at, `leaves the queue: ${outcome}`));
switchboard.on('callEnded', ({ at, record }) => tell(at, `${record.outcome}, waited ${record.times.waitingMs} ms`));
switchboard.start();
telephony.call({ from: '+4799887766', to: '+4757828600' });
telephony.clock.run();
