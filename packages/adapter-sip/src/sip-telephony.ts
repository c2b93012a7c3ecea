import type { Action, Capabilities, Cause, DeviceId, LegId, Signal, TelephonyPort } from '@sentralbord/core';
import { Arrivals, type DeviceProof } from './arrivals.ts';
import type { SipConfig, TrunkConfig } from './config/sip-file.ts';
import { DigestServer } from './digest/server.ts';
import { LegTable } from './leg-table.ts';
import { type MediaClock, systemMediaClock } from './media/media-clock.ts';
import type { SipRequest, SipResponse } from './message/message.ts';
import { responseTo } from './message/respond.ts';
import { formatUri } from './message/uri-text.ts';
import { secureRandom } from './random.ts';
import { LocationService, type Reachability } from './registrar/location.ts';
import { Registrar } from './registrar/registrar.ts';
import { ALLOW, statusForMethod } from './session/allowed-methods.ts';
import type { LegContext, LegEvents } from './session/leg-context.ts';
import { MediaService } from './session/media-service.ts';
import { bracketed, newInvite, sipUri } from './session/new-invite.ts';
import { OutboundLeg } from './session/outbound-leg.ts';
import { type ReceivedRequest, SipStack, type StackSize } from './session/stack.ts';
import type { TransactionCounters } from './transaction/outputs.ts';
import type { Peer } from './transaction/peer.ts';
import { familyOf, type Listen } from './transport/address.ts';
import type { TransportCounters } from './transport/transport-events.ts';
import { Transports } from './transport/transports.ts';
import { TrunkLines } from './trunk/trunk-lines.ts';
import { authorizationFor, TrunkRegistration } from './trunk/trunk-registration.ts';

/** What the SIP network is made of, and who is told of trouble. */
export interface SipTelephonyOptions {
  readonly config: SipConfig;
  /** A-law samples at 8 kHz by name; see `loadSounds`. */
  readonly sounds: ReadonlyMap<string, Uint8Array>;
  /** Something of ours threw: a fault, to be told to whoever runs this. */
  readonly onFault?: (error: unknown) => void;
  /** A trunk was registered, or could not be. */
  readonly onTrunk?: (trunk: string, isRegistered: boolean, why: string) => void;
}

/** How much is alive in the SIP network, and what has been counted. All of `size` is zero at rest. */
export interface SipFigures {
  readonly size: StackSize & { readonly legs: number; readonly closingLegs: number; readonly mediaPorts: number };
  readonly registeredDevices: number;
  /** Actions that were asked for although the capabilities exclude them; they did nothing. */
  readonly declinedActions: number;
  readonly transport: TransportCounters;
  readonly transactions: TransactionCounters;
}

type StartLeg = Extract<Action, { readonly type: 'startLeg' }>;

/** How often expired registrations are looked for, in ms: a phone that vanished is unreachable within this. */
const EXPIRY_CHECK_MS = 1_000;

/** SIP phones and SIP trunks as a telephone network. */
export class SipTelephony implements TelephonyPort {
  readonly capabilities: Capabilities;
  private readonly options: SipTelephonyOptions;
  private readonly clock: MediaClock = systemMediaClock;
  private readonly transports: Transports;
  private readonly stack: SipStack;
  private readonly media: MediaService;
  private readonly location = new LocationService();
  private readonly digest: DigestServer;
  private readonly registrar: Registrar;
  private readonly lines: TrunkLines;
  private readonly arrivals: Arrivals;
  private readonly table: LegTable;
  private readonly registrations: TrunkRegistration[] = [];
  private readonly deviceOfUser: ReadonlyMap<string, string>;
  private deliver: (signal: Signal) => void = () => {};
  private stopExpiry: (() => void) | undefined;

  constructor(options: SipTelephonyOptions) {
    this.options = options;
    const { config, sounds } = options;
    const onFault = options.onFault ?? (() => {});
    this.capabilities = {
      external: config.trunks.length > 0,
      sounds: true,
      digits: false,
      recording: false,
      rooms: false,
      displayUpdates: false,
      answerControl: false,
    };
    this.deviceOfUser = new Map(config.devices.map(({ id, username }) => [username ?? id, id]));
    this.transports = new Transports(config.listen, {
      message: (message, source) => this.stack.receive(message, source),
      failed: (target) => this.stack.transportFailed(target),
      fault: onFault,
    });
    this.stack = new SipStack({
      clock: this.clock,
      random: secureRandom,
      sentBy: (target) => this.address(target),
      send: (message, target) => this.transports.send(message, target),
      onRequest: (received) => this.receive(received),
      onFault,
    });
    this.media = new MediaService({ ...config.media, sounds, random: secureRandom });
    this.digest = new DigestServer({
      realm: config.realm,
      random: secureRandom,
      passwordOf: this.passwordOf(),
      algorithms: config.digestAlgorithms,
    });
    this.registrar = new Registrar({
      digest: this.digest,
      location: this.location,
      deviceOf: (username) => this.deviceOfUser.get(username),
      ...config.registration,
    });
    this.lines = new TrunkLines(config.trunks);
    this.table = new LegTable({
      media: this.media,
      deliver: (signal) => this.deliver(signal),
      start: (action, events) => this.startLeg(action, events),
    });
    this.arrivals = this.makeArrivals();
  }

