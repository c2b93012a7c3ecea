import { letWait } from '../call/hear.ts';
import { must } from '../kernel/assert.ts';
import { type Context, clearTimer, emit } from '../kernel/context.ts';
import type { CallId, EntryId } from '../kernel/ids.ts';
import { noteNotice } from '../recording/announce-recording.ts';
import { beginRinging } from './enter-group.ts';

/** What a waiting caller was told has been heard: music again; after the welcome, members are rung. */
export function soundOverInLine(context: Context, call: CallId, id: EntryId): void {
  const entry = must(context.state.entries.get(id), id);
  const { sounds } = must(context.state.company.groups.get(entry.group), entry.group);
  clearTimer(context, call, 'sound');
  noteNotice(context, must(context.state.calls.get(call), call));
  letWait(context, call, sounds.music ?? context.state.company.music);
  if (entry.progress.phase !== 'welcome') return;
  emit(context, { type: 'welcomeHeard', entry: id });
  beginRinging(context, id);
}
