import { describe, expect, it } from 'vitest';
import { topVia } from '../message/via.ts';
import { viaWithSource, withTopVia } from './hop.ts';
import type { Peer } from './peer.ts';
import { anna, arrived } from './testkit.ts';

/** The Via field of a request that came so from there. */
function stamped(field: string, source: Peer): string | undefined {
  const request = arrived('OPTIONS', field);
  const via = topVia(request.headers);
  if (via === undefined) throw new Error('no Via');
  return withTopVia(request, viaWithSource(via, source)).headers.get('via');
}

describe('the Via of a request that came', () => {
  it('stays when it names the source', () => {
    expect(stamped('SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa', anna())).toBe(
      'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa',
    );
    const six: Peer = { ...anna(), host: '2001:db8::1' };
    expect(stamped('SIP/2.0/UDP [2001:db8::1];branch=z9hG4bKa', six)).not.toContain('received');
  });

  it('tells the source when it names another', () => {
    const field = stamped('SIP/2.0/UDP pbx.example.org;branch=z9hG4bKa', anna());
    expect(field).toBe('SIP/2.0/UDP pbx.example.org;branch=z9hG4bKa;received=192.0.2.1');
  });

  it('tells address and port when asked for, whatever it names and whatever it claimed', () => {
    const field = stamped('SIP/2.0/UDP 192.0.2.1:5060;rport=1;received=9.9.9.9;branch=z9hG4bKa', {
      ...anna(),
      port: 5099,
    });
    expect(field).toBe('SIP/2.0/UDP 192.0.2.1:5060;rport=5099;received=192.0.2.1;branch=z9hG4bKa');
  });

  it('keeps those below it in the same field', () => {
    const below = ' SIP/2.0/TCP "a,b".example.org, SIP/2.0/UDP c';
    expect(stamped(`SIP/2.0/UDP x.example.org;branch=z9hG4bKa,${below}`, anna())).toBe(
      `SIP/2.0/UDP x.example.org;branch=z9hG4bKa;received=192.0.2.1,${below}`,
    );
  });
});
