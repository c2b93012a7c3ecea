import { formatCSeq, parseCSeq } from '../message/cseq.ts';
import { Headers } from '../message/headers.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { NO_BODY } from '../message/message.ts';
import type { ExtraHeader } from './machine.ts';

/**
 * The ACK to a 300–699 response to our INVITE (RFC 3261 section 17.1.1.3): the To is the response's.
 * The ACK to a 2xx is another thing, and the dialog's.
 */
export function ackToFailure(invite: SipRequest, response: SipResponse): SipRequest {
  return followUp(invite, 'ACK', response.headers.get('to'));
}

/** The CANCEL of our INVITE (RFC 3261 section 9.1), with fields such as `Reason` added at the end. */
export function cancelOf(invite: SipRequest, extraHeaders: readonly ExtraHeader[]): SipRequest {
  const cancel = followUp(invite, 'CANCEL', invite.headers.get('to'));
  for (const [name, value] of extraHeaders) cancel.headers.append(name, value);
  return cancel;
}

/** A request on the INVITE's own hop: one Via with its branch, its Route, From, Call-ID and CSeq number. */
function followUp(invite: SipRequest, method: 'ACK' | 'CANCEL', to: string | undefined): SipRequest {
  const headers = new Headers();
  appendFrom(headers, 'via', invite.headers.get('via'));
  for (const route of invite.headers.getAll('route')) headers.append('route', route);
  headers.append('max-forwards', '70');
  appendFrom(headers, 'from', invite.headers.get('from'));
  appendFrom(headers, 'to', to);
  appendFrom(headers, 'call-id', invite.headers.get('call-id'));
  const sequence = parseCSeq(invite.headers.get('cseq') ?? '');
  if (sequence !== undefined) headers.append('cseq', formatCSeq({ number: sequence.number, method }));
  return { kind: 'request', method, uri: invite.uri, headers, body: NO_BODY };
}

function appendFrom(headers: Headers, name: string, value: string | undefined): void {
  if (value !== undefined) headers.append(name, value);
}
