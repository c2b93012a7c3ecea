import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seenIn } from './coverage.ts';
import { oversightStorms } from './oversight-storm.ts';
import { playStorm } from './storm.ts';
import { runs, seed } from './suite.ts';

/** What a few storms must show, or they prove little. */
const wanted = [
  'event supervisionBegan',
  'event supervisorJoined',
  'event supervisionChanged',
  'event supervisionEnded',
  'event recordingAnnounced',
  'event talkRecordingBegan',
  'event talkRecordingEnded',
  'event recordingPaused',
  'event recordingResumed',
  'event recordingKept',
  'action leaveRoom',
  'action setRole',
  'action stopRecording',
];

it('[X9] [law 1] [law 2] [law 3] [law 6] [law 7] talks that are listened in on and recorded, over a hostile network', {
  timeout: 3_600_000,
}, () => {
  const seen = new Map<string, number>();
  const details = fc.check(
    fc.property(oversightStorms, (storm) => seenIn({ outputs: playStorm(storm) }, seen)),
    { numRuns: Math.ceil(runs / 3), ...(seed === undefined ? {} : { seed }) },
  );
  if (details.failed) {
    const cause = details.errorInstance instanceof Error ? details.errorInstance.message : '';
    throw new Error(`again: SEED=${details.seed} path ${details.counterexamplePath}\n${cause}`);
  }
  const isRare = (mark: string) => mark === 'event recordingPaused' || mark === 'event recordingResumed';
  const unseen = wanted.filter((mark) => !seen.has(mark) && (runs >= 5000 || !isRare(mark)));
  if (runs >= 300) expect(unseen).toEqual([]);
});
