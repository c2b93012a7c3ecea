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
  /** The phone that registered last from each source. */
  private readonly deviceOfSource = new Map<string, string>();

  /** The live bindings, the newest last. */
  bindings(device: string, now: number): readonly Binding[] {
    return (this.devices.get(device) ?? []).filter(({ expiresAt }) => expiresAt > now);
  }

  /** Whether any phone is registered from that address and port. */
  isSource(peer: Peer, now: number): boolean {
    const device = this.deviceOfSource.get(peerKey(peer));
    if (device === undefined) return false;
    return this.bindings(device, now).some((binding) => addressesOf(binding).includes(peerKey(peer)));
  }

  /** Replaces the bindings of a phone; tells when that changes whether it can be reached. */
  replace(device: string, bindings: readonly Binding[]): Reachability | undefined {
    const was = this.devices.has(device);
    for (const key of (this.devices.get(device) ?? []).flatMap(addressesOf)) this.deviceOfSource.delete(key);
    for (const key of bindings.flatMap(addressesOf)) this.deviceOfSource.set(key, device);
    if (bindings.length > 0) this.devices.set(device, bindings.slice(-MAX_BINDINGS));
    else this.devices.delete(device);
    const isReachable = bindings.length > 0;
    return was === isReachable ? undefined : { device, isReachable };
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
  return named?.transport === 'UDP' && named.host === source.host ? named : source;
}
