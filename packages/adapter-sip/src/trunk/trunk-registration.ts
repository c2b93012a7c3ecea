import type { TrunkConfig } from '../config/sip-file.ts';
import { answerChallenge } from '../digest/client.ts';
import type { MediaClock } from '../media/media-clock.ts';
import { formatCSeq } from '../message/cseq.ts';
import { Headers } from '../message/headers.ts';
import { NO_BODY, type SipRequest, type SipResponse } from '../message/message.ts';
import { formatNameAddr, parseNameAddrList } from '../message/name-addr.ts';
import { formatUri } from '../message/uri-text.ts';
import { sipUri } from '../session/new-invite.ts';
import type { SipStack } from '../session/stack.ts';
import type { Peer } from '../transaction/peer.ts';

/** Which trunk is kept registered, and with what. */
export interface TrunkRegistrationOptions {
  readonly trunk: TrunkConfig;
  readonly stack: SipStack;
  readonly clock: MediaClock;
  readonly random: (bytes: number) => Uint8Array;
  readonly contactFor: (peer: Peer) => string;
  /** Registered, or no longer; `why` says what the provider said. */
  readonly onChange: (isRegistered: boolean, why: string) => void;
}

/** Waits between attempts that failed, in ms: soon at first, then rarely, so that a provider is not stormed. */
const RETRY_MS = [2_000, 10_000, 30_000, 60_000] as const;

/** Keeps us registered with a trunk's provider (RFC 3261 section 10.2): again at half the time, at once after a challenge. */
export class TrunkRegistration {
  private readonly options: TrunkRegistrationOptions;
  private readonly callId: string;
  private readonly tag: string;
  private sequence = 0;
  private failures = 0;
  private isRegistered = false;
  private isStopped = false;
  private cancelTimer: (() => void) | undefined;

  constructor(options: TrunkRegistrationOptions) {
    this.options = options;
    this.callId = options.stack.token();
    this.tag = options.stack.token();
  }

  /** Registers now, and from then on by itself. */
  start(): void {
    this.send(this.expiresSeconds, undefined);
  }

  /** Gives the registration up; the request is on its way when it returns. */
  stop(): void {
    this.isStopped = true;
    this.cancelTimer?.();
    if (this.isRegistered) this.send(0, undefined);
  }

  private get expiresSeconds(): number {
    return this.options.trunk.register?.expiresSeconds ?? 600;
  }

  private send(expires: number, authorization: readonly [string, string] | undefined): void {
    const { stack, trunk } = this.options;
    const request = this.request(expires, authorization);
    const target: Peer = {
      transport: trunk.transport === 'tcp' ? 'TCP' : 'UDP',
      host: trunk.host,
      port: trunk.port,
      connection: undefined,
    };
    stack.request(
      { request, target },
      {
        response: (response) => this.receive(request, response, { expires, isSecond: authorization !== undefined }),
        failed: (why) => this.retry(why),
      },
    );
  }

  private receive(
    request: SipRequest,
    response: SipResponse,
    { expires, isSecond }: { readonly expires: number; readonly isSecond: boolean },
  ): void {
    const { statusCode, headers } = response;
    if (statusCode < 200) return;
    if (statusCode >= 300) {
      const authorization = isSecond ? undefined : authorizationFor(request, response, this.options);
      if (authorization !== undefined) this.send(expires, authorization);
      else this.retry(`${statusCode} ${response.reasonPhrase}`);
      return;
    }
    this.failures = 0;
    if (this.isStopped) return;
    this.change(true, 'registered');
    this.schedule((grantedSeconds(headers) ?? this.expiresSeconds) * 500);
  }

  private retry(why: string): void {
    if (this.isStopped) return;
    this.change(false, why);
    this.schedule(RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 60_000);
    this.failures += 1;
  }

  private change(isRegistered: boolean, why: string): void {
    if (this.isRegistered !== isRegistered || !isRegistered) this.options.onChange(isRegistered, why);
    this.isRegistered = isRegistered;
  }

  private schedule(delayMs: number): void {
    this.cancelTimer?.();
    this.cancelTimer = this.options.clock.after(delayMs, () => this.start());
  }

  private request(expires: number, authorization: readonly [string, string] | undefined): SipRequest {
    const { trunk, contactFor } = this.options;
    const registrar = trunk.register?.registrar ?? trunk.host;
    const record = sipUri(trunk.credentials?.username, registrar);
    this.sequence += 1;
    const headers = new Headers()
      .append('max-forwards', '70')
      .append('from', formatNameAddr({ displayName: undefined, uri: record, params: new Map([['tag', this.tag]]) }))
      .append('to', formatNameAddr({ displayName: undefined, uri: record, params: new Map() }))
      .append('call-id', this.callId)
      .append('cseq', formatCSeq({ number: this.sequence, method: 'REGISTER' }))
      .append('contact', contactFor({ transport: 'UDP', host: trunk.host, port: trunk.port, connection: undefined }))
      .append('expires', String(expires));
    if (authorization !== undefined) headers.append(...authorization);
    return { kind: 'request', method: 'REGISTER', uri: sipUri(undefined, registrar), headers, body: NO_BODY };
  }
}

/** The field that answers a 401 or 407 for a trunk with credentials; undefined when it cannot be answered. */
export function authorizationFor(
  request: SipRequest,
  { statusCode, headers }: SipResponse,
  { trunk, random }: Pick<TrunkRegistrationOptions, 'trunk' | 'random'>,
): readonly [name: string, value: string] | undefined {
  if (trunk.credentials === undefined || (statusCode !== 401 && statusCode !== 407)) return undefined;
  const value = answerChallenge({
    method: request.method,
    uri: formatUri(request.uri),
    challenges: headers.getAll(statusCode === 401 ? 'www-authenticate' : 'proxy-authenticate'),
    credentials: trunk.credentials,
    random,
  });
  const name = statusCode === 401 ? 'authorization' : 'proxy-authorization';
  return value === undefined ? undefined : [name, value];
}

function grantedSeconds(headers: Headers): number | undefined {
  const own = parseNameAddrList(headers.getAll('contact'))?.[0]?.params.get('expires');
  const text = typeof own === 'string' ? own : headers.get('expires');
  return text !== undefined && /^[0-9]{1,6}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}
