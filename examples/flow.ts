import { dryRun } from '../packages/core/src/flow/dry-run.ts';
import { flowLibrary } from '../packages/core/src/flow/flow-library.ts';
import { readFlows } from '../packages/core/src/flow/read-flows.ts';

const main = {
  id: 'main',
  name: 'Main number',
  start: 'hours',
  elements: {
    hours: { kind: 'hours', schedule: 'shop', branches: { open: 'menu' }, closed: 'closed' },
    menu: { kind: 'menu', prompt: 'welcome', choices: { '1': 'sales', '2': 'anna' }, otherwise: 'sales' },
    sales: { kind: 'queue', group: 'sales', exits: { timedOut: 'message' } },
    anna: { kind: 'user', user: 'anna', noAnswer: 'message' },
    closed: { kind: 'play', sound: 'closed', next: 'message' },
    message: { kind: 'voicemail', group: 'sales', email: 'post@fjordbygg.no' },
  },
};
const company = {
  groups: new Set(['sales']),
  users: new Set(['anna']),
  schedules: new Map([['shop', ['open']]]),
  vipLists: new Set<string>(),
  rooms: new Set<string>(),
};
const reading = readFlows([main], company);
if (!reading.ok) throw new Error(JSON.stringify(reading.problems));

const flows = flowLibrary([{ version: 1, flows: reading.flows }]);
const facts = {
  at: 0,
  callerNumber: '+4799887766',
  periodAt: () => ({ period: 'open', why: 'Tuesday 15:05 is in the opening hours' }),
  vipMatch: () => undefined,
  queueLength: () => 2,
  expectedWaitMs: () => 60_000,
  roomPin: () => undefined,
  readNumber: () => undefined,
};
const { path, end } = dryRun({
  world: { flows, facts },
  flow: 'main',
  assumed: [
    { type: 'digit', digit: '2' },
    { type: 'userEnded', by: 'noAnswer' },
  ],
});
for (const { element, why, next } of path) console.log(`${element}: ${why} -> ${next}`);
console.log(end.kind);
