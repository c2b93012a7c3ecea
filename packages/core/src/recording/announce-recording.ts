import type { Call } from '../call/call.ts';
import { type Context, emit } from '../kernel/context.ts';
import type { GroupId } from '../kernel/ids.ts';
import type { Sound } from '../port/telephony.ts';

/** What a caller must hear before a group's members are rung; undefined: nothing is recorded, or it was heard before. */
export function noticeFor({ state }: Context, { isToldOfRecording }: Call, group: GroupId): Sound | undefined {
  const { recording } = state.company;
  return recording?.groups.has(group) === true && !isToldOfRecording ? recording.announcement : undefined;
}

/** The sounds that a call hears are over: what they have told the caller is known from now on. */
export function noteNotice(context: Context, { id, hears, isToldOfRecording }: Call): void {
  const notice = context.state.company.recording?.announcement;
  if (notice === undefined || isToldOfRecording || hears.kind !== 'sounds' || hears.isLooped) return;
  if (hears.sounds.includes(notice)) emit(context, { type: 'recordingAnnounced', call: id });
}
