import type { Headers } from '../message/headers.ts';
import type { SipMessage, SipRequest, SipResponse } from '../message/message.ts';
import { NO_BODY } from '../message/message.ts';
import { type ParseAnswer, parseMessage } from '../message/parse.ts';
import { reasonPhraseOf, responseTo, withToTag } from '../message/respond.ts';
import { splitOutsideQuotes } from '../message/uri-text.ts';
import { requestProblem } from '../message/validate.ts';
import { formatVia, topVia } from '../message/via.ts';
import { responseTarget, viaWithSource } from '../transaction/hop.ts';
import type { Peer } from '../transaction/peer.ts';
import { countMalformed, type TransportCounters } from './transport-events.ts';

/** Whom the intake tells, and what it counts. */
export interface IntakeOptions {
  readonly counters: TransportCounters;
  /** The To tag of its answers: one for all, so that an answer given twice is the same (RFC 3261 section 8.2.7). */
  readonly toTag: string;
  /** A message that is right. */
  readonly message: (message: SipMessage, source: Peer) => void;
  /** An answer to one that is wrong, without a transaction. */
  readonly answer: (response: SipResponse, target: Peer) => void;
}

/** Reads what came, answers what is a request but a wrong one, hands on what is right, and counts the rest. */
export class Intake {
  private readonly options: IntakeOptions;

  constructor(options: IntakeOptions) {
    this.options = options;
  }

  /** Takes the bytes of one message in. Throws only what its listeners throw. */
  take(bytes: Uint8Array, source: Peer): void {
    const { counters } = this.options;
    const result = parseMessage(bytes);
    if (!result.ok) {
      if (result.why === 'keep-alive') counters.keepAlives += 1;
      else countMalformed(counters, result.why);
      if (result.answer !== undefined) this.answer(this.answerOf(result.answer), source);
      return;
    }
    if (result.message.kind === 'request' && this.refuses(result.message, source)) return;
    counters.received += 1;
    this.options.message(result.message, source);
  }

  private refuses(request: SipRequest, source: Peer): boolean {
    const problem = requestProblem(request);
    if (problem === undefined) return false;
    countMalformed(this.options.counters, problem.why);
    // An ACK is never answered (section 17.1.1.3).
    if (request.method === 'ACK') return true;
    this.answer(responseTo(request, problem.statusCode, { toTag: this.options.toTag }), source);
    return true;
  }

  private answerOf({ statusCode, headers }: ParseAnswer): SipResponse {
    const to = headers.get('to');
    if (to !== undefined) headers.replaceFirst('to', withToTag(to, this.options.toTag));
    return { kind: 'response', statusCode, reasonPhrase: reasonPhraseOf(statusCode), headers, body: NO_BODY };
  }

  /** Goes where the Via and the source say (section 18.2.2); nowhere when the Via cannot be read. */
  private answer(response: SipResponse, source: Peer): void {
    const bareVia = topVia(response.headers);
    if (bareVia === undefined) return;
    const via = viaWithSource(bareVia, source);
    replaceTopVia(response.headers, formatVia(via));
    this.options.answer(response, responseTarget(via, source));
  }
}

function replaceTopVia(headers: Headers, via: string): void {
  const [, ...below] = splitOutsideQuotes(headers.get('via') ?? '', ',');
  headers.replaceFirst('via', [via, ...below].join(','));
}
