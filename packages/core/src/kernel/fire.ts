import { driveCall } from '../call/call-machine.ts';
import { forgetKeys } from '../call/press-key.ts';
import { callbackDue } from '../callback/dial-back.ts';
import { hoursChanged } from '../hours/group-hours.ts';
import { pauseOver, ringNext } from '../queue/ring-group.ts';
import { announce } from '../queue/tell-caller.ts';
import { waitOver } from '../queue/wait-over.ts';
import { remindOfHold } from '../transfer/hold.ts';
import { absenceDue } from '../user/absence.ts';
import { driveAvailability } from '../user/claim.ts';
import { backOffOver } from '../user/spare-member.ts';
import { must } from './assert.ts';
import type { Context } from './context.ts';
import type { CallbackId, CallId, EntryId, GroupId, OfferId, UserId } from './ids.ts';
import { limits } from './limits.ts';
import type { Timer, TimerKind } from './timer.ts';

/** What a timer of each kind does. The owner is of the kind that the timer's doc names. */
const effects: { readonly [Kind in TimerKind]: (context: Context, owner: string) => void } = {
  ringTime: (context, owner) => {
    const offer = must(context.state.offers.get(owner as OfferId), owner);
    driveCall(context, offer.call, 'ringTimeOver', { offer: offer.id });
  },
  roundPause: (context, owner) => pauseOver(context, owner as EntryId),
  sound: (context, owner) => driveCall(context, owner as CallId, 'soundOver', {}),
  maxWait: (context, owner) => waitOver(context, owner as EntryId),
  announcement: (context, owner) => announce(context, owner as EntryId),
  return: (context, owner) => driveCall(context, owner as CallId, 'returnDue', {}),
  recall: (context, owner) => driveCall(context, owner as CallId, 'recallDue', {}),
  park: (context, owner) => driveCall(context, owner as CallId, 'parkDue', {}),
  holdReminder: (context, owner) => remindOfHold(context, owner as CallId),
  digit: (context, owner) => forgetKeys(context, owner as CallId),
  flow: (context, owner) => {
    context.onward.push({ kind: 'flow', call: owner as CallId, input: { type: 'timeOver' } });
  },
  recording: (context, owner) => {
    const { at } = must(context.state.calls.get(owner as CallId), owner);
    if (at.phase !== 'leavingMessage' || at.part.kind !== 'recording') return;
    driveCall(context, owner as CallId, 'recorded', { recording: at.part.recording, durationMs: limits.voicemailMs });
  },
  wrapUp: (context, owner) => driveAvailability(context, owner as UserId, 'wrapUpOver'),
  backOff: (context, owner) => backOffOver(context, owner as UserId),
  absence: (context, owner) => absenceDue(context, owner as UserId),
  hours: (context, owner) => hoursChanged(context, owner as GroupId),
  callback: (context, owner) => {
    for (const entry of callbackDue(context, owner as CallbackId)) ringNext(context, entry, 0);
  },
};

/** Does what a timer was set for; it is cleared already. */
export function fire(context: Context, { owner, kind }: Timer): void {
  effects[kind](context, owner);
}
