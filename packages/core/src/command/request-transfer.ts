import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import { type Leg, userOf } from '../leg/leg.ts';
import type { Signal } from '../port/telephony.ts';
import { completeConsultation } from '../transfer/consult.ts';
import { transfer } from './transfer-commands.ts';

type Request = Extract<Signal, { readonly type: 'transferRequested' }>;

/** A phone asks to move its call on: as its user's command, with return. */
export function requestTransfer(context: Context, leg: Leg, { to }: Request): void {
  const user = userOf(leg);
  if (user === undefined) {
    context.ignored.push({ signal: 'transferRequested', leg: leg.id, why: 'only users move calls' });
    return;
  }
  const call = must(context.state.calls.get(leg.call), leg.call);
  if (call.consultationFor !== undefined && completeConsultation(context, call)) return;
  const result = transfer(context, { type: 'transfer', call: leg.call, to: { number: to }, by: user });
  if (!result.ok) context.ignored.push({ signal: 'transferRequested', leg: leg.id, why: result.error.code });
}
