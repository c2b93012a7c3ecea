import { must } from '../kernel/assert.ts';
import type { UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import { userOf } from '../leg/leg.ts';
import { widthAt } from '../queue/index-entry.ts';
import { needsOf } from '../queue/pick-members.ts';
import type { QueueEntry } from '../queue/queue-entry.ts';
import type { Hindrance, PlaceHindrance, Verdict } from './hindrance.ts';
import { dueOf, groupHindrances, lineHindrances, rungFor } from './line-hindrances.ts';

/** Whether a member of its group is rung for a place, and what stands against it. */
export function verdictAt(state: State, entry: QueueEntry, user: UserId): Verdict {
  const { holder } = entry;
  if (holder.kind === 'call' && rungFor(state, user) === holder.call) return { user, isRung: true, hindrances: [] };
  const hindrances: readonly Hindrance[] = [
    ...logInHindrance(state, entry, user),
    ...groupHindrances(state, user),
    ...ownHindrances(state, entry, user),
    ...lineHindrances(state, user),
    ...stageHindrance(state, entry, user),
  ];
  return { user, isRung: false, hindrances };
}

function logInHindrance(state: State, { group }: QueueEntry, user: UserId): readonly Hindrance[] {
  const isIn = state.groups.get(group)?.members.get(user)?.loggedInSince !== undefined;
  return isIn ? [] : [{ kind: 'notLoggedIn', group }];
}

/** What stands between this member and this caller. */
function ownHindrances(state: State, entry: QueueEntry, user: UserId): readonly PlaceHindrance[] {
  const skills = state.company.users.get(user)?.skills;
  const lacking = needsOf(state, entry).flatMap((need): readonly PlaceHindrance[] => {
    const has = skills?.get(need.skill) ?? 0;
    return has < need.level ? [{ kind: 'lacksSkill', need, has }] : [];
  });
  return [
    ...(callerOf(state, entry) === user ? [{ kind: 'isCaller' } as const] : []),
    ...lacking,
    ...(entry.refusedBy.includes(user) ? [{ kind: 'refused' } as const] : []),
    ...(entry.tried.has(user) ? [{ kind: 'tried', round: entry.round } as const] : []),
  ];
}

/** How far the ringing for the place has come, where that keeps the member from being rung. */
function stageHindrance(state: State, entry: QueueEntry, user: UserId): readonly PlaceHindrance[] {
  const { progress, holder } = entry;
  switch (progress.phase) {
    case 'welcome':
      return [{ kind: 'welcome' }];
    case 'pickedUp':
      return [{ kind: 'pickedUp', by: progress.by }];
    case 'dialling':
      return [{ kind: 'customerCalled', reserved: progress.reserved }];
    case 'resting':
      return holder.kind === 'callback' ? [{ kind: 'resting', until: dueOf(state, holder.callback, 'callback') }] : [];
    case 'ringing':
      return besideOthers(state, entry, user);
    default:
      return [];
  }
}

function besideOthers(state: State, entry: QueueEntry, user: UserId): readonly PlaceHindrance[] {
  const { progress, group, openTo, offersInRound } = entry;
  const { tier } = must(state.groups.get(group)?.members.get(user), user);
  if (progress.phase !== 'ringing' || tier <= openTo) return [];
  const { openTier, current } = progress;
  const until = dueOf(state, current, 'ringTime');
  if (tier > openTier) return [{ kind: 'tierNotOpen', tier, openTier, until }];
  return [{ kind: 'widthFull', width: must(widthAt(state, group, offersInRound), group), until }];
}

function callerOf(state: State, { holder }: QueueEntry): UserId | undefined {
  if (holder.kind !== 'call') return undefined;
  const leg = state.legs.get(must(state.calls.get(holder.call), holder.call).callerLeg);
  return leg === undefined ? undefined : userOf(leg);
}
