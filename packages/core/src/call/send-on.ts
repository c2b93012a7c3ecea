import type { Destination } from '../config/company.ts';
import type { Context, Onward } from '../kernel/context.ts';
import type { CallId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { makeOffer, ringExternal } from '../offer/present.ts';
import { beginRinging, enterGroup } from '../queue/enter-group.ts';
import { releaseDeserted, serveFreed } from '../queue/serve-freed.ts';
import { recallCall, serveRecall } from '../transfer/recall.ts';
import { greet } from '../voicemail/leave-message.ts';
import { endCall } from './end-call.ts';
import { playFinalMessage } from './final-message.ts';
import { letWait } from './hear.ts';
import { startFlow, tellFlow } from './lead-through-flow.ts';
import { mayDialNow } from './may-dial.ts';
import { offerToUser } from './offer-to-user.ts';

/** Everything that an input has set moving comes to rest: calls go on, returned calls and then groups are served. */
export function settle(context: Context): void {
  for (let passed = 0; ; ) {
    const onward = context.onward.shift();
    if (onward !== undefined) {
      passed += 1;
      goOn(context, onward, passed);
      continue;
    }
    if (context.deserted.size > 0) {
      releaseDeserted(context);
      continue;
    }
    if (context.freed.size === 0) return;
    serve(context);
  }
}

/** Whoever has become free takes a returned call, which goes before new calls of groups. */
function serve(context: Context): void {
  for (const user of [...context.freed]) if (serveRecall(context, user)) context.freed.delete(user);
  serveFreed(context);
}

function goOn(context: Context, onward: Onward, passed: number): void {
  if (onward.kind === 'ring') {
    // Who has become free in this very step goes to whoever comes first of all who wait (law 4).
    serve(context);
    const isWaiting = context.state.entries.get(onward.entry)?.progress.phase === 'waiting';
    if (isWaiting) beginRinging(context, onward.entry);
    return;
  }
  const call = context.state.calls.get(onward.call);
  if (call === undefined) return;
  if (passed > limits.onwardPerStep || call.ways >= limits.ways) {
    endCall(context, onward.call, { outcome: 'failed', cause: 'failed', by: 'switchboard' });
    return;
  }
  if (onward.kind === 'flow') {
    tellFlow(context, onward.call, onward.input);
    return;
  }
  if (onward.kind === 'recall') recallCall(context, onward.call, onward);
  else sendTo(context, onward.call, onward.to);
}

/** A call goes to a destination: a user, a group, a number, a message. */
export function sendTo(context: Context, call: CallId, to: Destination): void {
  switch (to.kind) {
    case 'group':
      enterGroup(context, call, to.group);
      return;
    case 'user':
      offerToUser(context, call, { user: to.user });
      return;
    case 'external': {
      if (!mayDialNow(context, to.number, { user: undefined, purpose: 'transfer' }).ok) {
        endCall(context, call, { outcome: 'barred', cause: 'forbidden', by: 'switchboard' });
        return;
      }
      letWait(context, call, context.state.company.music);
      const offer = makeOffer(context, call, { to, ringMs: limits.externalRingMs });
      ringExternal(context, offer, to.number);
      return;
    }
    case 'message':
      playFinalMessage(context, call, { sound: to.sound, outcome: 'unanswered' });
      return;
    case 'flow':
      startFlow(context, call, to.flow);
      return;
    case 'voicemail':
      greet(context, call, to.mailbox);
      return;
    case 'release':
      endCall(context, call, { outcome: 'unanswered', cause: 'noAnswer', by: 'switchboard' });
  }
}
