import { expecting } from '../config/expectations.ts';
import { id, list, name, object, text, whole } from '../config/schema-parts.ts';
import { limits } from '../kernel/limits.ts';

/** What a caller has to key in before a room lets them in. */
export const pin = text('4 to 10 digits, such as "2580"', /^[0-9]{4,10}$/);

const room = object(
  {
    id,
    name,
    /** The user whose meetings they are. */
    owner: id,
    /** Absent: whoever is led there comes in. */
    pin: pin.optional(),
    maxParticipants: whole(`a whole number from 2 to ${limits.conferenceSize}`, 2, limits.conferenceSize).default(
      limits.conferenceSize,
    ),
    /** The schedule in whose hours callers come in; absent: always. */
    schedule: id.optional(),
  },
  'a room, such as { "id": "board", "name": "Board", "owner": "anna", "pin": "2580" }',
);

/** The rooms of a company in which callers meet (S166). */
export const roomsSchema = list(room, 'rooms').max(1000, expecting('at most 1000 rooms'));
