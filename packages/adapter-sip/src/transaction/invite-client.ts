import type { SipRequest, SipResponse } from '../message/message.ts';
import { ackToFailure } from './follow-up.ts';
import type { ClientMachine, Definition, Effect, ExtraHeader, Heard, RanOut } from './machine.ts';
import { Machine, send, sendAgain, start, startIfUsed, tell } from './machine.ts';
import type { Step, Table } from './table.ts';
import { ignored, impossible } from './table.ts';
import type { Durations } from './timing.ts';

/** What a client machine has from the start: the request with its Via, and how long its timers run. */
export interface ClientSetup {
  readonly request: SipRequest;
  readonly durations: Durations;
}

/**
 * Phases of an INVITE that we sent (RFC 3261 section 17.1.1, RFC 6026).
 *
 * `calling`: sent, nothing heard. Repeated by timer A over UDP; timer B gives up.
 *   In from: the start. Out to: cancelWanted, proceeding, accepted, completed, ended.
 *
 * `cancelWanted`: as calling, but the user doesn't want it any more. A CANCEL must not go before
 *   a provisional response (RFC 3261 section 9.1), so the wish is kept.
 *   In from: calling. Out to: cancelling, accepted, completed, ended.
 *
 * `proceeding`: a provisional response came; the other side takes its time, without a limit from here.
 *   In from: calling. Out to: cancelling, accepted, completed.
 *
 * `cancelling`: the CANCEL went out as a transaction of its own; a final response is due, mostly 487,
 *   but a 2xx may have passed it. Without one, the INVITE is ended after 64*T1.
 *   In from: cancelWanted, proceeding. Out to: accepted, completed, ended.
 *
 * `accepted`: a 2xx came. Each further one goes up: it is a repeat to acknowledge, or another branch of a fork.
 *   In from: any phase before. Out to: ended (timer M).
 *
 * `completed`: a failure came and was acknowledged; repeats are acknowledged again.
 *   In from: any phase before accepted. Out to: ended (timer D, at once over reliable transports).
 */
export type InviteClientState =
  | { readonly phase: 'calling'; readonly intervalMs: number }
  | { readonly phase: 'cancelWanted'; readonly intervalMs: number; readonly extraHeaders: readonly ExtraHeader[] }
  | { readonly phase: 'proceeding' }
  | { readonly phase: 'cancelling' }
  | { readonly phase: 'accepted' }
  | { readonly phase: 'completed' };

/** What an INVITE client machine takes in. */
export type InviteClientInput =
  | Heard<'provisional' | 'success' | 'failure'>
  | { readonly type: 'cancel'; readonly extraHeaders: readonly ExtraHeader[] }
  | RanOut<'timerA' | 'timerB' | 'timerD' | 'timerM' | 'cancelGaveUp'>
  | { readonly type: 'transportFailed' };

type Next = Step<InviteClientState, Effect>;
type Unheard = Extract<InviteClientState, { readonly intervalMs: number }>;

/** The machine's cells, phase by phase. */
export const inviteClientTable: Table<InviteClientState, InviteClientInput, ClientSetup, Effect> = {
  calling: {
    provisional: (_, { response }) => ({ to: { phase: 'proceeding' }, effects: [tellResponse(response)] }),
    success: (_, { response }, setup) => accept(response, setup),
    failure: (_, { response }, setup) => complete(response, setup),
    cancel: (here, { extraHeaders }) => ({ to: { ...here, phase: 'cancelWanted', extraHeaders }, effects: [] }),
    timerA: (here, _, setup) => repeat(here, setup),
    timerB: () => giveUp(),
    timerD: impossible('timer D starts in completed'),
    timerM: impossible('timer M starts in accepted'),
    cancelGaveUp: impossible('no CANCEL was sent'),
    transportFailed: () => failTransport(),
  },
  cancelWanted: {
    provisional: (here, { response }, setup) => sendCancel(here.extraHeaders, setup, [tellResponse(response)]),
    success: (_, { response }, setup) => accept(response, setup),
    failure: (_, { response }, setup) => complete(response, setup),
    cancel: ignored('the wish is kept already'),
    timerA: (here, _, setup) => repeat(here, setup),
    timerB: () => giveUp(),
    timerD: impossible('timer D starts in completed'),
    timerM: impossible('timer M starts in accepted'),
    cancelGaveUp: impossible('no CANCEL was sent'),
    transportFailed: () => failTransport(),
  },
  proceeding: {
    provisional: (here, { response }) => ({ to: here, effects: [tellResponse(response)] }),
    success: (_, { response }, setup) => accept(response, setup),
    failure: (_, { response }, setup) => complete(response, setup),
    cancel: (_, { extraHeaders }, setup) => sendCancel(extraHeaders, setup, []),
    timerA: impossible('timer A stopped on leaving calling'),
    timerB: impossible('timer B stopped on leaving calling'),
    timerD: impossible('timer D starts in completed'),
    timerM: impossible('timer M starts in accepted'),
    cancelGaveUp: impossible('no CANCEL was sent'),
    transportFailed: ignored(
      'nothing was being sent, and the response may come over a new connection (section 18.2.2)',
    ),
  },
  cancelling: {
    provisional: (here, { response }) => ({ to: here, effects: [tellResponse(response)] }),
    success: (_, { response }, setup) => accept(response, setup),
    failure: (_, { response }, setup) => complete(response, setup),
    cancel: ignored('the CANCEL was sent already'),
    timerA: impossible('timer A stopped on leaving calling or cancelWanted'),
    timerB: impossible('timer B stopped on leaving calling or cancelWanted'),
    timerD: impossible('timer D starts in completed'),
    timerM: impossible('timer M starts in accepted'),
    cancelGaveUp: () => giveUp(),
    transportFailed: ignored('the response may come over a new connection, and cancelGaveUp sets the limit'),
  },
  accepted: {
    provisional: ignored('late, or of another branch of a fork: the user has its answer'),
    success: (here, { response }) => ({ to: here, effects: [tellResponse(response)] }),
    failure: ignored('no server fails an INVITE that it has accepted'),
    cancel: ignored('too late: an accepted INVITE is ended by BYE'),
    timerA: impossible('timer A stopped before'),
    timerB: impossible('timer B stopped before'),
    timerD: impossible('timer D starts in completed'),
    timerM: () => ({ to: 'ended', effects: [] }),
    cancelGaveUp: impossible('it stopped on leaving cancelling'),
    transportFailed: ignored("nothing is sent from here: the ACK to a 2xx is the user's"),
  },
  completed: {
    provisional: ignored('late: the user has its answer'),
    // The user has been told of a failure; it still has to acknowledge and end what a fork has set up behind that.
    success: (here, { response }) => ({ to: here, effects: [tell({ type: 'strayResponse', response })] }),
    failure: (here, { response }, setup) => ({ to: here, effects: [sendAgain(ackToFailure(setup.request, response))] }),
    cancel: ignored('too late: the INVITE has failed'),
    timerA: impossible('timer A stopped before'),
    timerB: impossible('timer B stopped before'),
    timerD: () => ({ to: 'ended', effects: [] }),
    timerM: impossible('timer M starts in accepted'),
    cancelGaveUp: impossible('it stopped on leaving cancelling'),
    // The user is not told a second fate: it has its final response, and what failed is only our ACK.
    transportFailed: () => ({ to: 'ended', effects: [] }),
  },
};

