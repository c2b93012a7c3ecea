import type { LegId } from '../src/kernel/ids.ts';
import type { Habit } from './network-plan.ts';
import type { FarHears, NetworkTalk } from './network-talk.ts';

/** A leg as the network knows it. */
export class FarLeg {
  readonly id: LegId;
  readonly side: 'arrived' | 'started';
  readonly habit: Habit | undefined;
  isUp = false;
  /** Answered after it was stopped, or arrived: whether the engine has been told yet. */
  isTold = false;
  /** The far end has put us on hold. */
  isHolding = false;
  private readonly talk: NetworkTalk;

  constructor({ id, side, habit }: Pick<FarLeg, 'id' | 'side' | 'habit'>, talk: NetworkTalk) {
    this.id = id;
    this.side = side;
    this.habit = habit;
    this.talk = talk;
  }

  /** What it hears, until the engine has been told of its end; undefined: silence. */
  get hears(): FarHears | undefined {
    return this.talk.hears(this.id);
  }

  /** The leg that it hears. */
  get bridgedTo(): LegId | undefined {
    return this.hears?.kind === 'leg' ? this.hears.leg : undefined;
  }

  /** Whether it hears something that is not one leg: sounds, ringing, a room, or that it is recorded. */
  get isPlaying(): boolean {
    return this.hears !== undefined && this.hears.kind !== 'leg';
  }
}
