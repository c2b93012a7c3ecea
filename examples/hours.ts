import { SimClock, SimNetwork } from '@sentralbord/adapter-sim';
import { type CompanyFile, readCompany, Switchboard, type UserId } from '@sentralbord/core';
import { hoursAt, nextTransition, opensNext } from '../packages/core/src/hours/schedule.ts';
import { localInstant } from '../packages/core/src/hours/zone.ts';

const weekday = [
  { from: '08:00', to: '11:30' },
  { from: '11:30', to: '12:00', period: 'lunch' },
  { from: '12:00', to: '16:00' },
];
const company: CompanyFile = {
  name: 'Fjord Bygg',
  zone: 'Europe/Oslo',
  schedules: [
    {
      id: 'shop',
      name: 'The shop',
      weekly: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: [{ from: '08:00', to: '14:00' }] },
      holidays: { country: 'NO' },
      exceptions: [
        { date: '2026-11-25', name: 'Stocktaking', intervals: [{ from: '12:00', to: '16:00' }] },
        { date: '2026-12-24', lastDate: '2027-01-01', name: 'Christmas' },
      ],
    },
  ],
  users: [
    { id: 'anna', name: 'Anna', shortNumber: '101', devices: ['anna-desk'] },
    { id: 'ola', name: 'Ola', shortNumber: '102', devices: ['ola-desk'] },
  ],
  groups: [{ id: 'sales', name: 'Sales', schedule: 'shop', atClose: 'evict', members: [{ user: 'anna' }] }],
  numbers: [
    { number: '+4757828600', to: { group: 'sales' } },
    { number: '+4757828601', to: { user: 'anna' } },
  ],
};

const reading = readCompany(company);
const shop = reading.ok ? reading.company.schedules.get('shop') : undefined;
if (shop === undefined) throw new Error('the shop has no hours');
const local = (text: string): number => localInstant(shop.zone, text) ?? Number.NaN;
const utc = (at: number | undefined): string => (at === undefined ? 'never' : new Date(at).toISOString());

for (const text of ['2026-11-24T11:45', '2026-11-25T09:00', '2026-12-28T09:00', '2027-03-25T09:00']) {
  const at = local(text);
  const { period, rule, name } = hoursAt(shop, at);
  console.log(`${text}: ${period ?? 'closed'} (${rule} ${name ?? ''}), until ${utc(nextTransition(shop, at))}`);
}
console.log(`opens ${utc(opensNext(shop, local('2026-12-24T09:00')))}`);

const clock = new SimClock(local('2026-11-24T15:00'));
const telephony = new SimNetwork({
  clock,
  phones: { 'ola-desk': { does: 'answer' }, 'anna-desk': { does: 'answer' } },
});
const switchboard = new Switchboard({ company, telephony, clock });
switchboard.on('callEnded', ({ record }) => console.log(record.outcome, record.answeredBy));
switchboard.start();

switchboard.execute({
  type: 'overrideHours',
  schedule: 'shop',
  override: { period: undefined, until: local('2026-11-24T15:30') },
});
telephony.call({ from: '+4799887766', to: '+4757828600', talkMs: 60_000 });
clock.run();

switchboard.execute({ type: 'overrideHours', schedule: 'shop', override: undefined });
telephony.call({ from: '+4799887766', to: '+4757828600', talkMs: 60_000 });
clock.run();

const absences = [{ reason: 'holiday', until: '2026-12-07T08:00', forwardTo: '102' }];
switchboard.execute({ type: 'setAbsences', user: 'anna' as UserId, absences });
telephony.call({ from: '+4799887766', to: '+4757828601', talkMs: 60_000 });
clock.run();
