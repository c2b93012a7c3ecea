import type { SipMessage, SipResponse } from '../message/message.ts';
import { NO_BODY } from '../message/message.ts';
import { type ParseAnswer, parseMessage } from '../message/parse.ts';
import { responseTo } from '../message/respond.ts';
import { requestProblem } from '../message/validate.ts';
import type { Peer } from '../transaction/peer.ts';
import type { TransportCounters, TransportEvents } from './transport-events.ts';

/** Whom the intake tells, and what it counts. */
export interface IntakeOptions {
  readonly events: TransportEvents;
  readonly counters: TransportCounters;
  /** Answers where the message came from, without a transaction. */
  readonly answer: (response: SipResponse, source: Peer) => void;
}

/** Reads what came, answers what is a request but a wrong one, hands on what is right, and counts the rest. */
export class Intake {
  private readonly options: IntakeOptions;

  constructor(options: IntakeOptions) {
    this.options = options;
  }

  /** Takes the bytes of one message in. Never throws. */
  take(bytes: Uint8Array, source: Peer): void {
    try {
      this.read(bytes, source);
    } catch (error) {
      this.options.events.fault(error);
    }
  }

  private read(bytes: Uint8Array, source: Peer): void {
    const { counters } = this.options;
    const result = parseMessage(bytes);
    if (!result.ok) {
      if (result.why === 'keep-alive') counters.keepAlives += 1;
      else this.countMalformed(result.why);
      if (result.answer !== undefined) this.options.answer(answerOf(result.answer), source);
      return;
    }
    if (result.message.kind === 'request' && this.refuses(result.message, source)) return;
    counters.received += 1;
    this.options.events.message(result.message, source);
  }

  private refuses(request: Extract<SipMessage, { kind: 'request' }>, source: Peer): boolean {
    const problem = requestProblem(request);
    if (problem === undefined) return false;
    this.countMalformed(problem.why);
    const canAnswer = request.method !== 'ACK' && request.headers.has('via');
    if (canAnswer) this.options.answer(responseTo(request, problem.statusCode), source);
    return true;
  }

  private countMalformed(why: string): void {
    const { malformed } = this.options.counters;
    malformed[why] = (malformed[why] ?? 0) + 1;
  }
}

const answerOf = ({ statusCode, reasonPhrase, headers }: ParseAnswer): SipResponse => ({
  kind: 'response',
  statusCode,
  reasonPhrase,
  headers,
  body: NO_BODY,
});
