import { describe, expect, it } from 'vitest';
import { Headers } from '../message/headers.ts';
import type { SipRequest } from '../message/message.ts';
import { responseTo } from '../message/respond.ts';
import { topVia } from '../message/via.ts';
import type { Peer } from './peer.ts';
import { anna, arrived, bjarne, LayerInTime, nameOf, requestOf } from './testkit.ts';

const NOTHING = { clients: 0, servers: 0, timers: 0 };

/** The last message that was sent, with where it went. */
function lastSent(side: LayerInTime) {
  const sent = side.sent.at(-1);
  if (sent === undefined) throw new Error('nothing was sent');
  return sent;
}

describe('requests of ours', () => {
  it('go out with a Via of ours on top, and leave the given request alone', () => {
    const side = new LayerInTime(bjarne());
    const request = requestOf('OPTIONS');
    request.headers.prepend('via', 'SIP/2.0/UDP elsewhere.example.org;branch=z9hG4bKolder');
    side.layer.sendRequest({ request, target: bjarne() }, 0);
    const via = topVia(side.lastRequest().headers);
    expect(via).toMatchObject({ transport: 'UDP', host: '192.0.2.1', port: 5060 });
    expect(via?.params.get('rport')).toBe(true);
    expect(via?.params.get('branch')).toMatch(/^z9hG4bK[0-9a-f]{24}$/);
    expect(side.lastRequest().headers.getAll('via')).toHaveLength(2);
    expect(request.headers.getAll('via')).toHaveLength(1);
  });

  it('each get a branch of their own', () => {
    const side = new LayerInTime(bjarne());
    const branches = [1, 2].map((number) => {
      side.layer.sendRequest({ request: requestOf('OPTIONS', 'call-1', number), target: bjarne() }, 0);
      return topVia(side.lastRequest().headers)?.params.get('branch');
    });
    expect(new Set(branches).size).toBe(2);
  });

  it('hear only responses with their branch, their sent-by and their method', () => {
    const side = new LayerInTime(bjarne());
    side.layer.sendRequest({ request: requestOf('OPTIONS'), target: bjarne() }, 0);
    const own = side.lastRequest();
    const via = own.headers.get('via') ?? '';
    const changed = (name: string, value: string): SipRequest => {
      const headers = own.headers.clone();
      headers.replaceFirst(name, value);
      return { ...own, headers };
    };
    side.receiveResponse(200, changed('via', via.replace('z9hG4bK', 'z9hG4bKx')));
    side.receiveResponse(200, changed('via', via.replace('192.0.2.1', '192.0.2.9')));
    side.receiveResponse(200, changed('cseq', '1 MESSAGE'));
    side.receiveResponse(200, changed('via', via.replace('rport', 'rport=5060;received=192.0.2.1')));
    expect(side.takeLog().slice(1)).toEqual([
      '0 strayResponse 200',
      '0 strayResponse 200',
      '0 strayResponse 200',
      '0 response 200',
    ]);
    expect(side.layer.counters().strayResponses).toBe(3);
  });

  it('may not be ACK or CANCEL', () => {
    const side = new LayerInTime(bjarne());
    for (const method of ['ACK', 'CANCEL']) {
      expect(() => side.layer.sendRequest({ request: requestOf(method), target: bjarne() }, 0)).toThrow(TypeError);
    }
    expect(side.layer.size()).toEqual(NOTHING);
  });

  it('are failed by the failure of their peer only', () => {
    const side = new LayerInTime(bjarne());
    const first = side.layer.sendRequest({ request: requestOf('OPTIONS'), target: bjarne() }, 0);
    side.layer.sendRequest({ request: requestOf('OPTIONS'), target: { ...bjarne(), port: 5099 } }, 0);
    side.layer.transportFailed(bjarne(), 0);
    side.collect();
    expect(side.told).toEqual([
      { type: 'transportFailed', id: first },
      { type: 'ended', id: first },
    ]);
    expect(side.layer.size().clients).toBe(1);
  });

  it('are timed out before a response of the same instant is heard', () => {
    const side = new LayerInTime(bjarne('TCP'));
    side.layer.sendRequest({ request: requestOf('OPTIONS'), target: bjarne('TCP') }, 0);
    const own = side.lastRequest();
    side.takeLog();
    side.now = 32_000;
    side.receiveResponse(200, own);
    expect(side.takeLog()).toEqual(['32000 timedOut', '32000 ended', '32000 strayResponse 200']);
  });
});

