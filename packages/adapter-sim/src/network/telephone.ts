import type { Cause, Instant, LegId, Shown } from '@sentralbord/core';
import type { Behaviour, Manners } from './behaviour.ts';
import type { Connection, Hearer, Playing, Recording } from './hearing.ts';
import type { ActionOf } from './port-types.ts';
import type { RandomStream } from './random-stream.ts';

/** What we asked of the network for a leg that we started. */
export type AnswerControl = Pick<ActionOf<'startLeg'>, 'diversion' | 'confirm'>;

/** A leg as the network knows it. */
export interface NetworkLeg extends Hearer {
  readonly id: LegId;
  readonly telephone: Telephone;
  /** `arrived`: the telephone has called us; `started`: we have called it. */
  readonly side: 'arrived' | 'started';
  /** Whether it runs through the trunk. */
  readonly isOutside: boolean;
  readonly control: AnswerControl;
  /** `confirming`: it is in somebody's hand, and rings on for us until they press 1. */
  phase: Hearer['phase'];
  playing: Playing | undefined;
  connection: Connection | undefined;
  recording: Recording | undefined;
  /** The telephone has put us on hold. */
  isHolding: boolean;
  /** The keys that were sent to it. */
  keysHeard: string;
  manners: Manners;
}

/** One time that a telephone rang. */
export interface Ring {
  readonly fromAt: Instant;
  /** When it stopped, by an answer or otherwise; undefined while it rings. */
  untilAt: Instant | undefined;
  /** What the screen showed, at last. */
  shown: Shown;
  /** What the screen showed before, in order, where it changed. */
  readonly shownBefore: Shown[];
}

/** A telephone and the person behind it; it can ring for one call, be in one other, and keep a third on hold. */
export class Telephone {
  /** A device id or a number. */
  readonly name: string;
  readonly random: RandomStream;
  behaviour: Behaviour;
  /** Counts changes of mind, so that what was planned before is dropped. */
  mind = 0;
  ringing: NetworkLeg | undefined;
  /** The call it is in, or is making. */
  active: NetworkLeg | undefined;
  /** The call on hold beside the one it is in. */
  aside: NetworkLeg | undefined;
  /** How its last call or ring ended, as it was told. */
  lastCause: Cause | undefined;
  /** What the screen showed last. */
  shown: Shown | undefined;
  readonly rings: Ring[] = [];

  constructor(name: string, behaviour: Behaviour, random: RandomStream) {
    this.name = name;
    this.behaviour = behaviour;
    this.random = random;
  }

  /** What it is doing, in the words of the adapter kit. */
  get phase(): 'idle' | Exclude<NetworkLeg['phase'], 'confirming'> {
    const phase = (this.active ?? this.ringing)?.phase ?? 'idle';
    return phase === 'confirming' ? 'up' : phase;
  }

  /** Whether no call can be made from it: it is in one that is not on hold, or has one on hold already. */
  get isTaken(): boolean {
    return this.active !== undefined && (!this.active.isHolding || this.aside !== undefined);
  }

  /** Why it does not ring when it is called; undefined when it does. */
  get refusalOfRing(): Cause | undefined {
    if (this.behaviour.does === 'unreachable') return 'unreachable';
    const isBusy = this.behaviour.does === 'busy' || this.ringing !== undefined || this.active !== undefined;
    return isBusy ? 'busy' : undefined;
  }

  startRinging(leg: NetworkLeg, at: Instant, shown: Shown): void {
    leg.phase = 'ringing';
    this.ringing = leg;
    this.shown = shown;
    this.rings.push({ fromAt: at, untilAt: undefined, shown, shownBefore: [] });
  }

  /** The screen changes for a leg. */
  show(leg: NetworkLeg, shown: Shown): void {
    this.shown = shown;
    const ring = this.rings.at(-1);
    if (this.ringing !== leg || ring === undefined) return;
    ring.shownBefore.push(ring.shown);
    ring.shown = shown;
  }

  /** A call is made from it; the one on hold is kept. */
  make(leg: NetworkLeg): void {
    this.aside = this.active;
    this.active = leg;
  }

  /** The one that rings is in the hand from now on. */
  pickUp(at: Instant): void {
    const leg = this.ringing;
    if (leg === undefined) return;
    this.stopRinging(at);
    leg.phase = leg.control.confirm === 'key' ? 'confirming' : 'up';
    this.active = leg;
  }

  /** A leg is gone, for a cause that this telephone is told. */
  forget(leg: NetworkLeg, at: Instant, cause: Cause): void {
    if (this.ringing === leg) this.stopRinging(at);
    if (this.active === leg) {
      this.active = this.aside;
      this.aside = undefined;
    }
    if (this.aside === leg) this.aside = undefined;
    this.lastCause = cause;
  }

  private stopRinging(at: Instant): void {
    const ring = this.rings.at(-1);
    if (ring !== undefined) ring.untilAt = at;
    this.ringing = undefined;
  }
}
