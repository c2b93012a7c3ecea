import type { Action, LegId, Signal } from '@sentralbord/core';

/**
 * Knows what the switchboard has been told and has asked, and so what it must
 * not ask and which legs both sides must hold. What is still under way, or was
 * lost, is no one's fault and excused.
 */
export class Audit {
  /** What the switchboard asked that it must not ask. */
  readonly violations: string[] = [];
  private readonly started = new Set<LegId>();
  private readonly answered = new Set<LegId>();
  /** Legs that the switchboard has ended or been told the end of. */
  private readonly over = new Set<LegId>();
  private readonly untoldArrivals = new Set<LegId>();
  private readonly untoldEnds = new Set<LegId>();
  private readonly unmade = new Set<LegId>();

  /** The switchboard asks. */
  asked(action: Action): void {
    if (action.type === 'bridge') {
      for (const leg of [action.a, action.b]) this.must(!this.over.has(leg), `bridge of ${leg}, which is gone`);
      this.must(this.answered.has(action.a), `bridge of ${action.a}, which is not up`);
      this.must(this.answered.has(action.b), `bridge of ${action.b}, which is not up`);
      return;
    }
    const { leg } = action;
    if (action.type === 'hangUp' || action.type === 'reject') {
      this.must(action.type === 'hangUp' || !this.answered.has(leg), `reject of ${leg}, which is up`);
      this.over.add(leg);
      this.untoldEnds.delete(leg);
      return;
    }
    this.must(!this.over.has(leg), `${action.type} of ${leg}, which is gone`);
    if (action.type === 'startLeg') {
      this.must(!this.started.has(leg), `${leg} is started twice`);
      this.started.add(leg);
      this.unmade.add(leg);
    }
    if (action.type === 'answer') {
      this.must(!this.answered.has(leg), `${leg} is answered twice`);
      this.answered.add(leg);
    }
    if (action.type === 'play')
      this.must(this.answered.has(leg), `${action.sound} is played to ${leg}, which is not up`);
  }

  /** A leg that the switchboard asked for exists. */
  made(leg: LegId): void {
    this.unmade.delete(leg);
  }

  /** A signal has left the telephones. */
  sent(signal: Signal): void {
    if (signal.type === 'callArrived') this.untoldArrivals.add(signal.leg);
    if (signal.type === 'legEnded' && !this.over.has(signal.leg)) this.untoldEnds.add(signal.leg);
  }

  /** A signal has reached the switchboard. */
  told(signal: Signal): void {
    if (signal.type === 'callArrived') this.untoldArrivals.delete(signal.leg);
    if (signal.type === 'legAnswered') this.answered.add(signal.leg);
    if (signal.type === 'legEnded') {
      this.untoldEnds.delete(signal.leg);
      this.over.add(signal.leg);
    }
    if (signal.type === 'networkRestarted') this.restarted();
  }

  /** Whether the switchboard has not been told yet that a call has come. */
  isUntold(leg: LegId): boolean {
    return this.untoldArrivals.has(leg);
  }

  /** Where the two sides disagree, in words. */
  mirror(ofNetwork: ReadonlySet<LegId>, ofEngine: ReadonlySet<LegId>): readonly string[] {
    const missing = [...ofEngine].filter(
      (leg) => !ofNetwork.has(leg) && !this.untoldEnds.has(leg) && !this.unmade.has(leg),
    );
    const unknown = [...ofNetwork].filter(
      (leg) => !ofEngine.has(leg) && !this.over.has(leg) && !this.untoldArrivals.has(leg),
    );
    return [
      ...missing.map((leg) => `the switchboard holds ${leg}, which is not in the network`),
      ...unknown.map((leg) => `the network holds ${leg}, which the switchboard does not know`),
    ];
  }

  private restarted(): void {
    for (const leg of [...this.untoldEnds, ...this.unmade]) this.over.add(leg);
    this.untoldArrivals.clear();
    this.untoldEnds.clear();
    this.unmade.clear();
  }

  private must(holds: boolean, breach: string): void {
    if (!holds) this.violations.push(breach);
  }
}
