import type { SipUri } from '../message/uri.ts';
import { type Peer, peerKey } from '../transaction/peer.ts';

/** Where a phone is reached. */
export interface Binding {
  /** The contact as the phone wrote it. */
  readonly uri: SipUri;
  readonly key: string;
  /** Where the registration came from: what reaches a phone behind NAT. */
  readonly source: Peer;
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
    return device !== undefined && this.bindings(device, now).some(({ source }) => peerKey(source) === peerKey(peer));
  }

  /** Replaces the bindings of a phone; tells when that changes whether it can be reached. */
  replace(device: string, bindings: readonly Binding[]): Reachability | undefined {
    const was = this.devices.has(device);
    for (const { source } of this.devices.get(device) ?? []) this.deviceOfSource.delete(peerKey(source));
    for (const { source } of bindings) this.deviceOfSource.set(peerKey(source), device);
    if (bindings.length > 0) this.devices.set(device, bindings.slice(-MAX_BINDINGS));
    else this.devices.delete(device);
    const isReachable = bindings.length > 0;
    return was === isReachable ? undefined : { device, isReachable };
  }

  /** Drops what has expired, and names the phones that cannot be reached any more. */
  expire(now: number): readonly Reachability[] {
    const changes: Reachability[] = [];
    for (const device of [...this.devices.keys()]) {
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
