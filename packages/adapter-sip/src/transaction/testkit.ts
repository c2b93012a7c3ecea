import { Headers } from '../message/headers.ts';
import type { SipMessage, SipRequest, SipResponse } from '../message/message.ts';
import { NO_BODY } from '../message/message.ts';
import { responseTo } from '../message/respond.ts';
import { TransactionLayer } from './layer.ts';
import type { Effect } from './machine.ts';
import type { ServerTransactionId, TransactionOutput } from './outputs.ts';
import type { Peer, Transport } from './peer.ts';
import type { Phased, Table, Typed } from './table.ts';
import { cellOf } from './table.ts';

/** Two parties of the tests; the first one calls. */
export function anna(transport: Transport = 'UDP'): Peer {
  return { transport, host: '192.0.2.1', port: 5060, connection: transport === 'UDP' ? undefined : 'a' };
}

/** The other party. */
export function bjarne(transport: Transport = 'UDP'): Peer {
  return { transport, host: '192.0.2.2', port: 5070, connection: transport === 'UDP' ? undefined : 'b' };
}

/** A request as the user hands it down: no Via yet. Without a body. */
export function requestOf(method: string, callId = 'call-1', number = 1): SipRequest {
  const headers = new Headers()
    .append('route', '<sip:edge.example.org;lr>')
    .append('max-forwards', '70')
    .append('from', '<sip:anna@example.org>;tag=anna')
    .append('to', '<sip:bjarne@example.org>')
    .append('call-id', callId)
    .append('cseq', `${number} ${method}`);
  const uri = {
    scheme: 'sip',
    user: 'bjarne',
    host: 'example.org',
    port: undefined,
    params: new Map(),
    headers: undefined,
  } as const;
  return { kind: 'request', method, uri, headers, body: NO_BODY };
}

/** The request as it comes in over the network. */
export function arrived(
  method: string,
  via = 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa',
  callId = 'call-1',
): SipRequest {
  const request = requestOf(method, callId);
  request.headers.prepend('via', via);
  return request;
}

/** `INVITE` or `486`: what a conversation calls a message. */
export function nameOf(message: SipMessage): string {
  return message.kind === 'request' ? message.method : String(message.statusCode);
}

/** Bytes that never repeat, the same in every run. */
export function countingRandom(): (bytes: number) => Uint8Array {
  let count = 0;
  return (bytes) => {
    count += 1;
    const made = new Uint8Array(bytes);
    new DataView(made.buffer).setUint32(0, count);
    return made;
  };
}

/** One layer in virtual time, with a log of all it put out: `500 send INVITE`. */
export class LayerInTime {
  readonly layer: TransactionLayer;
  readonly log: string[] = [];
  readonly sent: SipMessage[] = [];
  readonly told: Exclude<TransactionOutput, { type: 'send' }>[] = [];
  now = 0;
  private readonly source: Peer;

  /** `far` is whom it talks with. */
  constructor(far: Peer, options: { readonly maxTransactions?: number } = {}) {
    this.source = far;
    const sentBy = () => ({ host: '192.0.2.1', port: 5060 });
    this.layer = new TransactionLayer({ sentBy, random: countingRandom(), ...options });
  }

  /** Runs until that instant, stopping at each deadline. */
  runTo(instant: number): void {
    this.collect();
    for (;;) {
      const next = this.layer.nextDeadline();
      if (next === undefined || next > instant) break;
      this.now = Math.max(this.now, next);
      this.layer.advance(this.now);
      this.collect();
    }
    this.now = instant;
  }

  receive(message: SipMessage): void {
    this.collect();
    this.layer.receive(message, this.source, this.now);
    this.collect();
  }

  /** Answers the request as it was sent, with a To tag. */
  receiveResponse(statusCode: number, request: SipRequest = this.lastRequest()): SipResponse {
    const response = responseTo(request, statusCode, { toTag: 'bjarne' });
    this.receive(response);
    return response;
  }

  respond(statusCode: number): boolean {
    const { id, request } = this.lastArrival();
    const wasSent = this.layer.respond(id, responseTo(request, statusCode, { toTag: 'us' }), this.now);
    this.collect();
    return wasSent;
  }

  lastArrival(): { readonly id: ServerTransactionId; readonly request: SipRequest } {
    const arrival = this.told.findLast((output) => output.type === 'request');
    if (arrival === undefined) throw new Error('no request came up');
    return arrival;
  }

  lastRequest(method?: string): SipRequest {
    this.collect();
    for (const message of this.sent.toReversed()) {
      if (message.kind === 'request' && (method ?? message.method) === message.method) return message;
    }
    throw new Error('no such request was sent');
  }

  /** What was logged since the last call. */
  takeLog(): string[] {
    this.collect();
    return this.log.splice(0);
  }

  collect(): void {
    for (const output of this.layer.takeOutputs()) {
      if (output.type === 'send') this.sent.push(output.message);
      else this.told.push(output);
      this.log.push(`${this.now} ${describeOutput(output)}`);
    }
  }
}

function describeOutput(output: TransactionOutput): string {
  switch (output.type) {
    case 'send':
      return `send ${nameOf(output.message)}`;
    case 'response':
    case 'strayResponse':
      return `${output.type} ${output.response.statusCode}`;
    case 'request':
    case 'ack':
    case 'cancelled':
      return `${output.type} ${output.request.method}`;
    default:
      return output.type;
  }
}

/** What fills a table's cells: one state for each phase, one input for each type. */
export interface Samples<State extends Phased, Input extends Typed, Setup> {
  readonly states: { readonly [Phase in State['phase']]: Extract<State, { readonly phase: Phase }> };
  readonly inputs: { readonly [Type in Input['type']]: Extract<Input, { readonly type: Type }> };
  readonly setup: Setup;
}

/** Every cell of a table in one line: `calling + timerA: send INVITE again, timerA in 1000 → calling`. */
export function describeTable<State extends Phased, Input extends Typed, Setup>(
  table: Table<State, Input, Setup, Effect>,
  samples: Samples<State, Input, Setup>,
): string[] {
  const states: readonly State[] = Object.values(samples.states);
  const inputs: readonly Input[] = Object.values(samples.inputs);
  return states.flatMap((state) =>
    inputs.map((input) => {
      const cell = cellOf(table, state, input);
      const head = `${state.phase} + ${input.type}:`;
      if (typeof cell !== 'function') return `${head} ${cell.kind}`;
      const { to, effects } = cell(state, input, samples.setup);
      const arrow = `→ ${to === 'ended' ? 'ended' : to.phase}`;
      return effects.length === 0
        ? `${head} ${arrow}`
        : `${head} ${effects.map((effect) => describeEffect(effect)).join(', ')} ${arrow}`;
    }),
  );
}

function describeEffect(effect: Effect): string {
  switch (effect.kind) {
    case 'send':
      return `send ${nameOf(effect.message)}${effect.isRepeat ? ' again' : ''}`;
    case 'sendCancel':
      return 'send CANCEL';
    case 'start':
      return `${effect.timer} in ${effect.inMs}`;
    case 'tell':
      return `tell ${effect.news.type}${'response' in effect.news ? ` ${effect.news.response.statusCode}` : ''}`;
  }
}
