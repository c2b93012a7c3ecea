import type { SipResponse } from '../message/message.ts';
import { fateOf } from './invite-client.ts';
import type { Asked, Definition, Effect, Heard, RanOut, ServerMachine } from './machine.ts';
import { Machine, send, sendAgain, start, startIfUsed, tell } from './machine.ts';
import type { Step, Table } from './table.ts';
import { ignored, impossible } from './table.ts';
import type { Durations } from './timing.ts';

/** What an INVITE server machine has from the start: the 100 that it answers with at once, and its timers' lengths. */
export interface InviteServerSetup {
  readonly trying: SipResponse;
  readonly durations: Durations;
}

/**
 * Phases of an INVITE that we received (RFC 3261 section 17.2.1, RFC 6026).
 *
 * `proceeding`: the user decides, without a limit from here. A repeated INVITE gets the last
 *   provisional response again. `isCancelled`: the caller has withdrawn; the user owes a 487.
 *   In from: the start. Out to: accepted, completed.
 *
 * `accepted`: the user answered 2xx. It repeats the 2xx itself until the ACK comes; here only
 *   repeats of the INVITE are absorbed, so that they don't look like a new call.
 *   In from: proceeding. Out to: ended (timer L).
 *
 * `completed`: the user refused. The refusal is repeated by timer G over UDP and for each repeated
 *   INVITE, until the ACK comes; timer H gives up.
 *   In from: proceeding. Out to: confirmed, ended.
 *
 * `confirmed`: the ACK came; its repeats are absorbed.
 *   In from: completed. Out to: ended (timer I, at once over reliable transports).
 */
export type InviteServerState =
  | { readonly phase: 'proceeding'; readonly last: SipResponse; readonly isCancelled: boolean }
  | { readonly phase: 'accepted' }
  | { readonly phase: 'completed'; readonly final: SipResponse; readonly intervalMs: number }
  | { readonly phase: 'confirmed' };

/** What an INVITE server machine takes in: requests from the network, responses from the user, timers. */
export type InviteServerInput =
  | Asked<'invite' | 'ack' | 'cancel'>
  | Heard<'provisional' | 'success' | 'failure'>
  | RanOut<'timerG' | 'timerH' | 'timerI' | 'timerL'>
  | { readonly type: 'transportFailed' };

type Next = Step<InviteServerState, Effect>;

