import type { Call, CallId, Event, LegId } from '@sentralbord/core';

/** One line of a ladder. `from` and `to` are columns: `caller`, `switchboard` or the name of a phone. */
export type LadderRow = { readonly atMs: number } & (
  | {
      readonly kind: 'arrow';
      readonly from: string;
      readonly to: string;
      readonly isBothWays: boolean;
      /** From long to short: the first that fits is written. */
      readonly labels: readonly string[];
    }
  | { readonly kind: 'note'; readonly text: string }
);

/** What one call looks like as a ladder. */
export interface CallLadder {
  readonly call: CallId;
  readonly caller: string;
  readonly dialled: string;
  /** In the order in which they were called. */
  readonly phones: readonly string[];
  /** The phones that took the call. */
  readonly answered: readonly string[];
  readonly rows: readonly LadderRow[];
}

interface Sketch {
  readonly call: CallId;
  readonly caller: string;
  readonly dialled: string;
  readonly phones: Set<string>;
  readonly answered: Set<string>;
  readonly rows: LadderRow[];
}

/** The ladders of every call in a trace, in the order of their arrival. Times count from `startAt`. */
export function laddersOf(trace: readonly Event[], startAt = 0): readonly CallLadder[] {
  const sketcher = new Sketcher(startAt);
  for (const event of trace) sketcher.add(event);
  return [...sketcher.sketches.values()].map((sketch) => ({
    ...sketch,
    phones: [...sketch.phones],
    answered: [...sketch.answered],
  }));
}

class Sketcher {
  readonly sketches = new Map<CallId, Sketch>();
  private readonly startAt: number;
  private readonly partyOf = new Map<LegId, { readonly call: CallId; readonly column: string }>();
  private readonly callOfEntry = new Map<string, CallId>();

  constructor(startAt: number) {
    this.startAt = startAt;
  }

  add(event: Event): void {
    switch (event.type) {
      case 'callArrived':
        this.begin(event);
        return;
      case 'legStarted':
      case 'legAnswered':
      case 'legEnded':
        this.addLeg(event);
        return;
      case 'entryJoined':
        if (event.holder.kind !== 'call') return;
        this.callOfEntry.set(event.entry, event.holder.call);
        this.note(event.holder.call, event.at, `has a place in ${event.group}`);
        return;
      case 'roundBegan':
        this.note(this.callOfEntry.get(event.entry), event.at, `round ${event.round}`);
        return;
      case 'roundPaused':
        this.note(this.callOfEntry.get(event.entry), event.at, 'pauses before the next round');
        return;
      case 'memberAwaited':
        this.note(this.callOfEntry.get(event.entry), event.at, 'waits for a free phone');
        return;
      case 'callConnected': {
        const column = this.partyOf.get(event.leg)?.column ?? '';
        this.arrow(event.call, event.at, { from: 'caller', to: column, labels: ['talks'], isBothWays: true });
        return;
      }
      case 'messageStarted':
        this.arrow(event.call, event.at, {
          from: 'switchboard',
          to: 'caller',
          labels: [`plays ${event.sound}`, 'plays'],
        });
        return;
      case 'callEnded':
        this.note(event.call, event.at, endOf(event.record.outcome, event.record.answeredBy));
    }
  }

  private begin({ call, leg, from, dialled, at }: Extract<Event, { type: 'callArrived' }>): void {
    const caller = callerText(from);
    this.sketches.set(call, { call, caller, dialled, phones: new Set(), answered: new Set(), rows: [] });
    this.partyOf.set(leg, { call, column: 'caller' });
    this.arrow(call, at, { from: 'caller', to: 'switchboard', labels: [`calls ${dialled}`, 'calls'] });
  }

  private addLeg(event: Extract<Event, { type: 'legStarted' | 'legAnswered' | 'legEnded' }>): void {
    if (event.type === 'legStarted') {
      const { party } = event;
      const column = party.kind === 'device' ? party.device : party.kind === 'external' ? party.number : party.trunk;
      this.partyOf.set(event.leg, { call: event.call, column });
      this.sketches.get(event.call)?.phones.add(column);
      this.arrow(event.call, event.at, { from: 'switchboard', to: column, labels: ['rings'] });
      return;
    }
    const party = this.partyOf.get(event.leg);
    if (party === undefined) return;
    const isCaller = party.column === 'caller';
    if (event.type === 'legAnswered') {
      if (!isCaller) this.sketches.get(party.call)?.answered.add(party.column);
      this.arrow(party.call, event.at, {
        from: isCaller ? 'switchboard' : party.column,
        to: isCaller ? 'caller' : 'switchboard',
        labels: ['answers'],
      });
      return;
    }
    const isOurs = event.by === 'switchboard';
    const labels = endLabels(event.cause, isOurs, isCaller);
    const [from, to] = isOurs ? ['switchboard', party.column] : [party.column, 'switchboard'];
    this.arrow(party.call, event.at, { from, to, labels });
  }

  private note(call: CallId | undefined, at: number, text: string): void {
    if (call === undefined) return;
    this.sketches.get(call)?.rows.push({ kind: 'note', atMs: at - this.startAt, text });
  }

  private arrow(
    call: CallId,
    at: number,
    arrow: { from: string; to: string; labels: readonly string[]; isBothWays?: boolean },
  ): void {
    this.sketches.get(call)?.rows.push({ kind: 'arrow', atMs: at - this.startAt, isBothWays: false, ...arrow });
  }
}

const callerText = (from: Call['from']): string =>
  from.kind === 'user'
    ? from.device
    : from.kind === 'switchboard'
      ? 'switchboard'
      : from.isWithheld
        ? 'withheld'
        : (from.number ?? 'unknown');

const endOf = (outcome: string, user: string | undefined): string =>
  outcome === 'answered' && user !== undefined
    ? `the call is over: answered by ${user}`
    : `the call is over: ${outcome}`;

/** `answeredElsewhere` → `answered elsewhere`. */
const words = (cause: string): string => cause.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function endLabels(cause: string, isOurs: boolean, isCaller: boolean): readonly string[] {
  const who = isOurs ? 'switchboard' : isCaller ? 'caller' : 'callee';
  if (cause === 'hungUp') return [`hangs up (${who})`, 'hangs up'];
  if (cause === 'cancelled' && isCaller) return ['gives up (caller)', 'gives up'];
  return isOurs ? [`stops (${words(cause)})`, 'stops'] : [words(cause), 'ends'];
}
