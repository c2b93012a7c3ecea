import { drawMs, type Reaction, type TimeSpan } from './behaviour.ts';
import { beginOf, type Playing } from './hearing.ts';
import { TONE_MS } from './recordings.ts';
import type { SimClock } from './sim-clock.ts';
import type { NetworkLeg, Telephone } from './telephone.ts';

const ANSWER_MS = 3_000;
const REJECT_MS = 2_000;
const VOICEMAIL_MS = 20_000;
/** From picking up to the key that confirms. */
const CONFIRM_MS = 2_000;
const REACT_MS = 1_000;
/** Between two keys. */
const KEY_MS = 200;

/** What people can do with their telephones. */
export interface Hands {
  readonly pickUp: (telephone: Telephone) => void;
  readonly refuse: (leg: NetworkLeg) => void;
  /** Does nothing once the leg is gone. */
  readonly hangUp: (leg: NetworkLeg) => void;
  /** Does nothing once the leg is gone. */
  readonly press: (leg: NetworkLeg, key: string) => void;
  readonly say: (leg: NetworkLeg, ms: number) => void;
}

/** The people and machines behind the telephones: what they do, and when. */
export class People {
  private readonly clock: SimClock;
  private readonly hands: Hands;

  constructor(clock: SimClock, hands: Hands) {
    this.clock = clock;
    this.hands = hands;
  }

  /** It rings. */
  rings(telephone: Telephone, leg: NetworkLeg): void {
    const deed = this.deedOf(telephone, leg);
    if (deed === undefined) return;
    const { mind } = telephone;
    this.clock.after(drawMs(deed.afterMs, telephone.random), () => {
      if (telephone.ringing === leg && telephone.mind === mind) deed.run();
    });
  }

  /** Somebody has to press 1 before their answer counts. */
  isAskedToConfirm(leg: NetworkLeg): void {
    const { behaviour } = leg.telephone;
    if (behaviour.does !== 'answer' || behaviour.confirms === false) return;
    this.clock.after(CONFIRM_MS, () => this.hands.press(leg, '1'));
  }

  /** An answer of theirs counts; they talk for as long as they do. */
  hasAnswered(leg: NetworkLeg): void {
    const { behaviour } = leg.telephone;
    if (behaviour.does === 'answer') leg.manners = behaviour;
    if (behaviour.does === 'answer' || behaviour.does === 'voicemail') this.talks(leg, behaviour.talkMs);
  }

  /** They hang up after so long; absent: not first. */
  talks(leg: NetworkLeg, talkMs: TimeSpan | undefined): void {
    if (talkMs === undefined) return;
    this.clock.after(drawMs(talkMs, leg.telephone.random), () => this.hands.hangUp(leg));
  }

  /** Something begins to play to them. */
  hear(leg: NetworkLeg, playing: Playing): void {
    for (const reaction of leg.manners.reactions ?? []) {
      const begin = beginOfCue(reaction, playing);
      if (begin === undefined) continue;
      this.clock.after(begin, () => leg.playing === playing && this.react(leg, reaction));
    }
  }

  /** The tone of a recording begins. */
  isRecorded(leg: NetworkLeg): void {
    const { recording, manners, telephone } = leg;
    const { saysMs } = manners;
    if (recording === undefined || saysMs === undefined) return;
    this.clock.after(TONE_MS, () => {
      if (leg.recording === recording) this.hands.say(leg, drawMs(saysMs, telephone.random));
    });
  }

  private deedOf(telephone: Telephone, leg: NetworkLeg) {
    const { behaviour } = telephone;
    const pickUp = () => this.hands.pickUp(telephone);
    switch (behaviour.does) {
      case 'answer':
        return { afterMs: behaviour.afterMs ?? ANSWER_MS, run: pickUp };
      case 'voicemail':
        if (leg.control.diversion === 'suppressed') return undefined;
        return { afterMs: behaviour.afterMs ?? VOICEMAIL_MS, run: pickUp };
      case 'reject':
        return { afterMs: behaviour.afterMs ?? REJECT_MS, run: () => this.hands.refuse(leg) };
      default:
        return undefined;
    }
  }

  private react(leg: NetworkLeg, reaction: Reaction): void {
    const afterMs = drawMs(reaction.afterMs ?? REACT_MS, leg.telephone.random);
    if (reaction.does === 'hangUp') {
      this.clock.after(afterMs, () => this.hands.hangUp(leg));
      return;
    }
    for (const [place, key] of [...reaction.keys].entries()) {
      this.clock.after(afterMs + place * KEY_MS, () => this.hands.press(leg, key));
    }
  }
}

/** How many ms after its begin something that plays sets off a reaction; undefined when it does not. */
function beginOfCue({ hears }: Reaction, playing: Playing): number | undefined {
  if (playing.kind === 'ringing') return hears === 'ringing' ? 0 : undefined;
  return beginOf(hears, playing.tape);
}
