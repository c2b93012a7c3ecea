import type { Event } from '../kernel/event.ts';
import type { Input } from '../kernel/input.ts';

/** One step that changed something: what came in, and what happened. */
export interface JournalRecord {
  readonly input: Input;
  readonly events: readonly Event[];
}

/** Keeps what happened. */
export interface JournalPort {
  /** Called before any action of the step leaves. Throws when the record could not be kept: calls then go on. */
  append(record: JournalRecord): void;
}
