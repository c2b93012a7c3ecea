import { parseCSeq } from './cseq.ts';
import type { Headers } from './headers.ts';
import type { SipRequest } from './message.ts';
import { parseNameAddr } from './name-addr.ts';
import { topVia } from './via.ts';

/** What is wrong with a request, and the status that says so. */
export interface RequestProblem {
  readonly statusCode: 400;
  readonly why: string;
}

/** Checks the fields that every request has (RFC 3261 section 8.1.1); undefined when all is well. */
export function requestProblem({ method, headers }: SipRequest): RequestProblem | undefined {
  const why =
    repeatedField(headers) ??
    missingParty('to', headers.get('to')) ??
    missingParty('from', headers.get('from')) ??
    (headers.get('call-id') === undefined || headers.get('call-id') === '' ? 'no Call-ID' : undefined) ??
    (topVia(headers) === undefined ? 'no Via that can be read' : undefined) ??
    cseqProblem(method, headers.get('cseq')) ??
    maxForwardsProblem(headers.get('max-forwards'));
  return why === undefined ? undefined : { statusCode: 400, why };
}

/** Fields of which there is one: who reads the first and who reads the last must not differ. */
const SINGLE = new Set(['to', 'from', 'call-id', 'cseq', 'max-forwards']);

function repeatedField(headers: Headers): string | undefined {
  const seen = new Set<string>();
  for (const [name] of headers.entries()) {
    if (!SINGLE.has(name)) continue;
    if (seen.has(name)) return `more than one ${name}`;
    seen.add(name);
  }
  return undefined;
}

function missingParty(name: string, value: string | undefined): string | undefined {
  return value === undefined || parseNameAddr(value) === undefined ? `no ${name} that can be read` : undefined;
}

function cseqProblem(method: string, value: string | undefined): string | undefined {
  const cseq = value === undefined ? undefined : parseCSeq(value);
  if (cseq === undefined) return 'no CSeq that can be read';
  return cseq.method === method ? undefined : 'the CSeq names another method';
}

/** Elements older than RFC 3261 leave it out, so that its absence is no mistake. */
function maxForwardsProblem(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  return /^0*[0-9]{1,3}$/.test(value) && Number(value) <= 255
    ? undefined
    : 'a Max-Forwards that is no number from 0 to 255';
}
