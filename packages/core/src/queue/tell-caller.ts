import { letWait, playTo } from '../call/hear.ts';
import { must } from '../kernel/assert.ts';
import { type Context, emit, setTimer } from '../kernel/context.ts';
import type { EntryId } from '../kernel/ids.ts';
import type { Sound } from '../port/telephony.ts';
import { expectedWaitIn, positionOf } from './order.ts';
import type { QueueEntry } from './queue-entry.ts';

/** A waiting caller hears music or ringing; what is being said to them is said to its end. */
export function tell(context: Context, id: EntryId): void {
  const { holder, group } = must(context.state.entries.get(id), id);
  if (holder.kind !== 'call') return;
  const { hears } = must(context.state.calls.get(holder.call), holder.call);
  if (hears.kind === 'sounds' && !hears.isLooped) return;
  const { sounds } = must(context.state.company.groups.get(group), group);
  letWait(context, holder.call, sounds.music ?? context.state.company.music);
}

/** Sets the time of the next announcement, where the group has any. */
export function planAnnouncement(context: Context, id: EntryId): void {
  const { group } = must(context.state.entries.get(id), id);
  const { sounds } = must(context.state.company.groups.get(group), group);
  if (sounds.messages.length === 0 && !sounds.tellsPosition && !sounds.tellsWait) return;
  setTimer(context, { owner: id, kind: 'announcement', afterMs: sounds.announceMs });
}

/** Tells a caller the next message, and how many are before them where that is better than what was told before. */
export function announce(context: Context, id: EntryId): void {
  const entry = must(context.state.entries.get(id), id);
  planAnnouncement(context, id);
  if (entry.holder.kind !== 'call' || entry.progress.phase === 'welcome') return;
  const call = must(context.state.calls.get(entry.holder.call), entry.holder.call);
  if (call.hears.kind === 'sounds' && !call.hears.isLooped) return;
  if (must(context.state.legs.get(call.callerLeg), call.callerLeg).phase !== 'up') return;
  const { sounds } = must(context.state.company.groups.get(entry.group), entry.group);
  const message = sounds.messages[entry.announcements % Math.max(1, sounds.messages.length)];
  const { told, words } = newsFor(context, entry);
  const said = [...(message === undefined ? [] : [message]), ...words];
  emit(context, { type: 'callerTold', entry: id, ...told });
  if (said.length > 0) playTo(context, call.id, { sounds: said, loop: false });
}

interface News {
  readonly told: { readonly position: number | undefined; readonly waitMinutes: number | undefined };
  readonly words: readonly Sound[];
}

/** What there is to say of the place and of the wait: nothing that is worse than what was said before (X4). */
function newsFor(context: Context, entry: QueueEntry): News {
  const { sounds } = must(context.state.company.groups.get(entry.group), entry.group);
  const position = positionOf(context.state, entry);
  const waitMs = expectedWaitIn(context.state, entry.group, position);
  const waitMinutes = waitMs === undefined ? undefined : Math.max(1, Math.ceil(waitMs / 60_000));
  const isNearer = sounds.tellsPosition && isNoWorse(position, entry.toldPosition);
  const isSooner = sounds.tellsWait && isNoWorse(waitMinutes, entry.toldWaitMinutes);
  return {
    told: {
      position: isNearer ? position : entry.toldPosition,
      waitMinutes: isSooner ? waitMinutes : entry.toldWaitMinutes,
    },
    words: [
      ...(isNearer ? ['position', numberWord(position)] : []),
      ...(isSooner && waitMinutes !== undefined ? ['expected-wait', numberWord(waitMinutes), 'minutes'] : []),
    ],
  };
}

const isNoWorse = (now: number | undefined, told: number | undefined): boolean =>
  now !== undefined && (told === undefined || now <= told);

/** The sound of a number; beyond a hundred it is just said to be that many. */
const numberWord = (number: number): Sound => `number-${Math.min(number, 100)}`;
