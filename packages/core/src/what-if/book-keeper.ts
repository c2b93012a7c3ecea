import type { LegId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { Book, type BookedEpisode, type BookedRing } from './book.ts';
import type { Episode, EpisodeChange } from './episodes.ts';
import { SoundLengths } from './sound-lengths.ts';
import type { Heard, Mark, Rung, Story } from './story.ts';

/** Opens and closes what the book has of rings, episodes and sounds, as a run goes by. */
export class BookKeeper {
  readonly book = new Book();
  readonly sounds = new SoundLengths();
  private readonly story: Story;
  /** Phones that ring and have not been answered. */
  private readonly ringing = new Map<LegId, BookedRing>();
  private readonly open = new Map<Episode, BookedEpisode>();
  private readonly lastTalks = new Map<UserId, { readonly booked: BookedEpisode; readonly endedAt: Instant }>();
  /** Sounds that have been told to be over. */
  private readonly played = new Set<Heard>();
  private waits = 0;

  constructor(story: Story, at: Instant) {
    this.story = story;
    for (const rung of story.ringing()) this.rings(rung, at);
    for (const episode of story.episodes.running()) this.begin(episode, true);
  }

  /** What the book has of an episode that runs. */
  episode(episode: Episode): BookedEpisode | undefined {
    return this.open.get(episode);
  }

  /** The last talk of a user that is over, and when it ended. */
  lastTalkOf(user: UserId): { readonly booked: BookedEpisode; readonly endedAt: Instant } | undefined {
    return this.lastTalks.get(user);
  }

  /** The phone that rings on a leg. */
  ring(leg: LegId): BookedRing | undefined {
    return this.ringing.get(leg);
  }

  /** Somebody has answered a phone. */
  answered(leg: LegId, at: Instant): void {
    const ring = this.ringing.get(leg);
    if (ring === undefined) return;
    ring.answeredMs = at - ring.beganAt;
    this.ringing.delete(leg);
  }

  /** Sounds have been heard to their end. */
  heardOut(heard: Heard, at: Instant, order: number): void {
    this.played.add(heard);
    this.book.played.set(heard.name, { afterMs: at - heard.since, order, does: undefined });
    this.sounds.notePlayed(heard.sounds, at - heard.since);
  }

  /** Something has begun or is over. */
  mark(mark: Mark): void {
    switch (mark.type) {
      case 'legRung':
        this.rings(mark.rung, mark.at);
        return;
      case 'legOver':
        this.stops(mark.leg, mark.at);
        return;
      case 'soundBegan':
        return;
      case 'soundOver':
        this.cut(mark.heard, mark.at);
        return;
      case 'episodeBegan':
        this.begin(mark.episode, false);
        return;
      case 'episodeOver':
        this.end(mark);
    }
  }

  /** The stream is over; what runs stays open. */
  close(at: Instant): void {
    for (const leg of [...this.ringing.keys()]) this.stops(leg, at);
    for (const [episode, booked] of this.open) {
      booked.lastsMs = at - episode.beganAt;
      booked.group = episode.group ?? this.story.state.calls.get(episode.call)?.group;
      const heard = this.story.heardBy(episode.call);
      if (heard !== undefined) this.cut(heard, at);
    }
  }

  private rings({ leg, name, who, isUser, group, offer }: Rung, beganAt: Instant): void {
    const ring: BookedRing = {
      who,
      isUser,
      group,
      together: offer === undefined ? name : `${offer} ${who}`,
      beganAt,
      reactions: [],
      answeredMs: undefined,
      rangMs: undefined,
      hasRefused: false,
    };
    this.ringing.set(leg, ring);
    this.book.rings.set(name, ring);
  }

  private stops(leg: LegId, at: Instant): void {
    const ring = this.ringing.get(leg);
    if (ring === undefined) return;
    ring.rangMs = at - ring.beganAt;
    this.ringing.delete(leg);
  }

  private cut(heard: Heard, at: Instant): void {
    if (this.played.delete(heard) || heard.isLooped) return;
    this.book.cut.set(heard.name, at - heard.since);
    this.sounds.noteCut(heard.sounds, at - heard.since);
  }

  private begin(episode: Episode, isCut: boolean): void {
    if (episode.kind === 'wait') this.waits += 1;
    const booked: BookedEpisode = {
      kind: episode.kind,
      with: episode.with,
      beganAt: episode.beganAt,
      place: this.waits,
      isCallers: episode.isCallers,
      isCut,
      deeds: [],
      after: [],
      group: undefined,
      lastsMs: 0,
      end: 'open',
    };
    this.open.set(episode, booked);
    this.book.episodes.set(this.story.nameOf(episode), booked);
  }

  private end({ episode, group, at }: Extract<EpisodeChange, { type: 'episodeOver' }>): void {
    const booked = this.open.get(episode);
    if (booked === undefined) return;
    this.open.delete(episode);
    booked.lastsMs = at - episode.beganAt;
    booked.group = episode.kind === 'talk' ? episode.group : group;
    const [side] = booked.deeds.flatMap(({ afterMs, does }) =>
      does.type === 'hangUp' && afterMs === booked.lastsMs ? [does.side] : [],
    );
    booked.end = side ?? 'other';
    if (episode.kind === 'talk' && episode.user !== undefined)
      this.lastTalks.set(episode.user, { booked, endedAt: at });
  }
}
