import type { Event } from '../../src/kernel/event.ts';
import type { Input } from '../../src/kernel/input.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import { breach } from './breach.ts';
import type { Books, CallBook } from './transfers-books.ts';

/** One step, and the books, which are what they were before it until its events are booked. */
export interface Watched {
  readonly input: Input;
  readonly output: StepOutput;
  readonly books: Books;
}

/** Looks at one step, event by event. */
export interface Watch {
  /** The event has not been booked yet. */
  before(event: Event): void;
  after(event: Event): void;
  atEnd(): void;
}

/** How often each thing was seen that a property is about. */
export type Seen = Map<string, number>;

/** Counts something that was seen. */
export const count = (seen: Seen, mark: string): unknown => seen.set(mark, (seen.get(mark) ?? 0) + 1);

/** A call that must be live. */
export const liveCall = (books: Books, id: string): CallBook =>
  [...books.calls.values()].find((call) => call.id === id) ?? breach('law 1', `${id} is not live`);

/** The command of a step that was carried out; undefined for any other step. */
export const carriedOut = ({ input, output }: Watched) =>
  input.type === 'command' && output.reply.ok ? input.command : undefined;
