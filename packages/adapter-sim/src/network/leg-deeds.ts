import type { Action, Signal } from '@sentralbord/core';
import type { Media } from './media.ts';
import type { People } from './people.ts';
import type { ActionOf } from './port-types.ts';
import type { Recordings } from './recordings.ts';
import type { NetworkLeg } from './telephone.ts';

/** What deeds at legs need of the network. */
export interface LegDeedsOptions {
  readonly media: Media;
  readonly recordings: Recordings;
  readonly people: People;
  readonly send: (signal: Signal) => void;
  readonly isLive: (leg: NetworkLeg) => boolean;
}

/** An action at one leg that leaves the leg alive. */
export type LegAction = Exclude<Action, ActionOf<'startLeg' | 'bridge' | 'unbridge' | 'hangUp' | 'reject' | 'answer'>>;

/** What is done at one leg: from our side by actions, from the other side by a hand on the telephone. */
export class LegDeeds {
  private readonly options: LegDeedsOptions;

  constructor(options: LegDeedsOptions) {
    this.options = options;
  }

  obey(leg: NetworkLeg, action: LegAction): void {
    const { media, recordings, people } = this.options;
    switch (action.type) {
      case 'ring':
        media.ring(leg);
        return;
      case 'play':
        media.play(leg, action);
        return;
      case 'stopPlaying':
        leg.playing = undefined;
        return;
      case 'record':
        recordings.start(leg, action);
        people.isRecorded(leg);
        return;
      case 'stopRecording':
        recordings.stop(leg, action.recording);
        return;
      case 'joinRoom':
        media.joinRoom(leg, action.room, action.role);
        return;
      case 'leaveRoom':
        media.leaveRoom(leg, action.room);
        return;
      case 'setRole':
        media.setRole(leg, action.room, action.role);
        return;
      case 'sendDigits':
        leg.keysHeard += action.digits;
        return;
      case 'showParty':
        leg.telephone.show(leg, action.shown);
    }
  }

  /** Heard while the leg is up; before that, 1 confirms an answer that has to be confirmed. */
  press(leg: NetworkLeg, key: string): void {
    const { send, recordings, people, isLive } = this.options;
    if (!isLive(leg)) return;
    if (leg.phase === 'confirming' && key === '1') {
      leg.phase = 'up';
      send({ type: 'legAnswered', leg: leg.id, by: 'person' });
      people.hasAnswered(leg);
    } else if (leg.recording?.isTalk === false && key === '#') recordings.finish(leg);
    else if (leg.phase === 'up') send({ type: 'digit', leg: leg.id, digit: key });
  }

  setHolding(leg: NetworkLeg, isHolding: boolean): void {
    if (leg.phase !== 'up' || leg.isHolding === isHolding) return;
    leg.isHolding = isHolding;
    this.options.send({ type: isHolding ? 'held' : 'resumed', leg: leg.id });
  }

  requestTransfer(leg: NetworkLeg, to: string, { isAttended }: { readonly isAttended: boolean }): void {
    const { aside } = leg.telephone;
    const { send } = this.options;
    if (!isAttended) send({ type: 'transferRequested', leg: leg.id, to });
    else if (aside !== undefined) send({ type: 'transferRequested', leg: aside.id, to, attended: leg.id });
  }
}
