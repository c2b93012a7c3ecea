import type { SipResponse } from '../message/message.ts';
import type { ClientSetup } from './invite-client.ts';
import type { ClientMachine, Definition, Effect, Heard, RanOut } from './machine.ts';
import { Machine, send, sendAgain, start, startIfUsed, tell } from './machine.ts';
import type { Step, Table } from './table.ts';
import { ignored, impossible } from './table.ts';

/**
 * Phases of a request other than INVITE and ACK that we sent (RFC 3261 section 17.1.2).
 *
 * `trying`: sent, nothing heard. Repeated by timer E over UDP at growing intervals; timer F gives up.
 *   In from: the start. Out to: proceeding, completed, ended.
 *
 * `proceeding`: a provisional response came. Still repeated, each T2, for the final response may be lost;
 *   timer F goes on.
 *   In from: trying. Out to: completed, ended.
 *
 * `completed`: the final response came; its repeats are absorbed.
 *   In from: trying, proceeding. Out to: ended (timer K, at once over reliable transports).
 */
export type NonInviteClientState =
  | { readonly phase: 'trying'; readonly intervalMs: number }
  | { readonly phase: 'proceeding' }
  | { readonly phase: 'completed' };

/** What a non-INVITE client machine takes in. */
export type NonInviteClientInput =
  | Heard<'provisional' | 'final'>
  | RanOut<'timerE' | 'timerF' | 'timerK'>
  | { readonly type: 'transportFailed' };

type Next = Step<NonInviteClientState, Effect>;

/** The machine's cells, phase by phase. */
export const nonInviteClientTable: Table<NonInviteClientState, NonInviteClientInput, ClientSetup, Effect> = {
  trying: {
    provisional: (_, { response }) => ({ to: { phase: 'proceeding' }, effects: [tellResponse(response)] }),
    final: (_, { response }, setup) => complete(response, setup),
    timerE: (here, _, setup) => {
      const intervalMs = Math.min(here.intervalMs * 2, setup.durations.longestIntervalMs);
      return { to: { ...here, intervalMs }, effects: [sendAgain(setup.request), start('timerE', intervalMs)] };
    },
    timerF: () => giveUp(),
    timerK: impossible('timer K starts in completed'),
    transportFailed: () => failTransport(),
  },
  proceeding: {
    provisional: (here, { response }) => ({ to: here, effects: [tellResponse(response)] }),
    final: (_, { response }, setup) => complete(response, setup),
    timerE: (here, _, setup) => ({
      to: here,
      effects: [sendAgain(setup.request), start('timerE', setup.durations.longestIntervalMs)],
    }),
    timerF: () => giveUp(),
    timerK: impossible('timer K starts in completed'),
    transportFailed: () => failTransport(),
  },
  completed: {
    provisional: ignored('late: the user has its answer'),
    final: ignored('a repeat: the user has its answer'),
    timerE: impossible('timer E stopped with the final response'),
    timerF: impossible('timer F stopped with the final response'),
    timerK: () => ({ to: 'ended', effects: [] }),
    transportFailed: ignored('nothing is sent any more'),
  },
};

const DEFINITION: Definition<NonInviteClientState, NonInviteClientInput, ClientSetup> = {
  table: nonInviteClientTable,
  timers: {
    trying: ['timerE', 'timerF'],
    proceeding: ['timerE', 'timerF'],
    completed: ['timerK'],
  },
  begin: ({ request, durations }) => ({
    to: { phase: 'trying', intervalMs: durations.timerE ?? 0 },
    effects: [send(request), ...startIfUsed('timerE', durations.timerE), start('timerF', durations.timerF)],
  }),
};

/** A non-INVITE client machine; `begin` sends the request. */
export function nonInviteClient(setup: ClientSetup): ClientMachine {
  const machine = new Machine(DEFINITION, setup);
  return {
    get phase() {
      return machine.phase;
    },
    begin: () => machine.begin(),
    received: (response) => machine.step({ type: response.statusCode < 200 ? 'provisional' : 'final', response }),
    ranOut: (timer) => machine.ranOut(timer),
    transportFailed: () => machine.step({ type: 'transportFailed' }),
    cancel: undefined,
  };
}

function tellResponse(response: SipResponse): Effect {
  return tell({ type: 'response', response });
}

function complete(response: SipResponse, setup: ClientSetup): Next {
  const effects = [tellResponse(response)];
  const lingerMs = setup.durations.timerK;
  if (lingerMs === 0) return { to: 'ended', effects };
  return { to: { phase: 'completed' }, effects: [...effects, start('timerK', lingerMs)] };
}

function giveUp(): Next {
  return { to: 'ended', effects: [tell({ type: 'timedOut' })] };
}

function failTransport(): Next {
  return { to: 'ended', effects: [tell({ type: 'transportFailed' })] };
}
