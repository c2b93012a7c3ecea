import { isNumber, numberToCallBack, promiseByHand, promiseWithoutPlace } from '../callback/promise.ts';
import { enterRoom } from '../conference/meet-me.ts';
import type { Advance } from '../flow/advance.ts';
import type { FlowEffect } from '../flow/flow-effect.ts';
import type { FlowInput } from '../flow/flow-input.ts';
import { advance, enterFlow } from '../flow/interpret.ts';
import { must } from '../kernel/assert.ts';
import { type Context, clearTimer, emit, setTimer } from '../kernel/context.ts';
import type { CallId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { makeOffer, ringExternal } from '../offer/present.ts';
import { enterGroup } from '../queue/enter-group.ts';
import { greet } from '../voicemail/leave-message.ts';
import { endCall } from './end-call.ts';
import { playFinalMessage } from './final-message.ts';
import { flowWorld } from './flow-world.ts';
import { letWait, playTo } from './hear.ts';
import { mayDialNow } from './may-dial.ts';
import { offerToUser } from './offer-to-user.ts';

/** A call enters a flow, its newest version. */
export function startFlow(context: Context, id: CallId, flow: string): void {
  carryOut(context, id, enterFlow(flowWorld(context, id), flow));
}

/** The flow that has the call is told what has happened; what nothing waits for changes nothing. */
export function tellFlow(context: Context, id: CallId, input: FlowInput): void {
  const place = must(context.state.calls.get(id), id).flow;
  if (place === undefined) return;
  const done = advance(flowWorld(context, id), place.cursor, input);
  if (done.ignored === undefined) carryOut(context, id, done);
}

function carryOut(context: Context, id: CallId, { cursor, effects }: Advance): void {
  const taker = effects.find((effect) => effect.type === 'enterQueue' || effect.type === 'ringUser');
  const exits: readonly string[] = taker === undefined ? [] : taker.exits;
  const keys: readonly string[] = taker?.type === 'enterQueue' ? taker.keys : [];
  emit(context, { type: 'flowAdvanced', call: id, place: cursor === undefined ? undefined : { cursor, exits, keys } });
  for (const effect of effects) if (context.state.calls.has(id)) perform(context, id, effect);
}

function perform(context: Context, id: CallId, effect: FlowEffect): void {
  switch (effect.type) {
    case 'play':
      playTo(context, id, { sounds: effect.sounds, loop: effect.isLooped });
      if (effect.isLooped) clearTimer(context, id, 'sound');
      else setTimer(context, { owner: id, kind: 'sound', afterMs: limits.messageMs });
      return;
    case 'stopPlaying':
      clearTimer(context, id, 'sound');
      // Whoever has the call next lets the caller hear something else, in this step (law 7).
      emit(context, { type: 'callerHears', call: id, audio: { kind: 'nothing' } });
      return;
    case 'startTimer':
      setTimer(context, { owner: id, kind: 'flow', afterMs: effect.ms });
      return;
    case 'stopTimer':
      clearTimer(context, id, 'flow');
      return;
    case 'setClass':
      emit(context, { type: 'classChanged', call: id, callerClass: effect.callerClass });
      return;
    case 'setLanguage':
      emit(context, { type: 'languageChosen', call: id, language: effect.language });
      return;
    case 'setNumber':
      emit(context, { type: 'numberKeyed', call: id, number: effect.number });
      return;
    case 'diagnose': {
      const { what, flow, element } = effect;
      emit(context, { type: 'flowFaulted', call: id, what, flow, element });
      return;
    }
    case 'promiseCallback':
      settleCallback(context, id, effect);
      return;
    default:
      hand(context, id, effect);
  }
}

type Handing = Extract<
  FlowEffect,
  { readonly type: 'enterQueue' | 'ringUser' | 'dialExternal' | 'leaveMessage' | 'joinConference' | 'release' }
>;

/** Somebody else has the call from now on. */
function hand(context: Context, id: CallId, effect: Handing): void {
  clearTimer(context, id, 'sound');
  clearTimer(context, id, 'flow');
  switch (effect.type) {
    case 'enterQueue':
      enterGroup(context, id, effect.group);
      return;
    case 'ringUser':
      offerToUser(context, id, {
        user: effect.user,
        ...(effect.ringMs === undefined ? {} : { ringMs: effect.ringMs }),
      });
      return;
    case 'dialExternal': {
      if (!mayDialNow(context, effect.number, { user: undefined, purpose: 'transfer' }).ok) {
        context.onward.push({ kind: 'flow', call: id, input: { type: 'externalEnded', by: 'failed' } });
        return;
      }
      letWait(context, id, context.state.company.music);
      const to = { kind: 'external', number: effect.number } as const;
      ringExternal(context, makeOffer(context, id, { to, ringMs: effect.ringMs }), effect.number);
      return;
    }
    case 'leaveMessage':
      greet(context, id, effect.mailbox, effect.greeting);
      return;
    case 'joinConference':
      enterRoom(context, id, effect.room);
      return;
    case 'release': {
      const { sound, outcome, cause } = effect;
      if (sound === undefined) endCall(context, id, { outcome, cause, by: 'switchboard' });
      else playFinalMessage(context, id, { sound, outcome });
    }
  }
}

type Promising = Extract<FlowEffect, { readonly type: 'promiseCallback' }>;

/** Promises a callback where a rule lets us; the flow hears of it in this step. */
function settleCallback(context: Context, id: CallId, { group, mode, number: asked }: Promising): void {
  const number = numberToCallBack(context, id, asked);
  const promise = mode === 'manual' ? promiseByHand : promiseWithoutPlace;
  const refused = isNumber(number) ? promise(context, id, { group, number }) : number;
  const by = refused === undefined ? 'taken' : 'refused';
  context.onward.unshift({ kind: 'flow', call: id, input: { type: 'callbackSettled', by } });
}
