import { z } from 'zod';

/** What would have been right, as the error text of a schema: problems are told by what was expected. */
export const expecting = (expected: string): { readonly error: string } => ({ error: expected });

/** Whole milliseconds, at most ten days. */
export const ms = z
  .int(expecting('whole milliseconds, 0 or more'))
  .min(0, expecting('whole milliseconds, 0 or more'))
  .max(864_000_000, expecting('at most 864000000 ms, which is ten days'));

/** A time that may be drawn by lot. */
export const span = z.union(
  [ms, z.tuple([ms, ms]).refine(([from, to]) => from <= to), z.strictObject({ mean: ms })],
  expecting('milliseconds: 3000, or [from, to] with from not above to, or { "mean": 3000 }'),
);

/** What a call of the timetable is called. */
export const callName = z
  .string(expecting('a name of a call'))
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, expecting('1 to 40 small letters, digits and hyphens, such as "caller-1"'));

const callWords =
  'a call by its "as", or one that the switchboard makes: "consultation of caller-1", "callback to +4799887766", "invitation of anna"';

/** A call: one of the timetable by its name, or one that the switchboard makes by what it is. */
export const callReference = z
  .string(expecting(callWords))
  .regex(
    /^([a-z0-9][a-z0-9-]{0,39}|consultation of [a-z0-9][a-z0-9-]{0,39}|callback to \+[0-9]{3,15}|invitation of [a-z0-9+][a-z0-9-]{0,39})$/,
    expecting(callWords),
  );

/** A telephone: a device of the company, or a number outside. */
export const phoneName = z.string(expecting('a device of the company, or a number outside')).min(1).max(40);

/** A number as somebody dials it. */
export const dialled = z
  .string(expecting('a number as dialled'))
  .min(1, expecting('a number as dialled'))
  .max(40, expecting('at most 40 characters'));

/** The id of a user, a group or a schedule of the company. */
export const idOf = (what: string) =>
  z.string(expecting(`the id of ${what}`)).regex(/^[a-z0-9][a-z0-9-]{0,39}$/, expecting(`the id of ${what}`));

/** A user of the company. */
export const user = idOf('a user');
/** A group of the company. */
export const group = idOf('a group');

/** Keys of a telephone. */
export const keys = z.string(expecting('keys')).regex(/^[0-9*#]{1,40}$/, expecting('1 to 40 keys: 0 to 9, * or #'));

/** The name of a sound. */
export const sound = z.string(expecting('the name of a sound')).min(1).max(80);

/** True or false. */
export const flag = z.boolean(expecting('true or false'));

/** A number of things. */
export const count = z.int(expecting('a whole number, 0 or more')).min(0, expecting('a whole number, 0 or more'));
