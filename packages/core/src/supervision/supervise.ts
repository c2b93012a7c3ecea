import type { Call } from '../call/call.ts';
import { endCall } from '../call/end-call.ts';
import { must } from '../kernel/assert.ts';
import { act, type Context, clearTimer, emit, setTimer } from '../kernel/context.ts';
import {
  type CallId,
  type DeviceId,
  type LegId,
  nextCallId,
  nextLegId,
  nextRoomId,
  type UserId,
} from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import type { State } from '../kernel/state.ts';
import { userOf } from '../leg/leg.ts';
import type { RoomRole } from '../port/telephony.ts';
import { driveAvailability } from '../user/claim.ts';
import { endingOf, partiesOf, superviseeOf } from './part-supervisor.ts';
import type { SupervisorRole } from './supervision.ts';

/** X9: the supervisor's phone rings; the two who talk notice nothing. */
export function beginSupervision(
  context: Context,
  talk: CallId,
  { by, as, device }: { readonly by: UserId; readonly as: SupervisorRole; readonly device: DeviceId },
): void {
  const supervision = nextCallId(context.state.ids);
  const leg = nextLegId(context.state.ids);
  const to = { kind: 'device', device } as const;
  const purpose = { kind: 'supervision', call: talk } as const;
  emit(context, { type: 'callPlaced', call: supervision, leg, number: undefined, to, purpose });
  emit(context, { type: 'supervisionBegan', call: talk, supervision, by, as });
  driveAvailability(context, by, 'dialled');
  act(context, { type: 'startLeg', leg, to, shown: {}, diversion: 'suppressed', confirm: 'no' });
  setTimer(context, { owner: supervision, kind: 'sound', afterMs: limits.supervisorRingMs });
}

/**
 * The supervisor is there: the two go straight from their bridge into a room,
 * the caller first, and the supervisor comes last, so that nobody hears silence.
 */
export function supervisorAnswered(context: Context, own: Call, leg: LegId): void {
  const id = must(superviseeOf(own), own.id);
  const talk = must(context.state.calls.get(id), id);
  const { as } = must(talk.supervision, id);
  emit(context, { type: 'legAnswered', leg });
  clearTimer(context, own.id, 'sound');
  const room = nextRoomId(context.state.ids);
  for (const party of partiesOf(talk)) act(context, { type: 'joinRoom', leg: party, room, role: { kind: 'speaks' } });
  act(context, { type: 'joinRoom', leg, room, role: roleIn(context.state, talk, as) });
  emit(context, { type: 'supervisorJoined', call: id, supervision: own.id, room });
}

/** The supervisor takes part otherwise: at once, or when they answer. */
export function changeRole(context: Context, talk: Call, as: SupervisorRole): void {
  const { call: supervision, room } = must(talk.supervision, talk.id);
  const { callerLeg: leg } = must(context.state.calls.get(supervision), supervision);
  if (room !== undefined) act(context, { type: 'setRole', leg, room, role: roleIn(context.state, talk, as) });
  emit(context, { type: 'supervisionChanged', call: talk.id, supervision, as });
}

/**
 * Who listens in on a talk, if anybody does, is released, and the two talk by
 * themselves again: asked for, or because their call goes on elsewhere.
 */
export function releaseSupervisor(context: Context, id: CallId): void {
  const supervision = context.state.calls.get(id)?.supervision;
  if (supervision !== undefined) endCall(context, supervision.call, endingOf(supervision));
}

/** The leg of the colleague whom a supervisor can whisper to: who was called, else who calls; undefined when both are outside. */
export function colleagueIn(state: State, talk: Call): LegId | undefined {
  return partiesOf(talk).findLast((leg) => userOf(must(state.legs.get(leg), leg)) !== undefined);
}

function roleIn(state: State, talk: Call, as: SupervisorRole): RoomRole {
  const to = as === 'whispers' ? colleagueIn(state, talk) : undefined;
  if (to !== undefined) return { kind: 'whispers', to };
  return { kind: as === 'speaks' ? 'speaks' : 'listens' };
}
