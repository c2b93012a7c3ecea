import { SimNetwork } from '@sentralbord/adapter-sim';
import type { CompanyFile } from '@sentralbord/core';
import { SwitchboardHost } from '@sentralbord/host';

const fileOf = (name: string, number: string, device: string): CompanyFile => ({
  name,
  numbers: [{ number, to: { user: 'anna' } }],
  users: [{ id: 'anna', name: 'Anna Vik', devices: [device] }],
});

const telephony = new SimNetwork({
  phones: { 'fjord-desk': { does: 'answer' }, 'fjell-desk': { does: 'answer' } },
});
const host = new SwitchboardHost({ telephony, clock: telephony.clock, country: 'NO' });
const limits = { maxCalls: 1, maxExternalLegs: 5 };
host.addCompany('fjord', { company: fileOf('Fjord Bygg', '+4757828600', 'fjord-desk'), limits });
host.addCompany('fjell', { company: fileOf('Fjell Rør', '+4757828700', 'fjell-desk'), limits });
for (const id of host.companyIds()) {
  host.company(id)?.on('callEnded', ({ record }) => console.log(id, record.outcome, record.dialled));
}
host.on('callRefused', ({ company, reason, to }) => console.log(company ?? 'nobody', reason, to));
host.on('companyHalted', ({ company, error }) => console.error(company, error));
host.start();

telephony.call({ from: '+4799887766', to: '57828600', talkMs: 60_000 });
telephony.call({ from: '+4799887755', to: '+4757828700', talkMs: 30_000 });
telephony.clock.after(20_000, () => telephony.call({ from: '+4799887744', to: '+4757828700' }));
telephony.clock.after(21_000, () => telephony.call({ from: '+4799887744', to: '+4757828800' }));
telephony.clock.run();
