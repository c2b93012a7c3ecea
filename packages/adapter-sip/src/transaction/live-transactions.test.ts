import { describe, expect, it } from 'vitest';
import type { ClientTransaction, ServerTransaction } from './live-transactions.ts';
import { LiveTransactions } from './live-transactions.ts';
import { nonInviteClient } from './non-invite-client.ts';
import { nonInviteServer } from './non-invite-server.ts';
import type { ClientTransactionId, ServerTransactionId } from './outputs.ts';
import { anna, arrived, bjarne } from './testkit.ts';
import { durationsOf, RFC_3261_TIMING } from './timing.ts';

const durations = durationsOf(RFC_3261_TIMING, false);
const request = arrived('OPTIONS');

function client(id: string): ClientTransaction {
  const machine = nonInviteClient({ request, durations });
  const common = { side: 'client', audience: 'user', peer: bjarne(), request, machine } as const;
  return { ...common, id: id as ClientTransactionId, key: `key-${id}` };
}

function server(id: string): ServerTransaction {
  const machine = nonInviteServer({ durations });
  const common = { side: 'server', audience: 'user', peer: anna(), machine, toTag: undefined } as const;
  return { ...common, id: id as ServerTransactionId, key: `key-${id}`, mergeKey: `merge-${id}` };
}

describe('LiveTransactions', () => {
  it('finds by id, key, peer and what copies have in common', () => {
    const live = new LiveTransactions();
    const [ours, theirs] = [client('c1'), server('s1')];
    live.add(ours);
    live.add(theirs);
    expect([live.get(ours.id), live.client('key-c1'), live.ofPeer(bjarne())]).toEqual([ours, ours, [ours]]);
    expect([live.get(theirs.id), live.server('key-s1'), live.ofPeer(anna())]).toEqual([theirs, theirs, [theirs]]);
    expect(live.merged('merge-s1')).toBe(theirs);
    expect([live.client('key-s1'), live.server('key-c1'), live.ofPeer(anna('TCP'))]).toEqual([
      undefined,
      undefined,
      [],
    ]);
  });

  it('keeps nothing of what was removed', () => {
    const live = new LiveTransactions();
    const all = [client('c1'), client('c2'), server('s1'), server('s2')];
    for (const transaction of all) live.add(transaction);
    expect(live.entryCount).toBe(12);
    for (const transaction of all) live.remove(transaction);
    expect(live.entryCount).toBe(0);
  });
});
