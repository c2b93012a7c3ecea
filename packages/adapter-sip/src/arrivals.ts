import { type ArrivedFrom, arrivedLegId, type DeviceId, type LegId, type TrunkId } from '@sentralbord/core';
import type { TrunkConfig } from './config/sip-file.ts';
import type { SipRequest } from './message/message.ts';
import { responseTo } from './message/respond.ts';
import { InboundLeg } from './session/inbound-leg.ts';
import type { LegContext, LegEvents } from './session/leg-context.ts';
import type { LegMedia } from './session/leg-media.ts';
import { familyOfOffer } from './session/sdp/family-of-offer.ts';
import type { ReceivedRequest, SipStack } from './session/stack.ts';
import { callerIdentity } from './trunk/caller-identity.ts';
import type { TrunkLines } from './trunk/trunk-lines.ts';

/** Whether a phone's request is proved to be its own. */
export type DeviceProof =
  | { readonly kind: 'device'; readonly device: DeviceId }
  /** To be answered so, with these header fields. */
  | { readonly kind: 'refused'; readonly statusCode: number; readonly headers: readonly (readonly [string, string])[] };

/** What arrivals need of the adapter. */
export interface ArrivalsOptions {
  readonly stack: SipStack;
  readonly lines: TrunkLines;
  /** Distinguishes the legs of this run from those of earlier ones. */
  readonly runToken: string;
  readonly openMedia: (family: 4 | 6 | undefined) => Promise<LegMedia | undefined>;
  readonly proveDevice: (received: ReceivedRequest) => DeviceProof;
  /** Whether the request comes from where one of our phones is registered. */
  readonly isRegisteredSource: (received: ReceivedRequest) => boolean;
  readonly contextFor: (trunk: TrunkConfig | undefined) => LegContext;
  readonly onFault: (error: unknown) => void;
  readonly eventsOf: (leg: LegId) => LegEvents;
  /** The call is ready to be told. */
  readonly arrived: (id: LegId, leg: InboundLeg, from: ArrivedFrom, to: string) => void;
}

interface Origin {
  readonly from: ArrivedFrom;
  readonly trunk: TrunkConfig | undefined;
}

interface Refusal {
  readonly statusCode: number;
  readonly headers: readonly (readonly [string, string])[];
}

/** Decides what an INVITE outside any dialog is, and makes a leg of it: from a trunk, from a phone, or refused. */
export class Arrivals {
  private readonly options: ArrivalsOptions;
  private count = 0;

  constructor(options: ArrivalsOptions) {
    this.options = options;
  }

  /** Takes an INVITE in. */
  receive(received: ReceivedRequest): void {
    const refusal = unsupported(received.request);
    const origin = refusal ?? this.originOf(received);
    if ('statusCode' in origin) this.refuse(received, origin);
    else this.open(received, origin).catch((error) => this.giveUp(received, error));
  }

  private originOf(received: ReceivedRequest): Origin | Refusal {
    const { lines, isRegisteredSource, proveDevice } = this.options;
    const trunk = isRegisteredSource(received) ? undefined : lines.bySource(received.source);
    if (trunk !== undefined) return this.fromTrunk(received, trunk);
    const proof = proveDevice(received);
    return proof.kind === 'refused' ? proof : { from: { kind: 'device', device: proof.device }, trunk: undefined };
  }

  private fromTrunk({ request }: ReceivedRequest, trunk: TrunkConfig): Origin | Refusal {
    if (!this.options.lines.hasFreeLine(trunk)) return { statusCode: 503, headers: [['retry-after', '5']] };
    return { from: { kind: 'trunk', trunk: trunk.id as TrunkId, ...callerIdentity(request.headers) }, trunk };
  }

  private async open(received: ReceivedRequest, { from, trunk }: Origin): Promise<void> {
    const { stack, lines } = this.options;
    let isCancelled = false;
    stack.ownInvite(received.id, {
      cancelled: () => {
        isCancelled = true;
        this.refuse(received, { statusCode: 487, headers: [] });
      },
      unacknowledged: () => {},
    });
    const free = trunk === undefined ? () => {} : lines.occupy(trunk);
    const media = await this.options.openMedia(familyOfOffer(received.request.body));
    if (media === undefined || isCancelled) {
      media?.close();
      free();
      if (!isCancelled) this.refuse(received, { statusCode: 503, headers: [['retry-after', '5']] });
      return;
    }
    this.begin(received, { from, trunk, media, free });
  }

  /** Something of ours failed: the caller is told, and so is whoever runs this. */
  private giveUp(received: ReceivedRequest, error: unknown): void {
    this.options.onFault(error);
    this.refuse(received, { statusCode: 500, headers: [] });
  }

  private begin(
    received: ReceivedRequest,
    { from, trunk, media, free }: Origin & { readonly media: LegMedia; readonly free: () => void },
  ): void {
    const answering = received.request.body.length === 0 ? undefined : media.answer(received.request.body);
    if (answering?.ok === false) {
      media.close();
      free();
      this.refuse(received, { statusCode: 488, headers: [] });
      return;
    }
    this.count += 1;
    const id = arrivedLegId(`${this.options.runToken}-${this.count}`);
    const events = this.options.eventsOf(id);
    const gone = () => {
      free();
      events.gone();
    };
    const leg = new InboundLeg({
      context: this.options.contextFor(trunk),
      received,
      media,
      events: { ended: events.ended, gone },
    });
    this.options.arrived(id, leg, from, received.request.uri.user ?? '');
  }

  private refuse(received: ReceivedRequest, { statusCode, headers }: Refusal): void {
    const { stack } = this.options;
    stack.respond(received, responseTo(received.request, statusCode, { toTag: stack.token(), headers }));
  }
}

/** What an INVITE asks that we cannot do: an extension (RFC 3261 section 8.2.2.3), or a body that is no SDP. */
function unsupported({ headers, body }: SipRequest): Refusal | undefined {
  const required = headers.getAll('require').join(',');
  if (required.trim() !== '') return { statusCode: 420, headers: [['unsupported', required]] };
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (body.length > 0 && type !== 'application/sdp')
    return { statusCode: 415, headers: [['accept', 'application/sdp']] };
  return undefined;
}
