import type { MediaLeg } from '../media/media-leg.ts';
import type { Agreed } from './sdp/agreement.ts';
import { answerOffer, type LocalMedia, makeOffer, readAnswer } from './sdp/offer-answer.ts';

const CODECS = ['PCMA', 'PCMU'] as const;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** A description for the wire, and what must be done when it has been sent. */
export type Answering =
  | { readonly ok: true; readonly body: Uint8Array; readonly apply: () => void }
  | { readonly ok: false; readonly why: string };

/** The media of one leg, with the offers and answers (RFC 3264) that settle it. */
export class LegMedia {
  readonly leg: MediaLeg;
  /** The IP literal that our descriptions name; not the one bound, where that is a wildcard. */
  private readonly address: string;
  private readonly sessionId: string;
  private ours: string | undefined;
  private openOffer: string | undefined;

  constructor(parts: { readonly leg: MediaLeg; readonly address: string; readonly sessionId: string }) {
    this.leg = parts.leg;
    this.address = parts.address;
    this.sessionId = parts.sessionId;
  }

  /** Our offer, to be answered by {@link takeAnswer}. */
  offer(): Uint8Array {
    this.openOffer = makeOffer(this.local());
    this.ours = this.openOffer;
    return encoder.encode(this.openOffer);
  }

  /** Takes the answer to our offer; says why when it cannot be used. */
  takeAnswer(body: Uint8Array): string | undefined {
    if (this.openOffer === undefined) return 'there was no offer';
    const result = readAnswer(decoder.decode(body), this.openOffer);
    if (!result.ok) return result.why;
    this.openOffer = undefined;
    this.leg.setRemote(result.agreed);
    return undefined;
  }

  /** Answers an offer; nothing changes until `apply`, when the answer is on its way. */
  answer(body: Uint8Array): Answering {
    const result = answerOffer(decoder.decode(body), this.local());
    if (!result.ok) return result;
    return { ok: true, body: encoder.encode(result.answer), apply: () => this.settle(result.answer, result.agreed) };
  }

  /** Frees the ports. */
  close(): void {
    this.leg.close();
  }

  private settle(ours: string, agreed: Agreed): void {
    this.ours = ours;
    this.leg.setRemote(agreed);
  }

  private local(): LocalMedia {
    return {
      address: this.address,
      port: this.leg.local.port,
      sessionId: this.sessionId,
      version: 1,
      codecs: CODECS,
      direction: 'sendrecv',
      ...(this.ours === undefined ? {} : { previous: this.ours }),
    };
  }
}
