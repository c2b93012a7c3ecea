import type { Call } from '../call/call.ts';
import { letWait } from '../call/hear.ts';
import { must } from '../kernel/assert.ts';
import { type Context, emit, setTimer } from '../kernel/context.ts';
import type { CallId, UserId } from '../kernel/ids.ts';
import { releaseLeg } from '../leg/end-leg.ts';
import { userOf } from '../leg/leg.ts';
import { partParties, serveOther } from './move-call.ts';
import type { Sides } from './parties.ts';

/** The other party hears music; the holder is reminded after a while. */
export function holdCall(context: Context, call: Call, sides: Sides): void {
  partParties(context, call, sides);
  serveOther(context, call.id, sides);
  emit(context, { type: 'callHeld', call: call.id });
  letWait(context, call.id, context.state.company.music);
  setTimer(context, { owner: call.id, kind: 'holdReminder', afterMs: context.state.company.transfer.holdReminderMs });
}

/** The holder is reminded, over and over until the call goes on. */
export function remindOfHold(context: Context, id: CallId): void {
  const { at } = must(context.state.calls.get(id), id);
  if (at.phase !== 'held') return;
  emit(context, { type: 'holdReminded', call: id, user: userOf(must(context.state.legs.get(at.leg), at.leg)) });
  setTimer(context, { owner: id, kind: 'holdReminder', afterMs: context.state.company.transfer.holdReminderMs });
}

/** The lowest free slot; undefined when all are taken. */
export function freeSlot(context: Context): number | undefined {
  const [first, last] = context.state.company.transfer.parkSlots;
  for (let slot = first; slot <= last; slot += 1) if (!context.state.slots.has(slot)) return slot;
  return undefined;
}

/** The other party waits in a numbered slot for anybody; after a while the call comes back to the parker. */
export function parkCall(
  context: Context,
  call: Call,
  { sides, slot, by }: { sides: Sides; slot: number; by: UserId },
): void {
  partParties(context, call, sides);
  serveOther(context, call.id, sides);
  emit(context, { type: 'talkEnded', call: call.id });
  emit(context, { type: 'callParked', call: call.id, slot, by });
  letWait(context, call.id, context.state.company.music);
  releaseLeg(context, sides.own, 'hungUp');
  setTimer(context, { owner: call.id, kind: 'park', afterMs: context.state.company.transfer.parkMs });
}
