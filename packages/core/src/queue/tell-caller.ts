import { letWait, playTo } from '../call/hear.ts';
import { must } from '../kernel/assert.ts';
import { type Context, emit, setTimer } from '../kernel/context.ts';
import type { EntryId } from '../kernel/ids.ts';
import { positionOf } from './order.ts';

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
  if (sounds.messages.length === 0 && !sounds.tellsPosition) return;
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
  const { messages, tellsPosition } = must(context.state.company.groups.get(entry.group), entry.group).sounds;
  const message = messages[entry.announcements % Math.max(1, messages.length)];
  const position = tellsPosition ? positionOf(context.state, entry) : undefined;
  const isBetter = position !== undefined && (entry.toldPosition === undefined || position <= entry.toldPosition);
  const said = isBetter ? ['position', `number-${Math.min(position, 100)}`] : [];
  const sounds = [...(message === undefined ? [] : [message]), ...said];
  emit(context, { type: 'callerTold', entry: id, position: isBetter ? position : entry.toldPosition });
  if (sounds.length > 0) playTo(context, call.id, { sounds, loop: false });
}
