import { type EntryOutcome, entryOutcomes } from '../../src/queue/entry-outcome.ts';
import type { FactOf, StatisticsFact } from '../../src/statistics/fact.ts';

/** The few numbers that everything else is made of, counted by reading the whole log again and again. */
export interface NaiveFigures {
  readonly loggedIn: readonly string[];
  readonly busy: readonly string[];
  readonly free: readonly string[];
  readonly inCall: readonly string[];
  readonly ages: readonly number[];
  readonly callbacksPending: number;
}

const ofType = <Type extends StatisticsFact['type']>(facts: readonly StatisticsFact[], ...types: Type[]) =>
  facts.filter((fact): fact is FactOf<Type> => types.some((type) => type === fact.type));

/** What a board shows of a group after the facts. */
export function naiveFigures(facts: readonly StatisticsFact[], group: string, at: number): NaiveFigures {
  const everyone = [
    ...new Set(facts.flatMap((fact) => ('user' in fact && fact.user !== undefined ? [fact.user] : []))),
  ];
  const configured = ofType(facts, 'groupConfigured').flatMap(({ members }) => members);
  const known = [...new Set([...everyone, ...configured])].sort();
  const members = known.filter((user) => isMember(facts, group, user));
  const loggedIn = members.filter((user) => isLoggedIn(facts, group, user));
  const waiting = waitingIn(facts, group).filter(({ kind }) => kind === 'call');
  const promised = ofType(facts, 'callbackPromised').filter((fact) => fact.group === group);
  const ended = ofType(facts, 'callbackEnded').filter((fact) => fact.group === group);
  return {
    loggedIn,
    busy: loggedIn.filter((user) => isInCall(facts, user)),
    free: loggedIn.filter((user) => isFree(facts, user)),
    inCall: members.filter((user) => isInCall(facts, user)),
    ages: waiting.map(({ arrivedAt }) => at - arrivedAt),
    callbacksPending: promised.length - ended.length,
  };
}

/** The calls that were given a place from `from` to before `to`, each with what became of it. */
export function naiveCalls(
  facts: readonly StatisticsFact[],
  group: string,
  { from, to }: { from: number; to: number },
) {
  const left = new Map(ofType(facts, 'entryLeft').map((fact) => [fact.entry, fact] as const));
  const joined = ofType(facts, 'entryJoined').filter((fact) => fact.group === group && fact.kind === 'call');
  const calls = joined.filter(({ at }) => at >= from && at < to).map(({ entry }) => left.get(entry));
  const of = (outcome: EntryOutcome) => calls.filter((one) => one?.outcome === outcome);
  return {
    offered: calls.length,
    stillWaiting: calls.filter((one) => one === undefined).length,
    outcomes: Object.fromEntries(entryOutcomes.map((outcome) => [outcome, of(outcome).length])),
    waitsOf: (outcome: EntryOutcome) => of(outcome).map((one) => one?.waitMs ?? 0),
  };
}

function waitingIn(facts: readonly StatisticsFact[], group: string): readonly FactOf<'entryJoined'>[] {
  const left = new Set(ofType(facts, 'entryLeft').map(({ entry }) => entry));
  return ofType(facts, 'entryJoined').filter((fact) => fact.group === group && !left.has(fact.entry));
}

/** Membership is what was last told: by configuration, or by logging in. */
function isMember(facts: readonly StatisticsFact[], group: string, user: string): boolean {
  const last = ofType(facts, 'groupConfigured', 'memberLoggedIn').findLast(
    (fact) => fact.group === group && (fact.type === 'groupConfigured' || fact.user === user),
  );
  if (last === undefined) return false;
  return last.type === 'memberLoggedIn' || last.members.includes(user);
}

function isLoggedIn(facts: readonly StatisticsFact[], group: string, user: string): boolean {
  const last = ofType(facts, 'groupConfigured', 'memberLoggedIn', 'memberLoggedOut').findLast((fact) => {
    if (fact.group !== group) return false;
    // A configuration that still has the member says nothing of the login.
    return fact.type === 'groupConfigured' ? !fact.members.includes(user) : fact.user === user;
  });
  return last?.type === 'memberLoggedIn';
}

function lineOf(facts: readonly StatisticsFact[], user: string): string {
  return ofType(facts, 'availabilityChanged').findLast((fact) => fact.user === user)?.availability ?? 'unreachable';
}

function isInCall(facts: readonly StatisticsFact[], user: string): boolean {
  const began = ofType(facts, 'talkBegan').filter((fact) => fact.user === user).length;
  const ended = ofType(facts, 'talkEnded').filter((fact) => fact.user === user).length;
  return began > ended || lineOf(facts, user) === 'busy';
}

function isFree(facts: readonly StatisticsFact[], user: string): boolean {
  const pause = ofType(facts, 'memberPaused', 'memberResumed').findLast((fact) => fact.user === user);
  const absence = ofType(facts, 'absenceBegan', 'absenceEnded').findLast((fact) => fact.user === user);
  const isAway = pause?.type === 'memberPaused' || absence?.type === 'absenceBegan';
  return !isAway && !isInCall(facts, user) && lineOf(facts, user) === 'idle';
}
