import { describe, expect, it } from 'vitest';
import { afterFact, isUserFact, standingOf, standings, type UserFacts, unknownUser } from './standing.ts';

const idle: UserFacts = { ...unknownUser, line: 'idle' };
const talks = [{ call: 'c1', since: 0 }];

describe('what a user does', () => {
  it.each([
    [unknownUser, 'unreachable'],
    [idle, 'free'],
    [{ ...idle, line: 'busy' }, 'inCall'],
    [{ ...idle, talks }, 'inCall'],
    [{ ...idle, line: 'ringing' }, 'ringing'],
    [{ ...idle, line: 'wrappingUp' }, 'wrappingUp'],
    [{ ...idle, line: 'reserved' }, 'reserved'],
    [{ ...idle, line: 'paused' }, 'paused'],
    [{ ...idle, isPaused: true }, 'paused'],
    [{ ...idle, isAbsent: true }, 'absent'],
  ] as const)('%j is %s', (user, expected) => {
    expect(standingOf(user)).toBe(expected);
  });

  it('of several that hold, the first of the list counts', () => {
    const everything: UserFacts = { line: 'wrappingUp', isPaused: true, isAbsent: true, talks };
    expect(standingOf(everything)).toBe(standings[0]);
    expect(standingOf({ ...everything, talks: [] })).toBe('wrappingUp');
    expect(standingOf({ ...everything, talks: [], line: 'idle' })).toBe('absent');
    expect(standingOf({ ...everything, talks: [], line: 'unreachable', isAbsent: false })).toBe('paused');
  });

  it('follows the facts', () => {
    const at = 7;
    const user = 'anna';
    const after = (before: UserFacts, type: 'memberPaused' | 'memberResumed' | 'absenceBegan' | 'absenceEnded') =>
      afterFact(before, { type, at, user });
    expect(after(idle, 'memberPaused').isPaused).toBe(true);
    expect(after({ ...idle, isPaused: true }, 'memberResumed').isPaused).toBe(false);
    expect(after(idle, 'absenceBegan').isAbsent).toBe(true);
    expect(after({ ...idle, isAbsent: true }, 'absenceEnded').isAbsent).toBe(false);
    const two = afterFact({ ...idle, talks }, { type: 'talkBegan', at, user, call: 'c2' });
    expect(two.talks).toEqual([...talks, { call: 'c2', since: 7 }]);
    expect(afterFact(two, { type: 'talkBegan', at: 9, user, call: 'c2' }).talks).toHaveLength(2);
    expect(afterFact(two, { type: 'talkEnded', at, user, call: 'c1' }).talks).toEqual([{ call: 'c2', since: 7 }]);
    expect(afterFact(idle, { type: 'availabilityChanged', at, user, availability: 'busy' }).line).toBe('busy');
  });

  it('is told by facts of users, not of groups', () => {
    const types = ['memberPaused', 'memberResumed', 'absenceBegan', 'absenceEnded'] as const;
    expect(types.filter((type) => !isUserFact({ type, at: 0, user: 'anna' }))).toEqual([]);
    expect(isUserFact({ type: 'availabilityChanged', at: 0, user: 'anna', availability: 'idle' })).toBe(true);
    expect(isUserFact({ type: 'talkBegan', at: 0, user: 'anna', call: 'c1' })).toBe(true);
    expect(isUserFact({ type: 'talkEnded', at: 0, user: 'anna', call: 'c1' })).toBe(true);
    expect(isUserFact({ type: 'memberLoggedIn', at: 0, user: 'anna', group: 'sales' })).toBe(false);
  });
});
