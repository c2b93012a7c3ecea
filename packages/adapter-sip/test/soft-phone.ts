import type { Cause, FarHears, FarParty, FarPhase, Shown } from '@sentralbord/core/testkit';
import { answerChallenge } from '../src/digest/client.ts';
import { toLinear } from '../src/media/g711.ts';
import { systemMediaClock } from '../src/media/media-clock.ts';
import { payloadEnd, payloadStart } from '../src/media/rtp.ts';
import { tone } from '../src/media/tones.ts';
import { formatCSeq } from '../src/message/cseq.ts';
import { Headers } from '../src/message/headers.ts';
import { NO_BODY, type SipRequest, type SipResponse } from '../src/message/message.ts';
import { formatNameAddr, parseNameAddr } from '../src/message/name-addr.ts';
import { responseTo } from '../src/message/respond.ts';
import { formatUri } from '../src/message/uri-text.ts';
import { secureRandom } from '../src/random.ts';
import { InboundLeg } from '../src/session/inbound-leg.ts';
import type { LegContext, LegEvents } from '../src/session/leg-context.ts';
import type { LegMedia } from '../src/session/leg-media.ts';
import { MediaService } from '../src/session/media-service.ts';
import { bracketed, newInvite, sipUri } from '../src/session/new-invite.ts';
import { OutboundLeg } from '../src/session/outbound-leg.ts';
import { type ReceivedRequest, SipStack } from '../src/session/stack.ts';
import type { Peer } from '../src/transaction/peer.ts';
import { Transports } from '../src/transport/transports.ts';
import { powerAt } from './power-at.ts';

/** Who a phone is, and where its switchboard is. */
export interface SoftPhoneOptions {
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp';
  readonly switchboard: Peer;
  /** The user part of its address: a device id, or a number outside. */
  readonly user: string;
  readonly password?: string;
  readonly media: { readonly portMin: number; readonly portMax: number };
  /** What may be played to it, by the frequency of its tone in Hz. */
  readonly tones: ReadonlyMap<FarHears, number>;
}

const SPOKEN_HZ = 440;
/** How long it listens to tell what it hears. */
const LISTEN_MS = 160;

/** A SIP telephone of the test's own, with a hand on it. Rings by itself when it is called. */
export class SoftPhone implements FarParty {
  phase: FarPhase = 'idle';
  lastCause: Cause | undefined;
  shown: Shown | undefined;
  private readonly options: SoftPhoneOptions;
  private readonly transports: Transports;
  private readonly stack: SipStack;
  private readonly mediaService: MediaService;
  private leg: InboundLeg | OutboundLeg | undefined;
  private media: LegMedia | undefined;
  private heard: number[] = [];

  constructor(options: SoftPhoneOptions) {
    this.options = options;
    this.transports = new Transports([{ transport: options.transport, host: options.host, port: options.port }], {
      message: (message, source) => this.stack.receive(message, source),
      failed: (target) => this.stack.transportFailed(target),
      fault: raise,
    });
    this.stack = new SipStack({
      clock: systemMediaClock,
      random: secureRandom,
      sentBy: () => ({ host: bracketed(options.host), port: this.port }),
      send: (message, target) => this.transports.send(message, target),
      onRequest: (received) => this.receive(received),
      onFault: raise,
    });
    this.mediaService = new MediaService({
      hosts: [options.host],
      ...options.media,
      sounds: new Map(),
      random: secureRandom,
    });
  }

  async open(): Promise<void> {
    await this.transports.open();
  }

  async close(): Promise<void> {
    this.stack.stop();
    this.media?.close();
    await this.transports.close();
  }

  /** Registers; resolves with the final status. */
  register(expiresSeconds = 300, authorization?: string): Promise<number> {
    const { user, switchboard } = this.options;
    const record = sipUri(user, 'kit.test');
    const headers = new Headers()
      .append('max-forwards', '70')
      .append(
        'from',
        formatNameAddr({ displayName: undefined, uri: record, params: new Map([['tag', this.stack.token()]]) }),
      )
      .append('to', formatNameAddr({ displayName: undefined, uri: record, params: new Map() }))
      .append('call-id', this.stack.token())
      .append('cseq', formatCSeq({ number: 1, method: 'REGISTER' }))
      .append('contact', this.contact())
      .append('expires', String(expiresSeconds));
    if (authorization !== undefined) headers.append('authorization', authorization);
    const request: SipRequest = {
      kind: 'request',
      method: 'REGISTER',
      uri: sipUri(undefined, 'kit.test'),
      headers,
      body: NO_BODY,
    };
    return new Promise((resolve) => {
      this.stack.request(
        { request, target: switchboard },
        {
          response: (response) => {
            if (response.statusCode === 401 && authorization === undefined) {
              resolve(this.register(expiresSeconds, this.proof(request, response)));
            } else if (response.statusCode >= 200) resolve(response.statusCode);
          },
          failed: () => resolve(408),
        },
      );
    });
  }

