import type { Account } from './account.ts';
import type { Agenda } from './agenda.ts';
import type { Book } from './book.ts';
import { Patience } from './patience.ts';
import { RingHabits } from './ring-habits.ts';
import type { SoundLengths } from './sound-lengths.ts';
import type { Story } from './story.ts';
import { TalkLengths } from './talk-lengths.ts';

/** What is taken for given, in place of what the stream tells. */
export interface Assumptions {
  /** How long callers wait on average until they leave, in ms: for those who were answered before, or never left. */
  readonly meanPatienceMs?: number;
}

/** What people and sounds are taken to do where the saved stream does not tell. */
export class Guesses {
  readonly rings: RingHabits;
  readonly patience: Patience;
  readonly talks: TalkLengths;
  readonly sounds: SoundLengths;

  constructor(book: Book, sounds: SoundLengths, { meanPatienceMs }: Assumptions) {
    this.rings = new RingHabits(book.rings.values());
    this.patience = new Patience(book.episodes.values(), meanPatienceMs);
    this.talks = new TalkLengths(book.episodes.values());
    this.sounds = sounds;
  }
}

/** What everyone works with who does something again in a run. */
export interface Scene {
  readonly story: Story;
  readonly book: Book;
  readonly agenda: Agenda;
  readonly account: Account;
  readonly guesses: Guesses;
}