describe('the ACK to a 2xx', () => {
  it('gets a Via, starts nothing, and is repeated as it was', () => {
    const side = new LayerInTime(bjarne());
    const ack = side.layer.sendAck({ request: requestOf('ACK'), target: bjarne() });
    expect(topVia(ack.headers)?.params.get('branch')).toMatch(/^z9hG4bK/);
    expect(side.layer.sendAck({ request: ack, target: bjarne() })).toBe(ack);
    side.collect();
    expect(side.sent).toEqual([ack, ack]);
    expect(side.layer.size()).toEqual(NOTHING);
    expect(side.layer.counters().retransmissionsSent).toBe(1);
  });

  it('goes up when it comes, with or without a transaction', () => {
    const side = new LayerInTime(anna());
    side.receive(arrived('ACK', 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKother'));
    expect(side.takeLog()).toEqual(['0 ack ACK']);
  });
});

describe('requests of others', () => {
  it('are told from each other by branch, sent-by and method', () => {
    const side = new LayerInTime(anna());
    const vias = ['UDP 192.0.2.1:5060;branch=z9hG4bKa', 'UDP 192.0.2.1:5061;branch=z9hG4bKa'];
    for (const [index, via] of vias.entries()) side.receive(arrived('OPTIONS', `SIP/2.0/${via}`, `call-${index}`));
    side.receive(arrived('MESSAGE', `SIP/2.0/${vias[0]}`, 'call-3'));
    side.receive(arrived('OPTIONS', `SIP/2.0/${vias[0]};rport`));
    expect(side.takeLog()).toEqual(['0 request OPTIONS', '0 request OPTIONS', '0 request MESSAGE']);
    expect(side.layer.counters().duplicatesReceived).toBe(1);
  });

  it('without the cookie in their branch are told from each other by what they are', () => {
    const side = new LayerInTime(anna());
    const via = 'SIP/2.0/UDP 192.0.2.1:5060;branch=1';
    side.receive(arrived('INVITE', via));
    side.receive(arrived('INVITE', via));
    side.receive(arrived('INVITE', via, 'call-2'));
    expect(side.takeLog().filter((line) => line.includes('request'))).toHaveLength(2);
    side.respond(486);
    side.receive(arrived('ACK', via, 'call-2'));
    side.receive(arrived('CANCEL', via, 'call-1'));
    expect(side.takeLog()).toEqual(['0 send 486', '0 send 200', '0 cancelled CANCEL']);
  });

  it('that came another way before are answered 482', () => {
    const side = new LayerInTime(anna());
    side.receive(arrived('INVITE'));
    side.receive(arrived('INVITE', 'SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKb'));
    expect(side.takeLog()).toEqual(['0 send 100', '0 request INVITE', '0 send 482']);
    expect(side.layer.counters().mergedRequests).toBe(1);
    expect(side.layer.size().servers).toBe(1);
  });

  it('are no copies once the first is over', () => {
    const side = new LayerInTime(anna());
    side.receive(arrived('OPTIONS'));
    side.respond(200);
    side.runTo(32_000);
    side.takeLog();
    side.receive(arrived('OPTIONS', 'SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKb'));
    expect(side.takeLog()).toEqual(['32000 request OPTIONS']);
  });

  it('that cannot be matched are counted and dropped', () => {
    const side = new LayerInTime(anna());
    side.receive(requestOf('OPTIONS'));
    const other = arrived('OPTIONS');
    other.headers.set('cseq', '1 INVITE');
    side.receive(other);
    side.receive({ ...responseTo(other, 200), headers: new Headers() });
    expect(side.takeLog()).toEqual([]);
    expect(side.layer.counters().unmatchable).toBe(3);
  });

  it('carry their source up, and their responses find the way back', () => {
    const nat: Peer = { transport: 'UDP', host: '203.0.113.5', port: 40_000, connection: undefined };
    const replies = [
      '10.0.0.1:5062;branch=z9hG4bKa',
      '10.0.0.1:5062;rport;branch=z9hG4bKb',
      '10.0.0.1;branch=z9hG4bKc',
    ].map((via, index) => {
      const side = new LayerInTime(nat);
      side.receive(arrived('OPTIONS', `SIP/2.0/UDP ${via}, SIP/2.0/UDP 10.0.0.9`, `call-${index}`));
      const arrival = side.told.find((output) => output.type === 'request');
      return [arrival?.replyTo.port, arrival?.replyTo.host, arrival?.request.headers.get('via')];
    });
    expect(replies).toEqual([
      [5062, '203.0.113.5', expect.stringContaining(';received=203.0.113.5, SIP/2.0/UDP 10.0.0.9')],
      [40_000, '203.0.113.5', expect.stringMatching(/rport=40000.*received=203\.0\.113\.5, SIP/)],
      [5060, '203.0.113.5', expect.stringContaining('received=203.0.113.5, SIP')],
    ]);
  });

  it('are answered through the connection that they came by', () => {
    const side = new LayerInTime(anna('TCP'));
    side.receive(arrived('OPTIONS', 'SIP/2.0/TCP 10.0.0.1:9;branch=z9hG4bKa'));
    expect(side.told.find((output) => output.type === 'request')?.replyTo).toEqual(anna('TCP'));
  });
});

describe('a CANCEL that comes', () => {
  it('is answered 200 and told with the id of its INVITE, once', () => {
    const side = new LayerInTime(anna());
    side.receive(arrived('INVITE'));
    side.respond(180);
    const { id } = side.lastArrival();
    side.takeLog();
    const cancel = arrived('CANCEL');
    cancel.headers.append('reason', 'SIP;cause=200;text="Call completed elsewhere"');
    side.receive(cancel);
    expect(lastSent(side).headers.get('to')).toMatch(/;tag=us$/);
    side.receive(cancel);
    expect(side.takeLog()).toEqual(['0 send 200', '0 cancelled CANCEL', '0 send 200']);
    const told = side.told.find((output) => output.type === 'cancelled');
    expect(told?.id).toBe(id);
    expect(told?.request.headers.get('reason')).toContain('elsewhere');
    side.respond(487);
    side.receive(arrived('ACK'));
    side.runTo(60_000);
    expect(side.takeLog()).toEqual(['0 send 487', '5000 ended']);
    expect(side.layer.size()).toEqual(NOTHING);
  });

  it('has a To tag even before the INVITE was answered', () => {
    const side = new LayerInTime(anna());
    side.receive(arrived('INVITE'));
    side.receive(arrived('CANCEL'));
    expect(lastSent(side).headers.get('to')).toMatch(/;tag=[0-9a-f]{24}$/);
  });

  it('changes nothing when the INVITE has its final response', () => {
    for (const [statusCode, timers] of [
      [200, 2],
      [486, 3],
    ] as const) {
      const side = new LayerInTime(anna());
      side.receive(arrived('INVITE'));
      side.respond(statusCode);
      side.takeLog();
      side.receive(arrived('CANCEL'));
      expect(side.takeLog()).toEqual(['0 send 200']);
      expect(side.layer.size()).toEqual({ clients: 0, servers: 2, timers });
    }
  });

  it('of nothing that is alive is answered 481, and nothing is kept', () => {
    const side = new LayerInTime(anna());
    side.receive(arrived('CANCEL'));
    expect(side.takeLog()).toEqual(['0 send 481']);
    expect(side.layer.size()).toEqual(NOTHING);
  });

  it('gets its answer again over a lossy network as long as repeats may come', () => {
    const side = new LayerInTime(anna());
    side.receive(arrived('INVITE'));
    side.receive(arrived('CANCEL'));
    side.takeLog();
    side.runTo(31_999);
    side.receive(arrived('CANCEL'));
    expect(side.takeLog()).toEqual(['31999 send 200']);
  });
});

describe('the limit', () => {
  it('refuses new requests, keeps serving what lives, and lets a CANCEL through', () => {
    const side = new LayerInTime(anna(), { maxTransactions: 2 });
    side.layer.sendRequest({ request: requestOf('OPTIONS'), target: anna('TCP') }, 0);
    side.receive(arrived('INVITE'));
    side.takeLog();
    const refused = arrived('INVITE', 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKnext', 'call-2');
    side.receive(refused);
    const answer = lastSent(side);
    side.receive(refused);
    side.receive(arrived('INVITE'));
    side.receive(arrived('CANCEL'));
    expect(side.takeLog()).toEqual(['0 send 503', '0 send 503', '0 send 100', '0 send 200', '0 cancelled CANCEL']);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(side.layer.counters().refusedByLimit).toBe(2);
    expect(side.layer.size()).toMatchObject({ clients: 1, servers: 2 });
  });

  it('keeps the ACK of its refusal from the user', () => {
    const side = new LayerInTime(anna(), { maxTransactions: 0 });
    side.receive(arrived('INVITE'));
    const ack = arrived('ACK');
    ack.headers.set('to', lastSent(side).headers.get('to') ?? '');
    side.receive(ack);
    expect(side.takeLog()).toEqual(['0 send 503']);
  });
});

describe('many transactions', () => {
  it('leave nothing behind', () => {
    const side = new LayerInTime(anna());
    for (let number = 0; number < 10_000; number += 1) {
      side.now = number;
      side.receive(arrived('INVITE', `SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK${number}`, `call-${number}`));
      side.respond(number % 2 === 0 ? 486 : 200);
    }
    expect(side.layer.size()).toEqual({ clients: 0, servers: 10_000, timers: 15_000 });
    side.runTo(100_000);
    expect(side.layer.size()).toEqual(NOTHING);
    expect(side.layer.nextDeadline()).toBeUndefined();
    expect(side.layer.counters()).toMatchObject({ timeouts: 5_000, retransmissionsSent: 50_000, impossibleInputs: 0 });
    expect(side.told.filter((output) => output.type === 'ended')).toHaveLength(10_000);
    expect(nameOf(lastSent(side))).toBe('486');
  });
});
