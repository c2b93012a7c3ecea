import type { SipUri } from '../message/uri.ts';
import { peerOfUri } from '../session/peer-of-uri.ts';
import { type Peer, peerKey } from '../transaction/peer.ts';

/** Where a phone is reached. */
export interface Binding {
  /** The contact as the phone wrote it. */
  readonly uri: SipUri;
  readonly key: string;
  /** Where the registration came from. */
  readonly source: Peer;
  /** Where requests go: the contact, or for a phone behind NAT the source. */
  readonly target: Peer;
  readonly callId: string;
  readonly sequence: number;
  readonly expiresAt: number;
}

/** A phone has a binding, or has lost its last one. */
export interface Reachability {
  readonly device: string;
  readonly isReachable: boolean;
}

/** Contacts of one phone at once; more is a phone that does not clean up after itself. */
export const MAX_BINDINGS = 5;

/** The location service (RFC 3261 section 10.3): which contacts each phone has, and until when. */
export class LocationService {
  private readonly devices = new Map<string, readonly Binding[]>();
  /** The phones at each address and port: a phone with two lines registers both from one. */
  private readonly devicesAt = new Map<string, Set<string>>();

  /** The live bindings, the newest last. */
  bindings(device: string, now: number): readonly Binding[] {
    return (this.devices.get(device) ?? []).filter(({ expiresAt }) => expiresAt > now);
  }

  /** Whether any phone is registered from that address and port. */
  isSource(peer: Peer, now: number): boolean {
    const key = peerKey(peer);
    return [...(this.devicesAt.get(key) ?? [])].some((device) =>
      this.bindings(device, now).some((binding) => addressesOf(binding).includes(key)),
    );
  }

  /** Replaces the bindings of a phone, of which the last ones are kept; tells when that changes whether it can be reached. */
  replace(device: string, bindings: readonly Binding[]): Reachability | undefined {
    const before = this.devices.get(device);
    const after = bindings.slice(-MAX_BINDINGS);
    for (const key of (before ?? []).flatMap(addressesOf)) this.leave(key, device);
    for (const key of after.flatMap(addressesOf)) this.enter(key, device);
    if (after.length > 0) this.devices.set(device, after);
    else this.devices.delete(device);
    const isReachable = after.length > 0;
    return (before !== undefined) === isReachable ? undefined : { device, isReachable };
  }

  /** The instant at which the next binding expires, in ms: `expire` has nothing to do before. Undefined without bindings. */
  nextDeadline(): number | undefined {
    let next: number | undefined;
    for (const bindings of this.devices.values()) {
      for (const { expiresAt } of bindings) next = Math.min(next ?? expiresAt, expiresAt);
    }
    return next;
  }

  /** Drops what has expired, and names the phones that cannot be reached any more. */
  expire(now: number): readonly Reachability[] {
    const changes: Reachability[] = [];
    for (const [device, bindings] of this.devices) {
      if (bindings.every(({ expiresAt }) => expiresAt > now)) continue;
      const change = this.replace(device, this.bindings(device, now));
      if (change !== undefined) changes.push(change);
    }
    return changes;
  }

  /** How many phones have a binding. */
  get size(): number {
    return this.devices.size;
  }

  private enter(key: string, device: string): void {
    const there = this.devicesAt.get(key);
    if (there === undefined) this.devicesAt.set(key, new Set([device]));
    else there.add(device);
  }

  private leave(key: string, device: string): void {
    const there = this.devicesAt.get(key);
    there?.delete(device);
    if (there?.size === 0) this.devicesAt.delete(key);
  }
}

const addressesOf = ({ source, target }: Binding): readonly string[] => [peerKey(source), peerKey(target)];

/**
 * Where requests to a contact go. A contact at another address than the one the
 * registration came from is behind NAT, and only the way it came leads there;
 * so does a connection that the phone opened.
 */
export function targetOf(uri: SipUri, source: Peer): Peer {
  if (source.transport !== 'UDP') return source;
  const named = peerOfUri(uri, source);
  const isReached = named?.transport === 'UDP' && named.host === source.host;
  // By the socket that the registration came to: a phone may know us by that address only.
  return isReached ? { ...named, connection: source.connection } : source;
}
