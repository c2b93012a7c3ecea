import type { GroupId, RecordingId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Sound } from '../port/telephony.ts';

/** Whose talks are recorded, and what callers hear of it before. */
export interface RecordingRule {
  readonly groups: ReadonlySet<GroupId>;
  readonly announcement: Sound;
  /** How long a recording may be kept. */
  readonly keepMs: number;
}

/** What is made of a talk. */
export type TalkRecording =
  | {
      readonly kind: 'running';
      readonly recording: RecordingId;
      readonly since: Instant;
      /** As the rule was when it began. */
      readonly keepMs: number;
    }
  /** Until the one who talks says so, or somebody else talks with the caller. */
  | { readonly kind: 'paused' };
