import type { Call } from '../call/call.ts';
import type { Event } from '../kernel/event.ts';
import type { CallId, GroupId, LegId, UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import { userOf } from '../leg/leg.ts';

/**
 * What a call does for a while: it is dialled by us, or its caller waits, talks
 * with one party (holds and consultations included), or speaks a message.
 */
export type EpisodeKind = 'dialling' | 'wait' | 'talk' | 'message';

/** One stretch of a call's life. */
export interface Episode {
  readonly call: CallId;
  readonly kind: EpisodeKind;
  /** The first wait of a call is 1, and so is its first talk. */
  readonly number: number;
  readonly beganAt: Instant;
  /** The leg that the caller talks with. */
  readonly partner: LegId | undefined;
  /** The user whom the caller talks with. */
  readonly user: UserId | undefined;
  /** Who it is that the caller talks with: the user, else the number; empty in a meeting. */
  readonly with: string;
  /** Whether the caller has called us, and is not one who consults a colleague: only those have a patience. */
  readonly isCallers: boolean;
  /** The group whose call the talk is. */
  readonly group: GroupId | undefined;
}

/** An episode has begun or is over. */
export type EpisodeChange =
  | { readonly type: 'episodeBegan'; readonly at: Instant; readonly episode: Episode }
  | {
      readonly type: 'episodeOver';
      readonly at: Instant;
      readonly episode: Episode;
      /** The first group that has taken the call. */
      readonly group: GroupId | undefined;
    };

/** The episodes of every call, as the steps of a run change them. */
export class Episodes {
  private readonly now = new Map<CallId, Episode>();
  private readonly counts = new Map<string, number>();

  constructor(state: State, at: Instant) {
    for (const call of state.calls.values()) this.begin(state, call, at);
  }

  /** What the call is doing; undefined: it is over. */
  of(call: CallId): Episode | undefined {
    return this.now.get(call);
  }

  /** The episodes that run, in no order that may be relied on. */
  running(): Iterable<Episode> {
    return this.now.values();
  }

  /** What a step has changed, in the order of its events. */
  follow(state: State, events: readonly Event[], at: Instant): readonly EpisodeChange[] {
    const touched = new Set<CallId>();
    const endedIn = new Map<CallId, GroupId | undefined>();
    for (const event of events) {
      touch(touched, event);
      if (event.type === 'callEnded') endedIn.set(event.call, event.record.group);
    }
    const changes: EpisodeChange[] = [];
    for (const id of touched) {
      const before = this.now.get(id);
      const call = state.calls.get(id);
      const kind = call === undefined ? undefined : kindOf(call);
      if (before !== undefined && before.kind === kind && before.partner === partnerOf(call)) continue;
      if (before !== undefined) {
        changes.push({ type: 'episodeOver', at, episode: before, group: call?.group ?? endedIn.get(id) });
      }
      const began = call === undefined ? undefined : this.begin(state, call, at);
      if (began === undefined) this.now.delete(id);
      else changes.push({ type: 'episodeBegan', at, episode: began });
    }
    return changes;
  }

  private begin(state: State, call: Call, at: Instant): Episode {
    const kind = kindOf(call);
    const key = `${call.id} ${kind}`;
    const number = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, number);
    const partner = partnerOf(call);
    const leg = partner === undefined ? undefined : state.legs.get(partner);
    const user = leg === undefined ? undefined : userOf(leg);
    const other = leg?.party.kind === 'external' ? leg.party.number : '';
    const episode: Episode = {
      call: call.id,
      kind,
      number,
      beganAt: at,
      partner,
      user,
      with: user ?? other,
      isCallers: call.from.kind !== 'switchboard' && call.consultationFor === undefined,
      group: kind === 'talk' ? call.talks.at(-1)?.group : undefined,
    };
    this.now.set(call.id, episode);
    return episode;
  }
}

function touch(touched: Set<CallId>, event: Event): void {
  if ('call' in event && event.call !== undefined) touched.add(event.call);
  if ('supervision' in event) touched.add(event.supervision);
  if (event.type === 'callParted') touched.add(event.parted);
  if (event.type === 'consultationBegan' || event.type === 'consultationEnded') touched.add(event.consultation);
  if (event.type === 'entryJoined' && event.holder.kind === 'call') touched.add(event.holder.call);
  if (event.type === 'legMoved' || event.type === 'offerMoved') touched.add(event.to);
}

function kindOf({ at }: Call): EpisodeKind {
  switch (at.phase) {
    case 'dialling':
      return 'dialling';
    case 'connected':
    case 'held':
    case 'consulting':
    case 'inConference':
    case 'supervising':
      return 'talk';
    case 'leavingMessage':
      return at.part.kind === 'recording' ? 'message' : 'wait';
    default:
      return 'wait';
  }
}

function partnerOf(call: Call | undefined): LegId | undefined {
  const at = call?.at;
  return at?.phase === 'connected' || at?.phase === 'held' || at?.phase === 'consulting' ? at.leg : undefined;
}