  call(to: string, options: { readonly isWithheld?: boolean } = {}): void {
    const { switchboard, user, host } = this.options;
    const shown = options.isWithheld === true ? {} : { number: user };
    const uri = sipUri(to, bracketed(switchboard.host), switchboard.port);
    const tokens = { tag: this.stack.token(), callId: this.stack.token(), host: bracketed(host) };
    const invite = newInvite({ uri, to: uri, shown, ...tokens });
    const leg = new OutboundLeg({
      context: this.context(),
      invite,
      target: switchboard,
      events: this.events(),
      silentCause: 'unreachable',
    });
    this.phase = 'calling';
    this.leg = leg;
    void this.openMedia().then((media) => leg.begin(media));
  }

  answer(): void {
    if (!(this.leg instanceof InboundLeg) || this.phase !== 'ringing') return;
    this.leg.answer();
    this.phase = 'up';
  }

  reject(cause: 'busy' | 'rejected'): void {
    if (this.leg instanceof InboundLeg) this.leg.reject(cause);
    this.phase = 'idle';
  }

  hangUp(): void {
    this.leg?.hangUp('hungUp');
    this.phase = 'idle';
    this.leg = undefined;
  }

  /** None can be sent to it yet. */
  readonly keysHeard = '';

  async hears(): Promise<FarHears> {
    this.listen();
    await new Promise((resolve) => setTimeout(resolve, LISTEN_MS));
    const heard = [...this.options.tones].find(([, frequencyHz]) => powerAt(this.heard, frequencyHz) > 0.5);
    return heard?.[0] ?? 'nothing';
  }

  pressKey(): never {
    throw new Error('this telephone has no keys');
  }

  speak(ms: number): void {
    this.say(SPOKEN_HZ, ms);
  }

  hold(): never {
    throw new Error('this telephone cannot hold');
  }

  resume(): never {
    throw new Error('this telephone cannot hold');
  }

  requestTransfer(): never {
    throw new Error('this telephone cannot transfer');
  }

  /** Plays a tone of that frequency to the other side. */
  say(frequencyHz: number, ms = 400): void {
    if (this.media === undefined) return;
    const service = new MediaService({
      hosts: [this.options.host],
      ...this.options.media,
      sounds: new Map([['tone', tone({ frequencyHz, ms })]]),
      random: secureRandom,
    });
    service.play(this.media, { names: ['tone'], isLooped: false, onPlayed: () => {} });
  }

  /** Forgets what was heard so far. */
  listen(): void {
    this.heard = [];
    this.media?.leg.hearWith((bytes, content) => {
      if (content === 'telephone-event') return;
      for (let at = payloadStart(bytes); at < payloadEnd(bytes); at += 1)
        this.heard.push(toLinear(bytes[at] ?? 0, content));
    });
  }

  /** Samples heard since {@link listen}, 16 bits, 8 kHz. */
  get samples(): readonly number[] {
    return this.heard;
  }

  private get port(): number {
    return this.transports.boundFor(this.options.switchboard)?.port ?? this.options.port;
  }

  private contact(): string {
    const params = new Map(this.options.transport === 'tcp' ? [['transport', 'tcp']] : []);
    return `<${formatUri({ ...sipUri(this.options.user, bracketed(this.options.host), this.port), params })}>`;
  }

  private context(): LegContext {
    return {
      stack: this.stack,
      contactFor: () => this.contact(),
      authorise: (request, challenge) => this.authorised(request, challenge),
      sendsToSource: true,
    };
  }

  private authorised(request: SipRequest, challenge: SipResponse): SipRequest | undefined {
    const value = this.proof(request, challenge);
    if (value === undefined) return undefined;
    return { ...request, headers: request.headers.clone().delete('via').set('authorization', value) };
  }

  private proof(request: SipRequest, challenge: SipResponse): string | undefined {
    const { user, password } = this.options;
    if (password === undefined) return undefined;
    return answerChallenge({
      method: request.method,
      uri: formatUri(request.uri),
      challenges: challenge.headers.getAll('www-authenticate'),
      credentials: { username: user, password },
      random: secureRandom,
    });
  }

  private events(): LegEvents {
    return {
      ringing: () => {
        this.phase = 'hearsRinging';
      },
      answered: () => {
        this.phase = 'up';
      },
      ended: (cause) => {
        this.phase = 'idle';
        this.lastCause = cause;
        this.leg = undefined;
      },
      gone: () => {},
    };
  }

  private receive(received: ReceivedRequest): void {
    if (received.request.method !== 'INVITE' || this.phase !== 'idle') {
      this.stack.respond(
        received,
        responseTo(received.request, received.request.method === 'INVITE' ? 486 : 200, { toTag: 'x' }),
      );
      return;
    }
    this.phase = 'ringing';
    const from = parseNameAddr(received.request.headers.get('from') ?? '');
    this.shown = {
      ...(from?.uri.user === undefined ? {} : { number: from.uri.user }),
      ...(from?.displayName === undefined ? {} : { name: from.displayName }),
    };
    void this.openMedia().then((media) => {
      const leg = new InboundLeg({ context: this.context(), received, media, events: this.events() });
      this.leg = leg;
      leg.ring();
    });
  }

  private async openMedia(): Promise<LegMedia> {
    const media = await this.mediaService.open(undefined);
    if (media === undefined) throw new Error('no media port is free');
    this.media = media;
    return media;
  }
}

function raise(error: unknown): never {
  throw error;
}
