import type { Action, Cause, LegId, Signal } from '@sentralbord/core';
import type { InboundLeg } from './session/inbound-leg.ts';
import type { LegEvents } from './session/leg-context.ts';
import type { MediaService } from './session/media-service.ts';
import type { OutboundLeg } from './session/outbound-leg.ts';

/** A live leg of the network. */
export type LiveLeg =
  | { readonly kind: 'inbound'; readonly leg: InboundLeg }
  | { readonly kind: 'outbound'; readonly leg: OutboundLeg };

type StartLeg = Extract<Action, { readonly type: 'startLeg' }>;

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
        this.inbound(action.leg)?.ring();
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
      case 'play':
        this.play(action.leg, action.sound);
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
        const isLive = this.live.delete(id);
        if (isLive) this.options.deliver({ type: 'legEnded', leg: id, cause });
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
    this.live.delete(id);
    live?.leg.hangUp(cause);
  }

  private join(a: LegId, b: LegId): void {
    const [first, second] = [this.live.get(a)?.leg.media, this.live.get(b)?.leg.media];
    if (first !== undefined && second !== undefined) this.options.media.join(first, second);
  }

  private play(id: LegId, sound: string): void {
    const media = this.live.get(id)?.leg.media;
    if (media !== undefined) this.options.media.play(media, sound, () => this.tell(id, { type: 'played', leg: id }));
  }

  private tell(id: LegId, signal: Signal): void {
    if (this.live.has(id)) this.options.deliver(signal);
  }

  private inbound(id: LegId): InboundLeg | undefined {
    const live = this.live.get(id);
    return live?.kind === 'inbound' ? live.leg : undefined;
  }
}
