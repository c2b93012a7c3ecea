import { hash } from '../digest/hash.ts';
import type { DigestServer } from '../digest/server.ts';
import { parseCSeq } from '../message/cseq.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { formatNameAddr, type NameAddr, parseNameAddr, parseNameAddrList } from '../message/name-addr.ts';
import { responseTo } from '../message/respond.ts';
import { formatUri } from '../message/uri-text.ts';
import type { Peer } from '../transaction/peer.ts';
import { type Binding, type LocationService, MAX_BINDINGS, type Reachability, targetOf } from './location.ts';

/** What the registrar works with. */
export interface RegistrarOptions {
  readonly digest: DigestServer;
  readonly location: LocationService;
  /** The phone that a user name belongs to. */
  readonly deviceOf: (username: string) => string | undefined;
  readonly minSeconds: number;
  readonly maxSeconds: number;
}

/** The answer to a REGISTER, and whether a phone can be reached now or no longer. */
export interface Registration {
  readonly response: SipResponse;
  readonly change: Reachability | undefined;
}

interface Arrival {
  readonly request: SipRequest;
  readonly source: Peer;
  readonly now: number;
}

/** The registrar (RFC 3261 section 10.3): phones prove themselves by digest before anything is said or done. */
export class Registrar {
  private readonly options: RegistrarOptions;

  constructor(options: RegistrarOptions) {
    this.options = options;
  }

  /** Handles a REGISTER that came from there at that instant. */
  register(request: SipRequest, source: Peer, now: number): Registration {
    const claim = {
      method: request.method,
      authorization: request.headers.getAll('authorization'),
      source: source.host,
    };
    const verdict = this.options.digest.check(claim, now);
    if (verdict.kind === 'challenge') {
      const headers = verdict.challenges.map((value) => ['www-authenticate', value] as const);
      return refuse(request, 401, headers);
    }
    const device = this.options.deviceOf(verdict.username);
    const record = parseNameAddr(request.headers.get('to') ?? '')?.uri.user;
    // One phone must not register for another.
    if (device === undefined || record !== device) return refuse(request, 403);
    // RFC 3261 section 8.2.2.3: nothing is done for a request that needs what we lack.
    const required = request.headers.getAll('require').join(',');
    if (required.trim() !== '') return refuse(request, 420, [['unsupported', required]]);
    return this.update(device, { request, source, now });
  }

  private update(device: string, arrival: Arrival): Registration {
    const { request, now } = arrival;
    const before = this.options.location.bindings(device, now);
    const values = request.headers.getAll('contact');
    if (values.length === 0) return { response: this.accept(request, before, now), change: undefined };
    if (values.length === 1 && values[0]?.trim() === '*') return this.removeAll(device, arrival);
    const contacts = parseNameAddrList(values);
    if (contacts === undefined || contacts.length > MAX_BINDINGS) return refuse(request, 400);
    const wanted = contacts.map((contact) => ({ contact, seconds: secondsOf(contact, request) }));
    if (wanted.some(({ seconds }) => seconds > 0 && seconds < this.options.minSeconds)) {
      const headers = [['min-expires', String(this.options.minSeconds)]] as const;
      return refuse(request, 423, headers);
    }
    const after = this.merge(before, wanted, arrival);
    if (after === undefined) return refuse(request, 500);
    const change = this.options.location.replace(device, after);
    return { response: this.accept(request, after, now), change };
  }

  private removeAll(device: string, { request, now }: Arrival): Registration {
    if (request.headers.get('expires')?.trim() !== '0') return refuse(request, 400);
    const isLate = this.options.location.bindings(device, now).some((binding) => isOlder(request, binding));
    if (isLate) return refuse(request, 500);
    const change = this.options.location.replace(device, []);
    return { response: this.accept(request, [], now), change };
  }

  /** Undefined when a request of the same registration came before (section 10.3, step 7): it must not undo that one. */
  private merge(
    before: readonly Binding[],
    wanted: readonly { readonly contact: NameAddr; readonly seconds: number }[],
    { request, source, now }: Arrival,
  ): readonly Binding[] | undefined {
    const { callId, sequence } = orderOf(request);
    let after = before;
    for (const { contact, seconds } of wanted) {
      const key = formatUri(contact.uri);
      if (before.some((binding) => binding.key === key && isOlder(request, binding))) return undefined;
      const others = after.filter((binding) => binding.key !== key);
      const expiresAt = now + Math.min(seconds, this.options.maxSeconds) * 1000;
      const target = targetOf(contact.uri, source);
      const binding = { uri: contact.uri, key, source, target, callId, sequence, expiresAt };
      after = seconds === 0 ? others : [...others, binding];
    }
    // The oldest give way; what is answered is what is kept.
    return after.slice(-MAX_BINDINGS);
  }

  private accept(request: SipRequest, bindings: readonly Binding[], now: number): SipResponse {
    const headers = bindings.map(({ uri, expiresAt }) => {
      const params = new Map([['expires', String(Math.ceil((expiresAt - now) / 1000))]]);
      return ['contact', formatNameAddr({ displayName: undefined, uri, params })] as const;
    });
    return responseTo(request, 200, { toTag: tagFor(request), headers });
  }
}

const DEFAULT_SECONDS = 3_600;

/** What the contact asks for, else the request, else an hour; what cannot be read counts as the hour (section 10.2.1.1). */
function secondsOf(contact: NameAddr, request: SipRequest): number {
  const own = contact.params.get('expires');
  const text = typeof own === 'string' ? own : request.headers.get('expires')?.trim();
  return text !== undefined && /^[0-9]{1,10}$/.test(text) ? Number(text) : DEFAULT_SECONDS;
}

interface Order {
  readonly callId: string;
  readonly sequence: number;
}

function orderOf({ headers }: SipRequest): Order {
  return { callId: headers.get('call-id') ?? '', sequence: parseCSeq(headers.get('cseq') ?? '')?.number ?? 0 };
}

/** Whether the binding was made by this request, or by a later one of the same registration. */
function isOlder(request: SipRequest, binding: Binding): boolean {
  const { callId, sequence } = orderOf(request);
  return binding.callId === callId && binding.sequence >= sequence;
}

/** Every final response has a To tag (RFC 3261 section 8.2.6.2), and one request always gets the same one. */
function tagFor({ headers }: SipRequest): string {
  const parts = ['call-id', 'cseq', 'from'].map((name) => headers.get(name) ?? '');
  return hash('SHA-256', parts.join('\n')).slice(0, 20);
}

const refuse = (
  request: SipRequest,
  status: number,
  headers: readonly (readonly [name: string, value: string])[] = [],
): Registration => ({
  response: responseTo(request, status, { toTag: tagFor(request), headers }),
  change: undefined,
});
