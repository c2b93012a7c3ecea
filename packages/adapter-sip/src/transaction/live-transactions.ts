import type { SipRequest } from '../message/message.ts';
import type { ClientMachine, ServerMachine } from './machine.ts';
import type { ClientTransactionId, ServerTransactionId, TransactionId } from './outputs.ts';
import type { Peer } from './peer.ts';
import { peerKey } from './peer.ts';

/** A request of ours that isn't over. */
export interface ClientTransaction {
  readonly side: 'client';
  readonly id: ClientTransactionId;
  readonly key: string;
  readonly machine: ClientMachine;
  readonly request: SipRequest;
  readonly peer: Peer;
  /** The layer's own CANCELs are not talked about with the user. */
  readonly audience: 'user' | 'layer';
}

/** A request of another's that isn't over. */
export interface ServerTransaction {
  readonly side: 'server';
  readonly id: ServerTransactionId;
  readonly key: string;
  /** See `mergeKey`. */
  readonly mergeKey: string | undefined;
  readonly machine: ServerMachine;
  readonly peer: Peer;
  readonly audience: 'user' | 'layer';
  /** The To tag of the latest response, which a CANCEL's response shares (RFC 3261 section 9.2). */
  toTag: string | undefined;
}

/** A request of either direction that isn't over. */
export type LiveTransaction = ClientTransaction | ServerTransaction;

/** The transactions that are alive, found by id, by key and by peer. All O(1). */
export class LiveTransactions {
  private readonly clients = new Map<string, ClientTransaction>();
  private readonly servers = new Map<string, ServerTransaction>();
  private readonly byId = new Map<TransactionId, LiveTransaction>();
  private readonly byPeer = new Map<string, Set<LiveTransaction>>();
  private readonly byMergeKey = new Map<string, ServerTransaction>();

  get clientCount(): number {
    return this.clients.size;
  }

  get serverCount(): number {
    return this.servers.size;
  }

  /** The entries of every index together: zero when nothing is alive. */
  get entryCount(): number {
    const { clients, servers, byId, byPeer, byMergeKey } = this;
    return clients.size + servers.size + byId.size + byPeer.size + byMergeKey.size;
  }

  get(id: TransactionId): LiveTransaction | undefined {
    return this.byId.get(id);
  }

  client(key: string): ClientTransaction | undefined {
    return this.clients.get(key);
  }

  server(key: string): ServerTransaction | undefined {
    return this.servers.get(key);
  }

  /** The transaction of a copy of the same request that came another way. */
  merged(key: string): ServerTransaction | undefined {
    return this.byMergeKey.get(key);
  }

  /** Those that send to that peer. */
  ofPeer(peer: Peer): readonly LiveTransaction[] {
    return [...(this.byPeer.get(peerKey(peer)) ?? [])];
  }

  add(transaction: LiveTransaction): void {
    this.byId.set(transaction.id, transaction);
    const key = peerKey(transaction.peer);
    const neighbours = this.byPeer.get(key);
    if (neighbours === undefined) this.byPeer.set(key, new Set([transaction]));
    else neighbours.add(transaction);
    if (transaction.side === 'client') {
      this.clients.set(transaction.key, transaction);
      return;
    }
    this.servers.set(transaction.key, transaction);
    if (transaction.mergeKey !== undefined) this.byMergeKey.set(transaction.mergeKey, transaction);
  }

  remove(transaction: LiveTransaction): void {
    this.byId.delete(transaction.id);
    const key = peerKey(transaction.peer);
    const neighbours = this.byPeer.get(key);
    neighbours?.delete(transaction);
    if (neighbours?.size === 0) this.byPeer.delete(key);
    if (transaction.side === 'client') {
      this.clients.delete(transaction.key);
      return;
    }
    this.servers.delete(transaction.key);
    if (transaction.mergeKey !== undefined) this.byMergeKey.delete(transaction.mergeKey);
  }
}
