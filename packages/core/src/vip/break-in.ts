import { letRing, playTo } from '../call/hear.ts';
import { routeFromTrunk } from '../directory/route.ts';
import { must } from '../kernel/assert.ts';
import { type Context, emit, setTimer } from '../kernel/context.ts';
import type { CallId, UserId } from '../kernel/ids.ts';
import { isOutOfReach } from '../transfer/recall.ts';
import { classIn } from './caller-class.ts';

/**
 * A VIP call that a list sends straight to a user whose line is taken waits for
 * that user, first in their own line like a call that came back, instead of
 * being told busy. Nobody's talk is cut. False when no list says so.
 */
export function waitForLine(context: Context, id: CallId, user: UserId): boolean {
  if (!isLineTaken(context, user) || isOutOfReach(context, user) || !mayBreakIn(context, id, user)) return false;
  const { music, transfer } = context.state.company;
  if (music === undefined) letRing(context, id);
  else playTo(context, id, { sounds: [music], loop: true });
  emit(context, { type: 'vipWaits', call: id, user });
  emit(context, { type: 'recallBegan', call: id, user });
  setTimer(context, { owner: id, kind: 'recall', afterMs: transfer.recallMs });
  return true;
}

/** A phone that the network calls busy while its line is free here is not waited for: nothing would tell when it is free. */
function isLineTaken({ state }: Context, user: UserId): boolean {
  const { availability } = must(state.users.get(user), user);
  return availability !== 'idle' && availability !== 'paused';
}

/** Decided by the lists of now, for a call that nobody has taken and no group has had. */
function mayBreakIn({ state: { calls, company } }: Context, id: CallId, user: UserId): boolean {
  const { from, target, dialled, answeredAt, group, flow } = must(calls.get(id), id);
  const isUntouched = answeredAt === undefined && group === undefined && flow === undefined;
  if (!isUntouched || from.kind !== 'external' || target.kind !== 'user' || target.user !== user) return false;
  const routed = routeFromTrunk(company, dialled).target;
  const { direct, preempt } = classIn(company, from, routed.kind === 'group' ? routed.group : undefined);
  return preempt === 'break-in' && direct?.kind === 'user' && direct.user === user;
}
