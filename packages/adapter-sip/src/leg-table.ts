import type { Action, Cause, LegId, Signal } from '@sentralbord/core';
import type { Bridge } from './media/bridge.ts';
import type { InboundLeg } from './session/inbound-leg.ts';
import type { LegEvents } from './session/leg-context.ts';
import type { MediaService } from './session/media-service.ts';
import type { OutboundLeg } from './session/outbound-leg.ts';

/** A live leg of the network. */
export type LiveLeg =
  | { readonly kind: 'inbound'; readonly leg: InboundLeg }
  | { readonly kind: 'outbound'; readonly leg: OutboundLeg };

type StartLeg = Extract<Action, { readonly type: 'startLeg' }>;
type PlayAction = Extract<Action, { readonly type: 'play' }>;
/** What the adapter's capabilities exclude. */
type DeclinedAction = Extract<
  Action,
  {
    readonly type: 'record' | 'stopRecording' | 'joinRoom' | 'leaveRoom' | 'setRole' | 'sendDigits' | 'showParty';
  }
>;

/** Two legs that hear each other. */
interface Joined {
  readonly bridge: Bridge;
}

/** What the table needs of the adapter. */
export interface LegTableOptions {
  readonly media: MediaService;
  readonly deliver: (signal: Signal) => void;
  /** Begins a leg; its cause when it cannot be begun. */
  readonly start: (action: StartLeg, events: LegEvents) => OutboundLeg | Cause;
}

/**
 * The legs by the engine's ids: obeys actions and tells signals. A leg that the
 * engine has ended is forgotten here at once, while its protocol is still being
 * brought to an end; `closing` counts those.
 */
export class LegTable {
  private readonly options: LegTableOptions;
  private readonly live = new Map<LegId, LiveLeg>();
  private readonly unfinished = new Set<LegId>();
  private readonly bridges = new Map<LegId, Joined>();
  private declinedActions = 0;

  constructor(options: LegTableOptions) {
    this.options = options;
  }

  /** Obeys one action; one about a leg that is gone does nothing. */
  perform(action: Action): void {
    switch (action.type) {
      case 'startLeg':
        this.start(action);
        return;
      case 'ring':
        this.ring(action.leg);
        return;
      case 'answer':
        this.inbound(action.leg)?.answer();
        return;
      case 'reject':
      case 'hangUp':
        this.end(action.leg, action.cause);
        return;
      case 'bridge':
        this.join(action.a, action.b);
        return;
      case 'unbridge':
        this.part(action.a, action.b);
        return;
      case 'play':
        this.play(action);
        return;
      case 'stopPlaying':
        this.stopPlaying(action.leg);
        return;
      default:
        this.decline(action);
    }
  }

  /** Takes up a leg that came from the network. */
  arrived(id: LegId, leg: InboundLeg): void {
    this.live.set(id, { kind: 'inbound', leg });
    this.unfinished.add(id);
  }

  /** What a leg tells, as signals. */
  eventsOf(id: LegId): LegEvents {
    return {
      ringing: () => this.tell(id, { type: 'legRinging', leg: id }),
      answered: () => this.tell(id, { type: 'legAnswered', leg: id }),
      ended: (cause) => {
        if (this.forget(id)) this.options.deliver({ type: 'legEnded', leg: id, cause });
      },
      gone: () => this.unfinished.delete(id),
    };
  }

  /** The legs that the engine knows. */
  ids(): readonly LegId[] {
    return [...this.live.keys()];
  }

  /** Legs that are ended and whose last messages are still under way. */
  get closing(): number {
    return [...this.unfinished].filter((id) => !this.live.has(id)).length;
  }

  /** Actions that were asked for although the capabilities exclude them. */
  get declined(): number {
    return this.declinedActions;
  }

  /** Frees the media of every leg: nothing plays and nothing is relayed any more. */
  closeMedia(): void {
    for (const { leg } of this.live.values()) leg.media?.close();
  }

  private start(action: StartLeg): void {
    const id = action.leg;
    this.unfinished.add(id);
    const leg = this.options.start(action, this.eventsOf(id));
    if (typeof leg !== 'string') {
      this.live.set(id, { kind: 'outbound', leg });
      return;
    }
    this.unfinished.delete(id);
    this.options.deliver({ type: 'legEnded', leg: id, cause: leg });
  }

  private end(id: LegId, cause: Cause): void {
    const live = this.live.get(id);
    this.forget(id);
    live?.leg.hangUp(cause);
  }

  /** Before the answer as a SIP message, after it as a tone. */
  private ring(id: LegId): void {
    const leg = this.live.get(id)?.leg;
    if (leg?.isUp !== true) this.inbound(id)?.ring();
    else if (leg.media !== undefined) this.options.media.ring(leg.media);
  }

  private join(a: LegId, b: LegId): void {
    const [first, second] = [this.live.get(a)?.leg.media, this.live.get(b)?.leg.media];
    if (first === undefined || second === undefined) return;
    const joined = { bridge: this.options.media.join(first, second) };
    this.bridges.set(a, joined);
    this.bridges.set(b, joined);
  }

  private part(a: LegId, b: LegId): void {
    const joined = this.bridges.get(a);
    if (joined === undefined || joined !== this.bridges.get(b)) return;
    joined.bridge.unbridge();
    this.bridges.delete(a);
    this.bridges.delete(b);
  }

  private play({ leg, play, sounds, loop, language }: PlayAction): void {
    const media = this.live.get(leg)?.leg.media;
    if (media === undefined) return;
    const onPlayed = () => this.tell(leg, { type: 'played', leg, play });
    this.options.media.play(media, { names: sounds, language, isLooped: loop, onPlayed });
  }

  private stopPlaying(id: LegId): void {
    const media = this.live.get(id)?.leg.media;
    if (media !== undefined) this.options.media.stop(media);
  }

  /** What the capabilities say cannot be done is not done, and counted; nobody is left waiting for a recording. */
  private decline(action: DeclinedAction): void {
    this.declinedActions += 1;
    if (action.type !== 'record') return;
    const { leg, recording } = action;
    this.tell(leg, { type: 'recorded', leg, recording, durationMs: 0 });
  }

  private forget(id: LegId): boolean {
    this.bridges.delete(id);
    return this.live.delete(id);
  }

  private tell(id: LegId, signal: Signal): void {
    if (this.live.has(id)) this.options.deliver(signal);
  }

  private inbound(id: LegId): InboundLeg | undefined {
    const live = this.live.get(id);
    return live?.kind === 'inbound' ? live.leg : undefined;
  }
}
