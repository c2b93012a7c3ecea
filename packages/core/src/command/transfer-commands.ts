import { endCall } from '../call/end-call.ts';
import { mayDialNow } from '../call/may-dial.ts';
import { readDialled } from '../directory/read-dialled.ts';
import { isGroupOpen } from '../hours/group-hours.ts';
import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import type { CallId, UserId } from '../kernel/ids.ts';
import { DONE, ok, type Result, refuse } from '../kernel/result.ts';
import { userOf } from '../leg/leg.ts';
import { releaseSupervisor } from '../supervision/supervise.ts';
import { beginConsultation, completeConsultation, swapParties } from '../transfer/consult.ts';
import { moveCall } from '../transfer/move-call.ts';
import { talkOf } from '../transfer/parties.ts';
import type { TransferTarget } from '../transfer/transfer.ts';
import type { CommandOf, TransferTo } from './command.ts';

/** S40, S42: moves a call on, with return unless told otherwise. */
export function transfer(context: Context, command: CommandOf<'transfer'>): Result<void> {
  const { call: id, to, by, isReturning = true } = command;
  const talk = talkOf(context.state, { call: id, user: by, what: 'transfer' });
  if (!talk.ok) return talk;
  const target = targetOf(context, { what: 'transfer', to, by, call: id });
  if (!target.ok) return target;
  releaseSupervisor(context, id);
  moveCall(context, id, { sides: talk.value.sides, move: { by, target: target.value, isReturning } });
  return DONE;
}

/** S43: the caller waits while the operator speaks with somebody. */
export function consult(context: Context, { call: id, to, by }: CommandOf<'consult'>): Result<void> {
  const talk = talkOf(context.state, { call: id, user: by, what: 'consult' });
  if (!talk.ok) return talk;
  const target = targetOf(context, { what: 'consult', to, by, call: id });
  if (!target.ok) return target;
  releaseSupervisor(context, id);
  beginConsultation(context, id, { sides: talk.value.sides, by, target: target.value });
  return DONE;
}

/** S43: the operator leaves the caller to the one consulted. */
export function completeTransfer(context: Context, { call, by }: CommandOf<'completeTransfer'>): Result<void> {
  const consultation = consultationOf(context, { what: 'completeTransfer', call, by });
  if (!consultation.ok) return consultation;
  const found = must(context.state.calls.get(consultation.value), consultation.value);
  if (completeConsultation(context, found)) return DONE;
  return refuse({
    code: 'notInCall',
    what: 'completeTransfer',
    where: call,
    why: 'somebody who is rung or spoken with',
  });
}

/** S43: back to the caller; the one consulted is released. */
export function cancelTransfer(context: Context, { call, by }: CommandOf<'cancelTransfer'>): Result<void> {
  const consultation = consultationOf(context, { what: 'cancelTransfer', call, by });
  if (!consultation.ok) return consultation;
  const { answeredAt } = must(context.state.calls.get(consultation.value), consultation.value);
  const outcome = answeredAt === undefined ? 'released' : 'answered';
  endCall(context, consultation.value, { outcome, cause: 'hungUp', by: 'switchboard' });
  return DONE;
}

/** The operator speaks with the other one of the two. */
export function swap(context: Context, { call, by }: CommandOf<'swap'>): Result<void> {
  const consultation = consultationOf(context, { what: 'swap', call, by });
  if (!consultation.ok) return consultation;
  if (swapParties(context, call)) return DONE;
  return refuse({ code: 'notInCall', what: 'swap', where: call, why: 'somebody who has answered the consultation' });
}

interface ConsultationAsked {
  readonly what: string;
  readonly call: CallId;
  readonly by: UserId;
}

function consultationOf(context: Context, { what, call: id, by }: ConsultationAsked): Result<CallId> {
  const call = context.state.calls.get(id);
  if (call === undefined) return refuse({ code: 'notFound', what, where: id, why: 'a live call is needed' });
  const { at } = call;
  const isTheirs = at.phase === 'consulting' && userOf(must(context.state.legs.get(at.leg), at.leg)) === by;
  if (at.phase === 'consulting' && isTheirs) return ok(at.consultation);
  return refuse({ code: 'notInCall', what, where: id, why: `${by} must be consulting somebody about this call` });
}

interface TargetAsked {
  readonly what: string;
  readonly to: TransferTo;
  readonly by: UserId;
  readonly call: CallId;
}

/** Whom a call is to go to: never oneself or the caller, and somebody there must be. */
function targetOf(context: Context, { what, to, by, call: id }: TargetAsked): Result<TransferTarget> {
  const target = readTarget(context, to);
  const where = JSON.stringify(to).slice(0, 80);
  if (target === undefined) return refuse({ code: 'notFound', what, where, why: 'a user, a group or a number' });
  const call = must(context.state.calls.get(id), id);
  const others = [call.callerLeg, ...(call.at.phase === 'connected' || call.at.phase === 'held' ? [call.at.leg] : [])];
  const isOneself = target.kind === 'user' && target.user === by;
  const isParty = others.some((leg) => {
    const found = must(context.state.legs.get(leg), leg);
    if (target.kind === 'user') return userOf(found) === target.user;
    return target.kind === 'external' && found.party.kind === 'external' && found.party.number === target.number;
  });
  const isCaller = target.kind === 'external' && call.from.kind === 'external' && call.from.number === target.number;
  if (target.kind === 'external') {
    const answer = mayDialNow(context, target.number, { user: by, purpose: 'transfer' });
    if (!answer.ok) return refuse({ code: 'forbidden', what, where: answer.where, why: answer.why });
  }
  if (target.kind === 'group' && !isGroupOpen(context.state, target.group, context.at)) {
    return refuse({ code: 'badTarget', what, where, why: 'a group that is open' });
  }
  if (isOneself || isParty || isCaller) {
    return refuse({ code: 'badTarget', what, where, why: 'somebody who is not in this call already' });
  }
  return ok(target);
}

function readTarget(context: Context, to: TransferTo): TransferTarget | undefined {
  const { users, groups, numbers } = context.state.company;
  if ('user' in to) return users.has(to.user) ? { kind: 'user', user: to.user } : undefined;
  if ('group' in to) return groups.has(to.group) ? { kind: 'group', group: to.group } : undefined;
  const { inside, number } = readDialled(context.state.company, to.number);
  const found = inside ?? (number === undefined ? undefined : numbers.get(number)?.to);
  if (found?.kind === 'user' || found?.kind === 'group') return found;
  return number === undefined ? undefined : { kind: 'external', number };
}
