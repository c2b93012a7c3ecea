import { expectedWaitMs } from '../packages/core/src/statistics/expected-wait.ts';
import type { StatisticsFact } from '../packages/core/src/statistics/fact.ts';
import { LiveFigures } from '../packages/core/src/statistics/live-figures.ts';
import { advance, armed, nextCheckAt, type SlaRule, windowOf } from '../packages/core/src/statistics/sla-rule.ts';

const [group, user, callerClass, kind] = ['sales', 'anna', 'ordinary', 'call'] as const;
const nine = 1_767_254_400_000;
const facts: readonly StatisticsFact[] = [
  { type: 'groupConfigured', at: nine, group, name: 'Sales', members: ['anna', 'ola'] },
  { type: 'memberLoggedIn', at: nine, group, user },
  { type: 'availabilityChanged', at: nine, user, availability: 'idle' },
  { type: 'entryJoined', at: nine, entry: 'e1', call: 'c1', group, callerClass, kind, arrivedAt: nine },
  { type: 'entryLeft', at: nine + 8_000, entry: 'e1', group, outcome: 'answered', user, waitMs: 8_000 },
  { type: 'availabilityChanged', at: nine + 8_000, user, availability: 'busy' },
  {
    type: 'entryJoined',
    at: nine + 20_000,
    entry: 'e2',
    call: 'c2',
    group,
    callerClass,
    kind,
    arrivedAt: nine + 20_000,
  },
];

const figures = LiveFigures.ofLog(facts);
const at = nine + 30_000;
const board = figures.of(group, at, { kind: 'minutes', minutes: 15 });
if (board === undefined) throw new Error('no fact has named the group');
const { loggedIn, busy, free, waiting, averageWaitNowMs, meanTalkMs, window } = board;
console.log({ loggedIn, busy, free, waiting, averageWaitNowMs });
console.log(window.averageSpeedOfAnswerMs, window.answerRates.ofDecided, window.serviceLevels.withoutShortAbandons);
console.log(expectedWaitMs({ position: 1, loggedIn, active: 1, meanHandleMs: meanTalkMs }));

const rule: SlaRule = { id: 'slow', group, watch: { kind: 'wait', limitMs: 60_000, clearMs: 60_000 } };
const due = nextCheckAt({ rule, state: armed }, board, at) ?? at;
const then = figures.of(group, due, windowOf(rule)) ?? board;
console.log(due - nine, advance({ rule, state: armed }, then, due).alert?.seen);
