import type { SipResponse } from '../message/message.ts';
import type { Asked, Definition, Effect, Heard, RanOut, ServerMachine } from './machine.ts';
import { Machine, send, sendAgain, start, tell } from './machine.ts';
import type { Step, Table } from './table.ts';
import { ignored, impossible } from './table.ts';
import type { Durations } from './timing.ts';

/** What a non-INVITE server machine has from the start. */
export interface NonInviteServerSetup {
  readonly durations: Durations;
}

/**
 * Phases of a request other than INVITE and ACK that we received (RFC 3261 section 17.2.2).
 *
 * `trying`: the user has it and has said nothing yet.
 *   In from: the start. Out to: proceeding, completed.
 *
 * `proceeding`: the user has answered 1xx; a repeated request gets that again.
 *   In from: trying. Out to: completed.
 *
 * `completed`: the user has answered for good; a repeated request gets that again.
 *   In from: trying, proceeding. Out to: ended (timer J, at once over reliable transports).
 */
export type NonInviteServerState =
  | { readonly phase: 'trying' }
  | { readonly phase: 'proceeding'; readonly last: SipResponse }
  | { readonly phase: 'completed'; readonly final: SipResponse };

/** What a non-INVITE server machine takes in: the request again, responses from the user, its timer. */
export type NonInviteServerInput =
  | Asked<'request'>
  | Heard<'provisional' | 'final'>
  | RanOut<'timerJ'>
  | { readonly type: 'transportFailed' };

type Next = Step<NonInviteServerState, Effect>;

/** The machine's cells, phase by phase. */
export const nonInviteServerTable: Table<NonInviteServerState, NonInviteServerInput, NonInviteServerSetup, Effect> = {
  trying: {
    request: ignored('a repeat, and there is nothing yet to answer it with'),
    provisional: (_, { response }) => ({ to: { phase: 'proceeding', last: response }, effects: [send(response)] }),
    final: (_, { response }, setup) => complete(response, setup),
    timerJ: impossible('timer J starts in completed'),
    transportFailed: ignored('nothing has been sent yet'),
  },
  proceeding: {
    request: (here) => ({ to: here, effects: [sendAgain(here.last)] }),
    provisional: (_, { response }) => ({ to: { phase: 'proceeding', last: response }, effects: [send(response)] }),
    final: (_, { response }, setup) => complete(response, setup),
    timerJ: impossible('timer J starts in completed'),
    transportFailed: (here) => stayAndTell(here),
  },
  completed: {
    request: (here) => ({ to: here, effects: [sendAgain(here.final)] }),
    provisional: ignored('the final response was sent'),
    final: ignored('the final response was sent (section 17.2.2: it MUST be discarded)'),
    timerJ: () => ({ to: 'ended', effects: [] }),
    transportFailed: (here) => stayAndTell(here),
  },
};

const DEFINITION: Definition<NonInviteServerState, NonInviteServerInput, NonInviteServerSetup> = {
  table: nonInviteServerTable,
  timers: { trying: [], proceeding: [], completed: ['timerJ'] },
  begin: () => ({ to: { phase: 'trying' }, effects: [] }),
};

/** A non-INVITE server machine; it sends nothing by itself. */
export function nonInviteServer(setup: NonInviteServerSetup): ServerMachine {
  const machine = new Machine(DEFINITION, setup);
  return {
    get phase() {
      return machine.phase;
    },
    begin: () => machine.begin(),
    received: (request) => machine.step({ type: 'request', request }),
    respond: (response) => machine.step({ type: response.statusCode < 200 ? 'provisional' : 'final', response }),
    ranOut: (timer) => machine.ranOut(timer),
    transportFailed: () => machine.step({ type: 'transportFailed' }),
    cancelled: undefined,
  };
}

function complete(response: SipResponse, setup: NonInviteServerSetup): Next {
  const effects = [send(response)];
  const lingerMs = setup.durations.timerJ;
  if (lingerMs === 0) return { to: 'ended', effects };
  return { to: { phase: 'completed', final: response }, effects: [...effects, start('timerJ', lingerMs)] };
}

/**
 * A response could not be sent. RFC 3261 would end the transaction; it stays, as RFC 6026 has it for INVITE:
 * once forgotten, a repeat of the request would be taken for a new one and be carried out twice.
 */
function stayAndTell(here: NonInviteServerState): Next {
  return { to: here, effects: [tell({ type: 'transportFailed' })] };
}
