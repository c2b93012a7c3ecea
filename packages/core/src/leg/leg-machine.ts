import { driveCall } from '../call/call-machine.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import { isArrivedLegId } from '../kernel/ids.ts';
import { ignored, isWork, type Machine } from '../kernel/machine.ts';
import type { Signal } from '../port/telephony.ts';
import { forgetLeg } from './end-leg.ts';
import { type Leg, type LegPhase, userOf } from './leg.ts';

/** The signals that are about one leg. */
export type LegSignal = Extract<Signal, { readonly type: 'legRinging' | 'legAnswered' | 'legEnded' | 'played' }>;
type LegSignals = { readonly [Type in LegSignal['type']]: Extract<LegSignal, { readonly type: Type }> };
type Work = { [Type in keyof LegSignals]: (context: Context, leg: Leg, signal: LegSignals[Type]) => void };

/**
 * The life of a leg, as a table. The phases are a lattice
 * (dialling < ringing < up): a late signal never takes a leg back (E23).
 * Signals are not trusted, so no cell is impossible.
 */
export const legMachine: Machine<LegPhase, LegSignals, Work> = {
  arrived: {
    legRinging: ignored('it is the one who calls'),
    legAnswered: ignored('it is ours to answer'),
    legEnded: ended,
    played: ignored('nothing plays before an answer'),
  },
  dialling: {
    legRinging: rings,
    legAnswered: answered,
    legEnded: ended,
    played: ignored('nothing plays before an answer'),
  },
  ringing: {
    legRinging: ignored('it rings already'),
    legAnswered: answered,
    legEnded: ended,
    played: ignored('nothing plays before an answer'),
  },
  up: {
    legRinging: ignored('it is up already'),
    legAnswered: ignored('it is up already'),
    legEnded: ended,
    played: (context, leg) => {
      if (leg.role === 'caller') driveCall(context, leg.call, 'messageOver', {});
    },
  },
};

/** A signal about one leg. About a leg that is gone it changes nothing, and at most ends that leg (G6). */
export function driveLeg(context: Context, signal: LegSignal): void {
  const leg = context.state.legs.get(signal.leg);
  if (leg === undefined) {
    if (signal.type === 'legAnswered') act(context, { type: 'hangUp', leg: signal.leg, cause: 'answeredElsewhere' });
    const isUnseen = isArrivedLegId(signal.leg) && !context.state.endedArrivals.has(signal.leg);
    if (signal.type === 'legEnded' && isUnseen) emit(context, { type: 'legEndedUnseen', leg: signal.leg });
    context.ignored.push({ signal: signal.type, leg: signal.leg, why: 'the leg is gone' });
    return;
  }
  const cell = legMachine[leg.phase][signal.type];
  if (!isWork(cell, `leg ${leg.id}: ${leg.phase} × ${signal.type}`)) {
    const why = cell.cell === 'ignored' ? cell.why : 'impossible';
    context.ignored.push({ signal: signal.type, leg: leg.id, why });
    return;
  }
  (cell as (context: Context, leg: Leg, signal: LegSignal) => void)(context, leg, signal);
}

function rings(context: Context, leg: Leg): void {
  emit(context, { type: 'legRinging', leg: leg.id });
  if (leg.party.kind !== 'external') return;
  const caller = context.state.calls.get(leg.call)?.callerLeg;
  if (caller !== undefined) act(context, { type: 'ring', leg: caller });
}

function answered(context: Context, leg: Leg): void {
  driveCall(context, leg.call, 'calleeAnswered', { leg: leg.id });
}

function ended(context: Context, leg: Leg, { cause }: LegSignals['legEnded']): void {
  forgetLeg(context, leg.id, { cause, by: 'network' });
  if (leg.role === 'caller') driveCall(context, leg.call, 'callerGone', { cause });
  else if (leg.offer !== undefined) {
    driveCall(context, leg.call, 'calleeRefused', { offer: leg.offer, user: userOf(leg), cause });
  } else driveCall(context, leg.call, 'calleeGone', { cause });
}
