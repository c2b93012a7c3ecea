import { outcomes } from '../../src/call/outcome.ts';
import type { EventType } from '../../src/kernel/event.ts';
import type { OfferResult } from '../../src/offer/offer.ts';
import type { Action } from '../../src/port/telephony.ts';
import type { Trace } from './run.ts';

const eventTypes = {
  callArrived: true,
  callQueued: true,
  roundBegan: true,
  offerMade: true,
  legStarted: true,
  legRinging: true,
  legAnswered: true,
  legEnded: true,
  legEndedUnseen: true,
  memberTried: true,
  offerEnded: true,
  roundPaused: true,
  memberAwaited: true,
  entryLeft: true,
  callConnected: true,
  messageStarted: true,
  callEnded: true,
  deviceStateChanged: true,
  availabilityChanged: true,
  timerSet: true,
  timerCleared: true,
} as const satisfies Record<EventType, true>;

const offerResults = { answered: true, declined: true, unanswered: true, withdrawn: true } as const satisfies Record<
  OfferResult,
  true
>;

const actionTypes = {
  startLeg: true,
  ring: true,
  answer: true,
  reject: true,
  hangUp: true,
  bridge: true,
  play: true,
} as const satisfies Record<Action['type'], true>;

const ignoredWhys = [
  'the leg is gone',
  'it was so already',
  'the leg has arrived already',
  'not an id of an arrived leg',
  'turned away: forbidden',
  'it rings already',
  'it is up already',
  'no user has stranger',
];

/** What a suite must have seen, or it proves little. */
const wanted: readonly string[] = [
  ...Object.keys(eventTypes).map((type) => `event ${type}`),
  ...outcomes.map((outcome) => `outcome ${outcome}`),
  ...Object.keys(offerResults).map((result) => `offer ${result}`),
  ...Object.keys(actionTypes).map((type) => `action ${type}`),
  ...ignoredWhys.map((why) => `ignored ${why}`),
  ...['incoming', 'outgoing', 'internal'].map((direction) => `direction ${direction}`),
  'reply refused',
  'round 3',
  'member joins',
];

/** What has not been seen at all. */
export const unseen = (seen: ReadonlyMap<string, number>): readonly string[] =>
  wanted.filter((mark) => !seen.has(mark));

/** Counts what a run has shown. */
export function seenIn({ outputs }: Trace, seen: Map<string, number>): void {
  const count = (mark: string): unknown => seen.set(mark, (seen.get(mark) ?? 0) + 1);
  for (const { events, actions, ignored, reply } of outputs) {
    for (const event of events) {
      count(`event ${event.type}`);
      if (event.type === 'offerEnded') count(`offer ${event.result}`);
      if (event.type === 'roundBegan') count(`round ${Math.min(event.round, 3)}`);
      if (event.type === 'callArrived') count(`direction ${event.direction}`);
      if (event.type === 'callEnded') count(`outcome ${event.record.outcome}`);

      if (event.type === 'legStarted' && !events.some((one) => one.type === 'offerMade')) {
        count('member joins');
      }
    }
    for (const { type } of actions) count(`action ${type}`);
    for (const { why } of ignored) count(`ignored ${why}`);
    if (!reply.ok) count('reply refused');
  }
}
