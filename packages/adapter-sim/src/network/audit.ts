import type { Action, LegId, Signal } from '@sentralbord/core';
import { TalkAudit, type TalkOfEngine } from './audit-talk.ts';

/** What may be asked only of a leg that is up. */
const needsUp: ReadonlySet<Action['type']> = new Set([
  'play',
  'record',
  'stopRecording',
  'joinRoom',
  'leaveRoom',
  'setRole',
  'sendDigits',
] as const);

/**
 * Knows what the switchboard has been told and has asked, and so what it must
 * not ask, which legs both sides must hold, and whom of them must not be left in
 * silence. What is still under way, or was lost, is no one's fault and excused.
 */
export class Audit {
  /** What the switchboard asked that it must not ask. */
  readonly violations: string[] = [];
  private readonly talk = new TalkAudit((breach) => this.violations.push(breach));
  private readonly started = new Set<LegId>();
  /** Legs that are up, as far as the switchboard can know; also those that have ended since. */
  private readonly answered = new Set<LegId>();
  /** Callers whom the switchboard has answered and who are not gone for it. */
  private readonly callersUp = new Set<LegId>();
  /** Legs that the switchboard has ended or been told the end of. */
  private readonly over = new Set<LegId>();
  private readonly untoldArrivals = new Set<LegId>();
  private readonly untoldEnds = new Set<LegId>();
  private readonly unmade = new Set<LegId>();

  /** The switchboard asks. */
  asked(action: Action): void {
    if (action.type === 'bridge' || action.type === 'unbridge') {
      const { type, a, b } = action;
      for (const leg of [a, b]) this.must(!this.over.has(leg), `${type} of ${leg}, which is gone`);
      this.mustBeUp(type, a);
      this.mustBeUp(type, b);
      if (![a, b].some((leg) => this.over.has(leg))) this.talk.asked(action);
      return;
    }
    const { leg } = action;
    if (action.type === 'hangUp' || action.type === 'reject') {
      this.must(action.type === 'hangUp' || !this.answered.has(leg), `reject of ${leg}, which is up`);
      this.ends(leg);
      return;
    }
    this.must(!this.over.has(leg), `${action.type} of ${leg}, which is gone`);
    if (this.over.has(leg)) return;
    if (needsUp.has(action.type)) this.mustBeUp(action.type, leg);
    if (action.type === 'startLeg') this.starts(leg);
    else if (action.type === 'answer') this.answers(leg);
    else if (action.type !== 'ring') this.talk.asked(action);
    else if (this.answered.has(leg)) this.talk.ring(leg);
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
    if (signal.type === 'legEnded') this.ends(signal.leg);
    if (signal.type === 'networkRestarted') this.restarted();
    this.talk.told(signal);
  }

  /** Whether the switchboard has not been told yet that a call has come. */
  isUntold(leg: LegId): boolean {
    return this.untoldArrivals.has(leg);
  }

  /** Where the two sides disagree about which legs live, in words. */
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

  /** Who is up and left in silence, in words: every leg, where it is told which are up; else the callers. */
  silence({ up, holders = [] }: TalkOfEngine): readonly string[] {
    const mayBeSilent = new Set(holders);
    const asked = up === undefined ? [...this.callersUp] : [...up].filter((leg) => this.answered.has(leg));
    const silent = asked.filter((leg) => !this.over.has(leg) && this.talk.isSilent(leg) && !mayBeSilent.has(leg));
    return silent.map((leg) => `${leg} is up and hears nothing`);
  }

  /** Where the switchboard believes something else of who is up and together than it has asked and been told, in words. */
  mirrorTalk(talk: TalkOfEngine): readonly string[] {
    if (talk.up === undefined) return this.talk.mirror(talk);
    const held = new Set(talk.up);
    const up = [...this.answered].filter((leg) => !this.over.has(leg));
    return [
      ...[...held].filter((leg) => !up.includes(leg)).map((leg) => `the switchboard holds ${leg} up, which is not`),
      ...up.filter((leg) => !held.has(leg)).map((leg) => `${leg} is up, and the switchboard does not know`),
      ...this.talk.mirror(talk),
    ];
  }

  private starts(leg: LegId): void {
    this.must(!this.started.has(leg), `${leg} is started twice`);
    this.started.add(leg);
    this.unmade.add(leg);
  }

  private answers(leg: LegId): void {
    this.must(!this.answered.has(leg), `${leg} is answered twice`);
    this.answered.add(leg);
    this.callersUp.add(leg);
  }

  private ends(leg: LegId): void {
    this.over.add(leg);
    this.untoldEnds.delete(leg);
    this.callersUp.delete(leg);
    this.talk.over(leg);
  }

  private restarted(): void {
    for (const leg of [...this.untoldEnds, ...this.unmade]) this.ends(leg);
    this.untoldArrivals.clear();
    this.untoldEnds.clear();
    this.unmade.clear();
  }

  private mustBeUp(what: Action['type'], leg: LegId): void {
    this.must(this.answered.has(leg), `${what} of ${leg}, which is not up`);
  }

  private must(holds: boolean, breach: string): void {
    if (!holds) this.violations.push(breach);
  }
}
