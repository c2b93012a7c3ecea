import type { Event } from '../kernel/event.ts';
import type { CallbackId, CallId, ConferenceId, LegId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { LegTarget } from '../port/telephony.ts';
import { TwoWay } from './two-way.ts';

/**
 * What calls, legs, meetings and promises are called in every run of the same
 * day, whatever numbers the engine gives them: a caller by the network's leg, a
 * phone that rings by the caller for whom it rings and how many times it has.
 */
export class StoryNames {
  readonly calls = new TwoWay<CallId>();
  readonly legs = new TwoWay<LegId>();
  readonly conferences = new TwoWay<ConferenceId>();
  readonly callbacks = new TwoWay<CallbackId>();
  private readonly counts = new Map<string, number>();

  /** Begins with what is alive already. */
  constructor(state: State) {
    for (const { id, callerLeg } of state.calls.values()) {
      const isArrived = state.legs.get(callerLeg)?.isArrived === true;
      this.calls.set(id, isArrived ? callerLeg : `call ${id}`);
    }
    for (const { id, isArrived } of state.legs.values()) this.legs.set(id, isArrived ? id : `leg ${id}`);
    for (const id of state.conferences.keys()) this.conferences.set(id, `meeting ${id}`);
    for (const id of state.callbacks.keys()) this.callbacks.set(id, `promise ${id}`);
  }

  /** Names what an event brings about. */
  read(event: Event): void {
    switch (event.type) {
      case 'callArrived':
        this.calls.set(event.call, event.leg);
        this.legs.set(event.leg, event.leg);
        return;
      case 'callPlaced': {
        const name = this.numbered(`to ${textOf(event.to)}`);
        this.calls.set(event.call, name);
        this.legs.set(event.leg, `${name} > itself`);
        return;
      }
      case 'consultationBegan':
        this.calls.set(event.consultation, this.numbered(`${this.calls.nameOf(event.call)} consultation`));
        return;
      case 'callParted':
        this.calls.set(event.parted, this.numbered(`${this.calls.nameOf(event.call)} parted`));
        return;
      case 'legStarted': {
        const to = event.party.kind === 'device' ? event.party.device : nameOfParty(event.party);
        this.legs.set(event.leg, this.numbered(`${this.calls.nameOf(event.call)} > ${to}`));
        return;
      }
      case 'conferenceBegan':
        this.conferences.set(event.conference, this.numbered(`meeting of ${event.heldIn ?? event.owner}`));
        return;
      case 'callbackPromised':
        this.callbacks.set(event.callback, this.numbered(`promise to ${event.number} of ${event.group}`));
        return;
      default:
    }
  }

  private numbered(name: string): string {
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    return `${name} #${count}`;
  }
}

const textOf = (to: LegTarget): string => (to.kind === 'device' ? to.device : to.number);
const nameOfParty = (party: { readonly kind: 'trunk' } | { readonly kind: 'external'; readonly number: string }) =>
  party.kind === 'external' ? party.number : 'trunk';
