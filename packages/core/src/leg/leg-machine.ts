import { driveCall } from '../call/call-machine.ts';
import { letRing } from '../call/hear.ts';
import { pressKey } from '../call/press-key.ts';
import { requestTransfer } from '../command/request-transfer.ts';
import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import { isArrivedLegId } from '../kernel/ids.ts';
import { ignored, isWork, type Machine } from '../kernel/machine.ts';
import { isOurs } from '../offer/present.ts';
import type { Signal } from '../port/telephony.ts';
import { forgetLeg, releaseLeg } from './end-leg.ts';
import { type Leg, type LegPhase, userOf } from './leg.ts';

/** The signals that are about one leg. */
export type LegSignal = Exclude<Signal, { readonly type: 'callArrived' | 'deviceState' | 'networkRestarted' }>;
type LegSignals = { readonly [Type in LegSignal['type']]: Extract<LegSignal, { readonly type: Type }> };

const NOT_UP = ignored('it is not up');
const NOT_YET = {
  played: ignored('nothing plays before an answer'),
  digit: NOT_UP,
  recorded: NOT_UP,
  held: NOT_UP,
  resumed: NOT_UP,
  transferRequested: NOT_UP,
};
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
    ...NOT_YET,
  },
  dialling: {
    legRinging: rings,
    legAnswered: answered,
    legEnded: ended,
    ...NOT_YET,
  },
  ringing: {
    legRinging: ignored('it rings already'),
    legAnswered: answered,
    legEnded: ended,
    ...NOT_YET,
  },
  up: {
    legRinging: ignored('it is up already'),
    legAnswered: ignored('it is up already'),
    legEnded: ended,
    played,
    digit: (context, leg, { digit }) => pressKey(context, leg, digit),
    recorded: (context, leg, { recording, durationMs }) => {
      if (leg.role === 'caller') driveCall(context, leg.call, 'recorded', { recording, durationMs });
    },
    held: ignored('the phone plays its own music'),
    resumed: ignored('the phone plays its own music'),
    transferRequested: requestTransfer,
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
  const { at, hears } = must(context.state.calls.get(leg.call), leg.call);
  // One who hears music already goes on hearing it.
  if (at.phase === 'offered' && hears.kind !== 'sounds') letRing(context, leg.call);
}

/** Only what the caller hears now can be over: an end of something older means nothing. */
function played(context: Context, leg: Leg, { play }: LegSignals['played']): void {
  const { hears } = must(context.state.calls.get(leg.call), leg.call);
  const isCurrent = leg.role === 'caller' && hears.kind === 'sounds' && hears.play === play && !hears.isLooped;
  if (isCurrent) driveCall(context, leg.call, 'soundOver', {});
  else context.ignored.push({ signal: 'played', leg: leg.id, why: 'something else is heard by now' });
}

function answered(context: Context, leg: Leg, { by }: LegSignals['legAnswered']): void {
  if (by === 'machine' && leg.offer !== undefined && isOurs(context, leg.offer)) {
    // E14: a machine at the far end is nobody; the phone is left, and the call goes on.
    releaseLeg(context, leg.id, 'cancelled');
    driveCall(context, leg.call, 'calleeRefused', { offer: leg.offer, user: userOf(leg), cause: 'noAnswer' });
    return;
  }
  driveCall(context, leg.call, 'calleeAnswered', { leg: leg.id });
}

function ended(context: Context, leg: Leg, { cause }: LegSignals['legEnded']): void {
  forgetLeg(context, leg.id, { cause, by: 'network' });
  if (leg.role === 'caller') driveCall(context, leg.call, 'callerGone', { cause });
  else if (leg.offer !== undefined) {
    driveCall(context, leg.call, 'calleeRefused', { offer: leg.offer, user: userOf(leg), cause });
  } else driveCall(context, leg.call, 'calleeGone', { cause, user: userOf(leg) });
}
