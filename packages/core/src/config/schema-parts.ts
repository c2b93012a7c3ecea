import { z } from 'zod';
import { isE164 } from '../directory/numbers.ts';
import { expecting } from './expectations.ts';

/** Text of a pattern; `expected` is told when it does not match. */
export const text = (expected: string, pattern: RegExp) =>
  z.string(expecting(expected)).regex(pattern, expecting(expected));

/** A whole number from `least` to `most`. */
export const whole = (expected: string, least: number, most: number) =>
  z.int(expecting(expected)).min(least, expecting(expected)).max(most, expecting(expected));

/** A list; `expected` names its items in the plural. */
export const list = <Item extends z.ZodType>(item: Item, expected: string) =>
  z.array(item, expecting(`a list of ${expected}`));

/** An object without other keys than those of the shape. */
export const object = <Shape extends z.ZodRawShape>(shape: Shape, expected: string) =>
  z.strictObject(shape, expecting(expected));

/** A name for machines, as all ids of a company file are. */
export const id = text('1 to 40 small letters, digits and hyphens, such as "anna-desk"', /^[a-z0-9][a-z0-9-]{0,39}$/);

/** A name for people. */
export const name = z
  .string(expecting('a name'))
  .trim()
  .min(1, expecting('a name'))
  .max(80, expecting('at most 80 characters'));

/** A public number as `+` and digits (ITU-T E.164). */
export const e164 = z
  .string(expecting('a number in E.164, such as "+4757828600"'))
  .refine(isE164, expecting('a number in E.164, such as "+4757828600"'));

/** A number inside the company. */
export const shortNumber = text('2 to 6 digits, such as "101"', /^[0-9]{2,6}$/);

/** A member's priority in a group. */
export const tier = whole('a whole number from 0 to 99', 0, 99);

/** Seconds that something rings or pauses. */
export const seconds = whole('whole seconds from 1 to 600', 1, 600);

/** True or false. */
export const flag = z.boolean(expecting('true or false'));

/** The name of a sound. */
export const sound = z
  .string(expecting('the name of a sound'))
  .min(1, expecting('the name of a sound'))
  .max(80, expecting('at most 80 characters'));
