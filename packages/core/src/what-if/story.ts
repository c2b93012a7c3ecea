import { must } from '../kernel/assert.ts';
import type { Event, EventOf } from '../kernel/event.ts';
import { byId, type CallId, type GroupId, type LegId, type OfferId, type PlayId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import { userOf } from '../leg/leg.ts';
import type { Sound } from '../port/telephony.ts';
import { type EpisodeChange, Episodes } from './episodes.ts';
import { StoryNames } from './story-names.ts';

/** Sounds that a caller hears. */
export interface Heard {
  readonly call: CallId;
  readonly play: PlayId;
  readonly sounds: readonly Sound[];
  readonly isLooped: boolean;
  readonly since: Instant;
  /** The caller, the sounds, and how many times the caller has heard them by now: the same in every run. */
  readonly name: string;
}

/** A phone that begins to ring. */
export interface Rung {
  readonly leg: LegId;
  readonly name: string;
  readonly call: CallId;
  /** The user, or the number outside. */
  readonly who: string;
  readonly isUser: boolean;
  /** The group whose offer it is. */
  readonly group: GroupId | undefined;
  readonly offer: OfferId | undefined;
}

/** What people can react to, or what is over with them. */
export type Mark =
  | EpisodeChange
  | { readonly type: 'legRung'; readonly at: Instant; readonly rung: Rung }
  | { readonly type: 'legOver'; readonly at: Instant; readonly leg: LegId }
  | { readonly type: 'soundBegan' | 'soundOver'; readonly at: Instant; readonly heard: Heard };

/** One run, told as what people see of it. */
export class Story {
  readonly state: State;
  readonly names: StoryNames;
  readonly episodes: Episodes;
  private readonly hearing = new Map<CallId, Heard>();
  private readonly counts = new Map<string, number>();

  constructor(state: State, at: Instant) {
    this.state = state;
    this.names = new StoryNames(state);
    this.episodes = new Episodes(state, at);
    for (const { id, hears } of state.calls.values()) if (hears.kind === 'sounds') this.hear(id, hears, at);
  }

  /** What a call hears, when it is sounds. */
  heardBy(call: CallId): Heard | undefined {
    return this.hearing.get(call);
  }

  /** The phones that ring already. */
  ringing(): readonly Rung[] {
    return [...this.state.legs.values()]
      .filter(({ phase }) => phase === 'dialling' || phase === 'ringing')
      .map(({ id, offer }) => this.rung(id, offer))
      .sort((a, b) => byId(a.leg, b.leg));
  }

  /** The name of an episode: the same in every run. */
  nameOf({ call, kind, number }: { readonly call: CallId; readonly kind: string; readonly number: number }): string {
    return `${this.names.calls.nameOf(call)} ${kind} ${number}`;
  }

  /** What a step means for people; `at` is its instant. */
  follow(events: readonly Event[], at: Instant): readonly Mark[] {
    const marks: Mark[] = [];
    for (const event of events) {
      this.names.read(event);
      this.read(event, marks);
    }
    marks.push(...this.episodes.follow(this.state, events, at));
    return marks;
  }

  private read(event: Event, marks: Mark[]): void {
    switch (event.type) {
      case 'legStarted':
        this.rings(event, marks);
        return;
      case 'callPlaced':
        // A leg may be gone in the very step that began it.
        if (this.state.legs.has(event.leg))
          marks.push({ type: 'legRung', at: event.at, rung: this.rung(event.leg, undefined) });
        return;
      case 'legEnded':
        marks.push({ type: 'legOver', at: event.at, leg: event.leg });
        return;
      case 'callEnded':
        this.stopHearing(event.call, event.at, marks);
        return;
      case 'callerHears': {
        const { call, audio, at } = event;
        this.stopHearing(call, at, marks);
        if (audio.kind === 'sounds') marks.push({ type: 'soundBegan', at, heard: this.hear(call, audio, at) });
        return;
      }
      default:
    }
  }

  private rings({ leg, offer, at }: EventOf<'legStarted'>, marks: Mark[]): void {
    if (this.state.legs.has(leg)) marks.push({ type: 'legRung', at, rung: this.rung(leg, offer) });
  }

  private rung(id: LegId, offer: OfferId | undefined): Rung {
    const leg = must(this.state.legs.get(id), id);
    const to = offer === undefined ? undefined : this.state.offers.get(offer)?.to;
    const user = userOf(leg);
    const number = leg.party.kind === 'external' ? leg.party.number : '';
    return {
      leg: id,
      name: this.names.legs.nameOf(id),
      call: leg.call,
      who: user ?? number,
      isUser: user !== undefined,
      group: to?.kind === 'tier' ? to.group : undefined,
      offer,
    };
  }

  private stopHearing(call: CallId, at: Instant, marks: Mark[]): void {
    const heard = this.hearing.get(call);
    if (heard === undefined) return;
    this.hearing.delete(call);
    marks.push({ type: 'soundOver', at, heard });
  }

  private hear(call: CallId, audio: Pick<Heard, 'play' | 'sounds' | 'isLooped'>, since: Instant): Heard {
    const key = `${this.names.calls.nameOf(call)} hears ${audio.sounds.join(' ')}`;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    const { play, sounds, isLooped } = audio;
    const heard: Heard = { call, play, sounds, isLooped, since, name: `${key} #${count}` };
    this.hearing.set(call, heard);
    return heard;
  }
}
