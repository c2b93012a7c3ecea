import type { GroupId } from '../kernel/ids.ts';
import { PRIOR_HANDLE_MS } from '../statistics/handle-times.ts';
import type { BookedEpisode } from './book.ts';
import { Medians, medianOf } from './estimates.ts';

/** How long callers talk of whom it is not known. */
export class TalkLengths {
  private readonly lengths = new Medians();
  /** The middle length of messages that were spoken, in ms; undefined: nobody spoke one. */
  readonly messageMs: number | undefined;

  constructor(episodes: Iterable<BookedEpisode>) {
    const messages: number[] = [];
    for (const { kind, group, lastsMs, end, isCut, deeds } of episodes) {
      if (kind === 'talk' && end !== 'open' && !isCut) {
        this.lengths.note('all', lastsMs);
        if (group !== undefined) this.lengths.note(`group ${group}`, lastsMs);
      }
      for (const { does } of kind === 'message' ? deeds : [])
        if (does.type === 'recorded') messages.push(does.durationMs);
    }
    this.messageMs = medianOf(messages);
  }

  /** The median of the group's talks, else of all, else what the engine assumes of a new group; in ms. */
  talkMs(group: GroupId | undefined): number {
    return (
      (group === undefined ? undefined : this.lengths.of(`group ${group}`)) ?? this.lengths.of('all') ?? PRIOR_HANDLE_MS
    );
  }
}
