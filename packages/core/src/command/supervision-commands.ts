import type { Call } from '../call/call.ts';
import type { Context } from '../kernel/context.ts';
import type { CallId, DeviceId, UserId } from '../kernel/ids.ts';
import { DONE, ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { userOf } from '../leg/leg.ts';
import { beginSupervision, changeRole, colleagueIn, releaseSupervisor } from '../supervision/supervise.ts';
import type { SupervisorRole } from '../supervision/supervision.ts';
import type { CommandOf } from './command.ts';

type Supervising = CommandOf<'listenIn' | 'whisper' | 'breakIn'>;

const roleOf: Readonly<Record<Supervising['type'], SupervisorRole>> = {
  listenIn: 'listens',
  whisper: 'whispers',
  breakIn: 'speaks',
};

/** X9: a supervisor takes part in a talk, or takes part otherwise than before. */
export function supervise(context: Context, { type: what, call: id, by }: Supervising): Result<void> {
  const call = talkOfOthers(context, { what, call: id, by });
  if (!call.ok) return call;
  const { supervision } = call.value;
  const as = roleOf[what];
  if (as === 'whispers' && colleagueIn(context.state, call.value) === undefined) {
    return refuse({ code: 'badTarget', what, where: id, why: 'a colleague in the talk is needed' });
  }
  if (supervision !== undefined && supervision.by !== by) {
    return refuse({ code: 'alreadyTaken', what, where: id, why: `a talk that ${supervision.by} does not supervise` });
  }
  if (supervision !== undefined) {
    if (supervision.as !== as) changeRole(context, call.value, as);
    return DONE;
  }
  const device = freePhoneOf(context, by);
  if (device === undefined) return refuse({ code: 'lineBusy', what, where: by, why: 'a free line is needed' });
  beginSupervision(context, id, { by, as, device });
  return DONE;
}

/** The supervisor leaves the two to themselves. */
export function stopSupervising(context: Context, { call: id, by }: CommandOf<'stopSupervising'>): Result<void> {
  const call = context.state.calls.get(id);
  if (call?.supervision?.by !== by) {
    return refuse({ code: 'notInCall', what: 'stopSupervising', where: id, why: `a talk that ${by} supervises` });
  }
  releaseSupervisor(context, id);
  return DONE;
}

interface Asked {
  readonly what: string;
  readonly call: CallId;
  readonly by: UserId;
}

/** Two who talk, and are no part of a consultation; the supervisor is neither of them. */
function talkOfOthers({ state }: Context, { what, call: id, by }: Asked): Result<Call> {
  const wrong = (code: Refusal['code'], why: string): Result<Call> => refuse({ code, what, where: id, why });
  const call = state.calls.get(id);
  if (call === undefined) return wrong('notFound', 'a live call is needed');
  const { at, callerLeg, consultationFor } = call;
  if (at.phase !== 'connected' || consultationFor !== undefined) return wrong('notInCall', 'two who talk are needed');
  const users = [callerLeg, at.leg].map((id) => state.legs.get(id)).map((leg) => leg && userOf(leg));
  if (users.includes(by)) return wrong('badTarget', 'a talk of others is needed');
  return ok(call);
}

function freePhoneOf({ state }: Context, by: UserId): DeviceId | undefined {
  const availability = state.users.get(by)?.availability;
  if (availability !== 'idle' && availability !== 'paused') return undefined;
  return state.company.users.get(by)?.devices.find((device) => state.reachableDevices.has(device));
}