  /** Opens the sockets; returns what was bound. Rejects with a `ListenError` that names the address. */
  async open(): Promise<readonly Listen[]> {
    return this.transports.open();
  }

  start(deliver: (signal: Signal) => void): void {
    this.deliver = deliver;
    for (const trunk of this.options.config.trunks) {
      if (trunk.register === undefined) continue;
      const registration = new TrunkRegistration({
        trunk,
        stack: this.stack,
        clock: this.clock,
        random: secureRandom,
        contactFor: (peer) => this.contact(peer),
        onChange: (isRegistered, why) => this.options.onTrunk?.(trunk.id, isRegistered, why),
      });
      this.registrations.push(registration);
      registration.start();
    }
    this.watchExpiry();
  }

  perform(action: Action): void {
    this.table.perform(action);
  }

  legs(): readonly LegId[] {
    return this.table.ids();
  }

  /** How much is alive, and what has been counted. */
  figures(): SipFigures {
    const { stack, table, media, transports } = this;
    return {
      size: { ...stack.size, legs: table.ids().length, closingLegs: table.closing, mediaPorts: media.portsInUse },
      registeredDevices: this.location.size,
      declinedActions: table.declined,
      transport: transports.counters,
      transactions: stack.layer.counters(),
    };
  }

  /** Gives trunk registrations up and closes all sockets, also of legs that still live, once the last messages are out or after `graceMs`. */
  async close(graceMs: number): Promise<void> {
    for (const registration of this.registrations) registration.stop();
    const until = this.clock.nowMs() + graceMs;
    while (this.stack.hasOpenRequests && this.clock.nowMs() < until) {
      await new Promise<void>((resolve) => this.clock.after(20, resolve));
    }
    this.stopExpiry?.();
    this.stack.stop();
    this.table.closeMedia();
    await this.transports.close();
  }

  private receive(received: ReceivedRequest): void {
    const { request } = received;
    switch (request.method) {
      case 'INVITE':
        this.arrivals.receive(received);
        return;
      case 'REGISTER':
        this.register(received);
        return;
      case 'OPTIONS':
        this.answer(received, 200, [['accept', 'application/sdp']]);
        return;
      case 'BYE':
      case 'INFO':
        this.answer(received, 481);
        return;
      default:
        this.answer(received, statusForMethod(request.method));
    }
  }

  private answer(
    received: ReceivedRequest,
    status: number,
    headers: readonly (readonly [string, string])[] = [],
  ): void {
    const all = [['allow', ALLOW] as const, ...headers];
    this.stack.respond(received, responseTo(received.request, status, { toTag: this.stack.token(), headers: all }));
  }

  private register(received: ReceivedRequest): void {
    const { response, change } = this.registrar.register(received.request, received.source, this.clock.nowMs());
    this.stack.respond(received, response);
    if (change !== undefined) this.tell(change);
  }

  private tell({ device, isReachable }: Reachability): void {
    this.deliver({ type: 'deviceState', device: device as DeviceId, isReachable });
  }

  private watchExpiry(): void {
    this.stopExpiry = this.clock.after(EXPIRY_CHECK_MS, () => {
      for (const change of this.location.expire(this.clock.nowMs())) this.tell(change);
      this.watchExpiry();
    });
  }

  private makeArrivals(): Arrivals {
    return new Arrivals({
      stack: this.stack,
      lines: this.lines,
      runToken: this.stack.token(),
      openMedia: (family) => this.media.open(family),
      proveDevice: (received) => this.proveDevice(received),
      isRegisteredSource: ({ source }) => this.location.isSource(source, this.clock.nowMs()),
      contextFor: (trunk) => this.contextFor(trunk),
      onFault: (error) => this.options.onFault?.(error),
      eventsOf: (leg) => this.table.eventsOf(leg),
      arrived: (id, leg, from, to) => {
        this.table.arrived(id, leg);
        this.deliver({ type: 'callArrived', leg: id, from, to });
      },
    });
  }

