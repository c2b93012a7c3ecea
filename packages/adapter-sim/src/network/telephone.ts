import type { Cause, Instant, LegId, Shown } from '@sentralbord/core';
import type { Behaviour } from './behaviour.ts';
import type { RandomStream } from './random-stream.ts';

/** A leg as the network knows it. */
export interface NetworkLeg {
  readonly id: LegId;
  readonly telephone: Telephone;
  /** `arrived`: the telephone has called us; `started`: we have called it. */
  readonly side: 'arrived' | 'started';
  /** Whether it runs through the trunk. */
  readonly isOutside: boolean;
  phase: 'calling' | 'hearsRinging' | 'ringing' | 'up';
  bridgedWith: LegId | undefined;
  isHearingSound: boolean;
}

/** One time that a telephone rang. */
export interface Ring {
  readonly fromAt: Instant;
  /** When it stopped, by an answer or otherwise; undefined while it rings. */
  untilAt: Instant | undefined;
  /** What the screen showed. */
  readonly shown: Shown;
}

/** A telephone and the person behind it; it can ring for one call and be in one other. */
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
  /** How its last call or ring ended, as it was told. */
  lastCause: Cause | undefined;
  readonly rings: Ring[] = [];

  constructor(name: string, behaviour: Behaviour, random: RandomStream) {
    this.name = name;
    this.behaviour = behaviour;
    this.random = random;
  }

  /** What it is doing, in the words of the adapter kit. */
  get phase(): 'idle' | NetworkLeg['phase'] {
    return (this.active ?? this.ringing)?.phase ?? 'idle';
  }

  /** What the screen showed last. */
  get shown(): Shown | undefined {
    return this.rings.at(-1)?.shown;
  }

  startRinging(leg: NetworkLeg, at: Instant, shown: Shown): void {
    leg.phase = 'ringing';
    this.ringing = leg;
    this.rings.push({ fromAt: at, untilAt: undefined, shown });
  }

  /** The one that rings is in the hand from now on. */
  pickUp(at: Instant): void {
    const leg = this.ringing;
    if (leg === undefined) return;
    this.stopRinging(at);
    leg.phase = 'up';
    this.active = leg;
  }

  /** A leg is gone, for a cause that this telephone is told. */
  forget(leg: NetworkLeg, at: Instant, cause: Cause): void {
    if (this.ringing === leg) this.stopRinging(at);
    if (this.active === leg) this.active = undefined;
    this.lastCause = cause;
  }

  private stopRinging(at: Instant): void {
    const ring = this.rings.at(-1);
    if (ring !== undefined) ring.untilAt = at;
    this.ringing = undefined;
  }
}