const DEFINITION: Definition<InviteClientState, InviteClientInput, ClientSetup> = {
  table: inviteClientTable,
  timers: {
    calling: ['timerA', 'timerB'],
    cancelWanted: ['timerA', 'timerB'],
    proceeding: [],
    cancelling: ['cancelGaveUp'],
    accepted: ['timerM'],
    completed: ['timerD'],
  },
  begin: ({ request, durations }) => ({
    to: { phase: 'calling', intervalMs: durations.timerA ?? 0 },
    effects: [send(request), ...startIfUsed('timerA', durations.timerA), start('timerB', durations.timerB)],
  }),
};

/** An INVITE client machine; `begin` sends the request. */
export function inviteClient(setup: ClientSetup): ClientMachine {
  const machine = new Machine(DEFINITION, setup);
  return {
    get phase() {
      return machine.phase;
    },
    begin: () => machine.begin(),
    received: (response) => machine.step({ type: fateOf(response), response }),
    ranOut: (timer) => machine.ranOut(timer),
    transportFailed: () => machine.step({ type: 'transportFailed' }),
    cancel: (extraHeaders) => machine.step({ type: 'cancel', extraHeaders }),
  };
}

/** Which of the three inputs a response is. */
export function fateOf(response: SipResponse): 'provisional' | 'success' | 'failure' {
  if (response.statusCode < 200) return 'provisional';
  return response.statusCode < 300 ? 'success' : 'failure';
}

function tellResponse(response: SipResponse): Effect {
  return tell({ type: 'response', response });
}

/** The INVITE once more; timer A doubles without a ceiling, for timer B ends it (section 17.1.1.2). */
function repeat(here: Unheard, setup: ClientSetup): Next {
  const intervalMs = here.intervalMs * 2;
  return { to: { ...here, intervalMs }, effects: [sendAgain(setup.request), start('timerA', intervalMs)] };
}

function accept(response: SipResponse, setup: ClientSetup): Next {
  return { to: { phase: 'accepted' }, effects: [tellResponse(response), start('timerM', setup.durations.timerM)] };
}

function complete(response: SipResponse, setup: ClientSetup): Next {
  const effects = [send(ackToFailure(setup.request, response)), tellResponse(response)];
  const lingerMs = setup.durations.timerD;
  if (lingerMs === 0) return { to: 'ended', effects };
  return { to: { phase: 'completed' }, effects: [...effects, start('timerD', lingerMs)] };
}

function sendCancel(extraHeaders: readonly ExtraHeader[], setup: ClientSetup, before: readonly Effect[]): Next {
  const patience = start('cancelGaveUp', setup.durations.cancelGaveUp);
  return { to: { phase: 'cancelling' }, effects: [...before, { kind: 'sendCancel', extraHeaders }, patience] };
}

function giveUp(): Next {
  return { to: 'ended', effects: [tell({ type: 'timedOut' })] };
}

function failTransport(): Next {
  return { to: 'ended', effects: [tell({ type: 'transportFailed' })] };
}