  private proveDevice({ request, source }: ReceivedRequest): DeviceProof {
    const claim = {
      method: request.method,
      authorization: request.headers.getAll('authorization'),
      source: source.host,
    };
    const verdict = this.digest.check(claim, this.clock.nowMs());
    if (verdict.kind === 'challenge') {
      return {
        kind: 'refused',
        statusCode: 401,
        headers: verdict.challenges.map((value) => ['www-authenticate', value]),
      };
    }
    const device = this.deviceOfUser.get(verdict.username);
    if (device === undefined) return { kind: 'refused', statusCode: 403, headers: [] };
    return { kind: 'device', device: device as DeviceId };
  }

  private startLeg(action: StartLeg, events: LegEvents): OutboundLeg | Cause {
    const { to } = action;
    return to.kind === 'device'
      ? this.callDevice(to.device, action, events)
      : this.callOutside(to.number, action, events);
  }

  /** A phone is called at the contact that it registered last. */
  private callDevice(device: DeviceId, { shown }: StartLeg, events: LegEvents): OutboundLeg | Cause {
    const binding = this.location.bindings(device, this.clock.nowMs()).at(-1);
    if (binding === undefined) return 'unreachable';
    const to = sipUri(device, this.options.config.realm);
    const invite = newInvite({ ...this.tokens(binding.target), uri: binding.uri, to, shown });
    return this.begin({ invite, target: binding.target, trunk: undefined, events });
  }

  private callOutside(number: string, { shown }: StartLeg, events: LegEvents): OutboundLeg | Cause {
    const trunk = this.lines.withFreeLine();
    if (trunk === undefined) return 'congestion';
    const free = this.lines.occupy(trunk);
    const target: Peer = {
      transport: trunk.transport === 'tcp' ? 'TCP' : 'UDP',
      host: trunk.host,
      port: trunk.port,
      connection: undefined,
    };
    const uri = sipUri(number, trunk.host, trunk.port);
    const invite = newInvite({ ...this.tokens(target), uri, to: sipUri(number, trunk.host), shown });
    const gone = () => {
      free();
      events.gone();
    };
    return this.begin({ invite, target, trunk, events: { ...events, gone } });
  }

  private begin(call: {
    readonly invite: SipRequest;
    readonly target: Peer;
    readonly trunk: TrunkConfig | undefined;
    readonly events: LegEvents;
  }): OutboundLeg {
    const { invite, target, events } = call;
    const leg = new OutboundLeg({
      context: this.contextFor(call.trunk),
      events,
      invite,
      target,
      silentCause: 'unreachable',
    });
    this.media.open(familyOf(target.host)).then(
      (media) => (media === undefined ? leg.fail('congestion') : leg.begin(media)),
      (error) => {
        this.options.onFault?.(error);
        leg.fail('failed');
      },
    );
    return leg;
  }

  private tokens(target: Peer): { readonly host: string; readonly tag: string; readonly callId: string } {
    return { host: this.address(target).host, tag: this.stack.token(), callId: this.stack.token() };
  }

  private contextFor(trunk: TrunkConfig | undefined): LegContext {
    return {
      stack: this.stack,
      contactFor: (peer) => this.contact(peer),
      authorise: (request, challenge) => authorised(request, challenge, trunk),
      sendsToSource: trunk === undefined,
    };
  }

  /** What we are called towards a peer: the advertised address, else the one that serves its family. */
  private address(target: Peer): { readonly host: string; readonly port: number } {
    const bound = this.transports.boundFor(target);
    const isWildcard = bound === undefined || bound.host === '0.0.0.0' || bound.host === '::';
    const advertised = this.options.config.advertise?.host;
    const host =
      advertised !== undefined && (isWildcard || familyOf(advertised) === familyOf(bound.host))
        ? advertised
        : bound?.host;
    return { host: bracketed(host ?? '127.0.0.1'), port: bound?.port ?? 5060 };
  }

  private contact(peer: Peer): string {
    const { host, port } = this.address(peer);
    const params = new Map(peer.transport === 'TCP' ? [['transport', 'tcp']] : []);
    return `<${formatUri({ ...sipUri('sentralbord', host, port), params })}>`;
  }

  private passwordOf(): (username: string) => string | undefined {
    const passwords = new Map(
      this.options.config.devices.map(({ id, username, password }) => [username ?? id, password]),
    );
    return (username) => passwords.get(username);
  }
}

/** The request once more, with what its challenge asks for and without the Via of the first attempt. */
function authorised(
  request: SipRequest,
  challenge: SipResponse,
  trunk: TrunkConfig | undefined,
): SipRequest | undefined {
  const field = trunk === undefined ? undefined : authorizationFor(request, challenge, { trunk, random: secureRandom });
  if (field === undefined) return undefined;
  return {
    ...request,
    headers: request.headers
      .clone()
      .delete('via')
      .set(...field),
  };
}
