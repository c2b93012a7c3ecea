import type { Call } from '../call/call.ts';
import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import type { CallId, LegId } from '../kernel/ids.ts';
import type { Supervision } from './supervision.ts';

/** How a supervisor's call ends that somebody else ends. */
interface SupervisorEnding {
  readonly outcome: 'answered' | 'released';
  readonly cause: 'hungUp';
  readonly by: 'switchboard';
}

/**
 * A call ends. Of a supervisor: their talk is a bridge again. Of a talk: its
 * supervisor has nothing to listen to any more, and their call is to end too.
 */
export function partSupervisor(
  context: Context,
  id: CallId,
): { readonly call: CallId; readonly ending: SupervisorEnding } | undefined {
  const call = must(context.state.calls.get(id), id);
  const talk = superviseeOf(call);
  if (talk !== undefined) restoreBridge(context, talk);
  const { supervision } = call;
  if (supervision === undefined) return undefined;
  emit(context, { type: 'supervisionEnded', call: id, supervision: supervision.call });
  return { call: supervision.call, ending: endingOf(supervision) };
}

/** What comes of the call of a supervisor who is released. */
export const endingOf = ({ room }: Supervision): SupervisorEnding => ({
  outcome: room === undefined ? 'released' : 'answered',
  cause: 'hungUp',
  by: 'switchboard',
});

/** The two are out of the room first, and then together again. */
function restoreBridge(context: Context, id: CallId): void {
  const talk = context.state.calls.get(id);
  if (talk?.supervision === undefined) return;
  const { room, call: supervision } = talk.supervision;
  const [a, b] = partiesOf(talk);
  if (room !== undefined && a !== undefined && b !== undefined) {
    for (const leg of [a, b]) act(context, { type: 'leaveRoom', leg, room });
    act(context, { type: 'bridge', a, b });
  }
  emit(context, { type: 'supervisionEnded', call: id, supervision });
}

/** The talk that a supervisor's call is about; undefined for any other call. */
export function superviseeOf({ at }: Call): CallId | undefined {
  if (at.phase === 'supervising') return at.call;
  return at.phase === 'dialling' && at.purpose.kind === 'supervision' ? at.purpose.call : undefined;
}

/** The two who talk, the caller first. */
export const partiesOf = ({ at, callerLeg }: Call): readonly LegId[] =>
  at.phase === 'connected' ? [callerLeg, at.leg] : [callerLeg];
