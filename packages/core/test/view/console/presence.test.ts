import { describe, expect, it } from 'vitest';
import type { GroupId, UserId } from '../../../src/kernel/ids.ts';
import { newUser } from '../../../src/kernel/state.ts';
import type { Availability, UserState } from '../../../src/user/availability.ts';
import { isLoggedIn, presenceOf } from '../../../src/view/presence.ts';
import { anna, bo, officeFile, talkWithAnna } from '../../behaviour/office.ts';
import { Office } from '../../driver.ts';
import { consoleOf, userIn } from './desk.ts';

const absence = { reason: 'meeting', text: 'back soon', since: 5, until: 100, forward: undefined };
const pause = { reason: 'lunch', since: 7 };
const user = (availability: Availability, more: Partial<UserState> = {}): UserState => ({
  ...newUser(anna),
  availability,
  ...more,
});

describe('[S13] presence', () => {
  it.each([
    ['busy', 'busy'],
    ['ringing', 'ringing'],
    ['reserved', 'ringing'],
    ['wrappingUp', 'wrappingUp'],
    ['unreachable', 'unreachable'],
    ['idle', 'free'],
  ] as const)('a line that is %s: %s', (availability, kind) => {
    expect(presenceOf(user(availability))).toEqual({ kind });
  });

  it('[S148] one who is away: why, what they say, and until when', () => {
    const shown = { kind: 'absent', reason: 'meeting', text: 'back soon', since: 5, until: 100 };
    expect(presenceOf(user('idle', { absence }))).toEqual(shown);
    expect(presenceOf(user('idle', { absence: { ...absence, text: undefined, until: undefined } }))).toEqual({
      ...shown,
      text: undefined,
      until: undefined,
    });
  });

  it('one who is paused: why, and since when', () => {
    expect(presenceOf(user('paused', { pause }))).toEqual({ kind: 'paused', reason: 'lunch', since: 7 });
  });

  it.each(['busy', 'ringing', 'wrappingUp'] as const)(
    'what the line does goes before being away: %s',
    (availability) => {
      expect(presenceOf(user(availability, { absence, pause }))).toEqual({ kind: availability });
    },
  );

  it('being kept for a callback goes before being away', () => {
    expect(presenceOf(user('reserved', { absence }))).toEqual({ kind: 'ringing' });
  });

  it('being away goes before being out of reach and before a pause', () => {
    expect(presenceOf(user('unreachable', { absence, pause })).kind).toBe('absent');
    expect(presenceOf(user('paused', { absence, pause })).kind).toBe('absent');
  });

  it('being out of reach goes before a pause', () => {
    expect(presenceOf(user('unreachable', { pause }))).toEqual({ kind: 'unreachable' });
  });
});

describe('[S13] presence in an office', () => {
  it('follows a call: rings, talks, is free', () => {
    const o = new Office(officeFile);
    const kari = o.outsider('+4799887766').calls('+4757828600');
    const seen = [userIn(o, anna)?.presence.kind];
    o.phone('anna-desk').answers();
    seen.push(userIn(o, anna)?.presence.kind);
    kari.hangsUp();
    seen.push(userIn(o, anna)?.presence.kind);
    expect(seen).toEqual(['ringing', 'busy', 'free']);
  });

  it('[S27] is the same in the list of users and in the groups, in one view', () => {
    const { o } = talkWithAnna();
    const { users, members } = consoleOf(o, bo);
    for (const { user: id, presence } of members) {
      expect(users.find((one) => one.id === id)?.presence).toEqual(presence);
    }
    expect(members.map(({ presence }) => presence.kind)).toEqual(['busy', 'free']);
  });
});

describe('logged in', () => {
  it('in any group of the user', () => {
    const o = new Office({
      ...officeFile,
      groups: [
        { id: 'shop', name: 'Butikk', members: [{ user: 'anna' }] },
        { id: 'store', name: 'Lager', members: [{ user: 'anna' }] },
      ],
    });
    const states = [isLoggedIn(o.state, anna), isLoggedIn(o.state, bo), isLoggedIn(o.state, 'nobody' as UserId)];
    expect(states).toEqual([true, false, false]);
    o.asks({ type: 'logOut', user: anna, group: 'shop' as GroupId });
    expect([isLoggedIn(o.state, anna), userIn(o, anna)?.isLoggedIn]).toEqual([true, true]);
    o.asks({ type: 'logOut', user: anna, group: 'store' as GroupId });
    expect([isLoggedIn(o.state, anna), userIn(o, anna)?.isLoggedIn]).toEqual([false, false]);
  });
});
