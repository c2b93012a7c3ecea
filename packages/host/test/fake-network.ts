import {
  type Action,
  type ArrivedFrom,
  arrivedLegId,
  type ClockPort,
  type DeviceId,
  type LegId,
  type Signal,
  type TelephonyPort,
  type TrunkId,
} from '@sentralbord/core';

/** A clock that is set by hand. */
export class HandClock implements ClockPort {
  time = 1000;
  dueAt: number | undefined;
  /** How often it was asked to wake somebody. */
  askings = 0;
  private wake: () => void = () => {};

  now(): number {
    return this.time;
  }

  wakeAt(at: number | undefined, wake: () => void): void {
    this.askings += 1;
    this.dueAt = at;
    this.wake = wake;
  }

  /** Passes on to the instant, and wakes on the way whoever is due. */
  passTo(at: number): void {
    while (this.dueAt !== undefined && this.dueAt <= at) {
      this.time = Math.max(this.time, this.dueAt);
      this.dueAt = undefined;
      this.wake();
    }
    this.time = at;
  }
}

/** A network that writes down what it is asked, knows which legs live, and tells what it is told to tell. */
export class FakeNetwork implements TelephonyPort {
  readonly capabilities = {
    external: true,
    sounds: true,
    digits: true,
    recording: true,
    rooms: true,
    displayUpdates: true,
    answerControl: true,
  };
  readonly asked: Action[] = [];
  readonly live = new Set<LegId>();
  /** Called with every action, after it is obeyed; may tell signals at once. */
  onAction: (action: Action) => void = () => {};
  deliver: (signal: Signal) => void = () => {};

  start(deliver: (signal: Signal) => void): void {
    this.deliver = deliver;
  }

  perform(action: Action): void {
    this.asked.push(action);
    if (action.type === 'startLeg') this.live.add(action.leg);
    if (action.type === 'hangUp' || action.type === 'reject') this.live.delete(action.leg);
    this.onAction(action);
  }

  legs(): readonly LegId[] {
    return [...this.live];
  }

  /** Somebody outside calls a public number. */
  callFrom(name: string, to: string): LegId {
    return this.arrive(name, { kind: 'trunk', trunk: 't' as TrunkId, isWithheld: true }, to);
  }

  /** Somebody dials at a phone. */
  dial(name: string, device: string, to: string): LegId {
    return this.arrive(name, { kind: 'device', device: device as DeviceId }, to);
  }

  arrive(name: string, from: ArrivedFrom, to: string): LegId {
    const leg = arrivedLegId(name);
    this.live.add(leg);
    this.deliver({ type: 'callArrived', leg, from, to });
    return leg;
  }

  end(leg: LegId): void {
    this.live.delete(leg);
    this.deliver({ type: 'legEnded', leg, cause: 'hungUp' });
  }

  reach(device: string, isReachable = true): void {
    this.deliver({ type: 'deviceState', device: device as DeviceId, isReachable });
  }

  /** What was asked, without its details: `startLeg l1.a`. */
  lines(): readonly string[] {
    return this.asked.map((action) =>
      'leg' in action ? `${action.type} ${action.leg}` : `${action.type} ${action.a} ${action.b}`,
    );
  }

  /** The last leg that was started. */
  lastStarted(): LegId {
    const found = this.asked.findLast(({ type }) => type === 'startLeg');
    if (found?.type !== 'startLeg') throw new Error('no leg was started');
    return found.leg;
  }
}
