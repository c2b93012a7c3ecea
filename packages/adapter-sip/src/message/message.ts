import type { Headers } from './headers.ts';
import type { SipUri } from './uri.ts';

/** A SIP request (RFC 3261 section 7.1). Replaced whole, except that `headers` can be changed while one builds it. */
export interface SipRequest {
  readonly kind: 'request';
  /** In capitals for known methods; methods are case-sensitive (RFC 3261 section 7.1). */
  readonly method: string;
  readonly uri: SipUri;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** A SIP response (RFC 3261 section 7.2). */
export interface SipResponse {
  readonly kind: 'response';
  /** 100 to 699. */
  readonly statusCode: number;
  readonly reasonPhrase: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** A SIP message (RFC 3261 section 7). */
export type SipMessage = SipRequest | SipResponse;

/** The body of a message without one. */
export const NO_BODY = new Uint8Array(0);
