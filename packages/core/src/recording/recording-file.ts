import { expecting } from '../config/expectations.ts';
import { id, list, object, sound, whole } from '../config/schema-parts.ts';

/** The section of a company file on the recording of talks; without it nothing is recorded. */
export const recordingSchema = object(
  {
    /** Whose talks are recorded. */
    groups: list(id, 'group ids').min(1, expecting('at least one group id')),
    /** What the caller hears before any member is rung. */
    announcement: sound,
    /** After how many days a recording is to be deleted. */
    keepDays: whole('whole days from 1 to 3650', 1, 3650),
  },
  'the rule of recording: { "groups": ["sales"], "announcement": "recorded", "keepDays": 30 }',
);
