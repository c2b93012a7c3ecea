import { mayDial } from '../packages/core/src/access/barring.ts';
import { compileBarring } from '../packages/core/src/access/compile-barring.ts';
import { usageOn } from '../packages/core/src/access/daily-usage.ts';
import { compileAccess, explain, usersAllowed } from '../packages/core/src/access/decide.ts';
import { permit } from '../packages/core/src/access/permit.ts';
import { readAccess } from '../packages/core/src/access/read-access.ts';

const users = new Set(['anna', 'bo', 'kari']);
const reading = readAccess(
  {
    groups: [
      { id: 'administrators', name: 'Administrators', users: ['anna'] },
      { id: 'trainees', name: 'Trainees', users: ['bo', 'kari'] },
    ],
    rules: [
      { group: 'administrators', category: 'admin', decision: 'allow' },
      { group: 'trainees', category: 'calls', decision: 'deny' },
      { group: 'trainees', service: 'hold', decision: 'allow' },
      { user: 'kari', category: 'calls', decision: 'allow' },
    ],
    barring: {
      barredPrefixes: ['+882'],
      dailyLimits: { everyone: { calls: 200 }, users: [{ user: 'kari', calls: 10 }] },
    },
  },
  users,
);
if (!reading.ok) throw new Error(JSON.stringify(reading.problems));

const access = compileAccess(reading.section, users);
const barring = compileBarring(reading.section.barring);

console.log('administrators:', usersAllowed(access, 'manageUsers'));
console.log('bo, hold:', explain(access, 'bo', 'hold'));
const refused = permit(access, 'bo', 'park');
if (!refused.ok) console.log('bo, park:', refused.error.why);

const dial = (user: string, number: string, callsBefore = 0) =>
  mayDial(
    { access, barring, emergencyNumbers: new Set(['112']) },
    {
      by: { kind: 'user', user, usageToday: { ...usageOn(undefined, '2026-03-28'), calls: callsBefore } },
      purpose: 'call',
      number,
      country: 'NO',
    },
  );
console.log('kari, her tenth call:', dial('kari', '+4799887766', 9));
console.log('kari, her eleventh:', dial('kari', '+4799887766', 10));
console.log('anna, +882:', dial('anna', '+8821234567'));
console.log('bo, 112:', dial('bo', '112'));