/** The machine's cells, phase by phase. */
export const inviteServerTable: Table<InviteServerState, InviteServerInput, InviteServerSetup, Effect> = {
  proceeding: {
    invite: (here) => ({ to: here, effects: [sendAgain(here.last)] }),
    ack: ignored('nothing was answered yet that could be acknowledged'),
    cancel: (here, { request }) =>
      here.isCancelled
        ? { to: here, effects: [] }
        : { to: { ...here, isCancelled: true }, effects: [tell({ type: 'cancelled', request })] },
    provisional: (here, { response }) => ({ to: { ...here, last: response }, effects: [send(response)] }),
    success: (_, { response }, setup) => accept(response, setup),
    failure: (_, { response }, setup) => complete(response, setup),
    timerG: impossible('timer G starts in completed'),
    timerH: impossible('timer H starts in completed'),
    timerI: impossible('timer I starts in confirmed'),
    timerL: impossible('timer L starts in accepted'),
    transportFailed: (here) => stayAndTell(here),
  },
  accepted: {
    invite: ignored('the user repeats the 2xx by itself (section 13.3.1.4)'),
    ack: (here, { request }) => ({ to: here, effects: [tell({ type: 'ack', request })] }),
    cancel: ignored('too late: the INVITE was accepted (section 9.2)'),
    provisional: ignored('a final response was sent'),
    success: (here, { response }) => ({ to: here, effects: [sendAgain(response)] }),
    failure: ignored('a 2xx was sent'),
    timerG: impossible('timer G starts in completed'),
    timerH: impossible('timer H starts in completed'),
    timerI: impossible('timer I starts in confirmed'),
    timerL: () => ({ to: 'ended', effects: [] }),
    transportFailed: (here) => stayAndTell(here),
  },
  completed: {
    invite: (here) => ({ to: here, effects: [sendAgain(here.final)] }),
    ack: (_, __, setup) => confirm(setup),
    cancel: ignored('too late: the INVITE was refused (section 9.2)'),
    provisional: ignored('a final response was sent'),
    success: ignored('a failure was sent'),
    failure: ignored('a failure was sent'),
    timerG: (here, _, setup) => {
      const intervalMs = Math.min(here.intervalMs * 2, setup.durations.longestIntervalMs);
      return { to: { ...here, intervalMs }, effects: [sendAgain(here.final), start('timerG', intervalMs)] };
    },
    timerH: () => ({ to: 'ended', effects: [tell({ type: 'ackTimedOut' })] }),
    timerI: impossible('timer I starts in confirmed'),
    timerL: impossible('timer L starts in accepted'),
    transportFailed: (here) => stayAndTell(here),
  },
  confirmed: {
    invite: ignored('a late repeat: its sender has acknowledged our refusal'),
    ack: ignored('a repeat'),
    cancel: ignored('too late: the INVITE was refused (section 9.2)'),
    provisional: ignored('a final response was sent'),
    success: ignored('a failure was sent'),
    failure: ignored('a failure was sent'),
    timerG: impossible('timer G stopped with the ACK'),
    timerH: impossible('timer H stopped with the ACK'),
    timerI: () => ({ to: 'ended', effects: [] }),
    timerL: impossible('timer L starts in accepted'),
    transportFailed: ignored('nothing is sent any more'),
  },
};

const DEFINITION: Definition<InviteServerState, InviteServerInput, InviteServerSetup> = {
  table: inviteServerTable,
  timers: {
    proceeding: [],
    accepted: ['timerL'],
    completed: ['timerG', 'timerH'],
    confirmed: ['timerI'],
  },
  // Section 17.2.1 allows to wait 200 ms with the 100; at once, because a switchboard may always take longer.
  begin: ({ trying }) => ({ to: { phase: 'proceeding', last: trying, isCancelled: false }, effects: [send(trying)] }),
};

/** An INVITE server machine; `begin` answers 100. */
export function inviteServer(setup: InviteServerSetup): ServerMachine {
  const machine = new Machine(DEFINITION, setup);
  return {
    get phase() {
      return machine.phase;
    },
    begin: () => machine.begin(),
    received: (request) => machine.step({ type: request.method === 'ACK' ? 'ack' : 'invite', request }),
    respond: (response) => machine.step({ type: fateOf(response), response }),
    ranOut: (timer) => machine.ranOut(timer),
    transportFailed: () => machine.step({ type: 'transportFailed' }),
    cancelled: (request) => machine.step({ type: 'cancel', request }),
  };
}

function accept(response: SipResponse, setup: InviteServerSetup): Next {
  return { to: { phase: 'accepted' }, effects: [send(response), start('timerL', setup.durations.timerL)] };
}

function complete(response: SipResponse, { durations }: InviteServerSetup): Next {
  const timers = [...startIfUsed('timerG', durations.timerG), start('timerH', durations.timerH)];
  return {
    to: { phase: 'completed', final: response, intervalMs: durations.timerG ?? 0 },
    effects: [send(response), ...timers],
  };
}

function confirm({ durations }: InviteServerSetup): Next {
  if (durations.timerI === 0) return { to: 'ended', effects: [] };
  return { to: { phase: 'confirmed' }, effects: [start('timerI', durations.timerI)] };
}

/** A response could not be sent. The transaction stays: another one may get through (RFC 6026 section 7.1). */
function stayAndTell(here: InviteServerState): Next {
  return { to: here, effects: [tell({ type: 'transportFailed' })] };
}
