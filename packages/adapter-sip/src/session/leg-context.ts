import type { Cause } from '@sentralbord/core';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { Peer } from '../transaction/peer.ts';
import type { LegMedia } from './leg-media.ts';
import type { SipStack } from './stack.ts';

/** What a leg needs of the adapter. */
export interface LegContext {
  readonly stack: SipStack;
  /** Our Contact value towards that peer. */
  readonly contactFor: (peer: Peer) => string;
  /** The request again with credentials, when that challenge can be answered; undefined to give up. */
  readonly authorise: (request: SipRequest, challenge: SipResponse) => SipRequest | undefined;
  /** Whether requests in a dialog go to where the party was seen, rather than to the contact it named (NAT). */
  readonly sendsToSource: boolean;
}

/** What the adapter is told of a leg. After `ended` nothing more is told. */
export interface LegEvents {
  readonly ringing: () => void;
  readonly answered: () => void;
  readonly ended: (cause: Cause) => void;
  /** Nothing of the leg is left in the network: it can be forgotten. */
  readonly gone: () => void;
}

/** A SIP leg, as the adapter drives it. */
export interface SipLeg {
  readonly media: LegMedia | undefined;
  /** Whether it is answered, and media flows. */
  readonly isUp: boolean;
  /** Ends the leg from our side; `ended` is not told for it. */
  hangUp(cause: Cause): void;
}
