import { describe, expect, it } from 'vitest';
import { responseTo } from '../message/respond.ts';
import { nonInviteServerTable } from './non-invite-server.ts';
import { anna, arrived, describeTable, LayerInTime } from './testkit.ts';
import { durationsOf, RFC_3261_TIMING } from './timing.ts';

function tableOver(reliable: boolean): string[] {
  const request = arrived('OPTIONS');
  return describeTable(nonInviteServerTable, {
    setup: { durations: durationsOf(RFC_3261_TIMING, reliable) },
    states: {
      trying: { phase: 'trying' },
      proceeding: { phase: 'proceeding', last: responseTo(request, 100) },
      completed: { phase: 'completed', final: responseTo(request, 200) },
    },
    inputs: {
      request: { type: 'request', request },
      provisional: { type: 'provisional', response: responseTo(request, 183) },
      final: { type: 'final', response: responseTo(request, 404) },
      timerJ: { type: 'timerJ' },
      transportFailed: { type: 'transportFailed' },
    },
  });
}

describe('non-INVITE server table', () => {
  it('has these cells', () => {
    expect(tableOver(false)).toEqual([
      'trying + request: ignored',
      'trying + provisional: send 183 → proceeding',
      'trying + final: send 404, timerJ in 32000 → completed',
      'trying + timerJ: impossible',
      'trying + transportFailed: ignored',
      'proceeding + request: send 100 again → proceeding',
      'proceeding + provisional: send 183 → proceeding',
      'proceeding + final: send 404, timerJ in 32000 → completed',
      'proceeding + timerJ: impossible',
      'proceeding + transportFailed: tell transportFailed → proceeding',
      'completed + request: send 200 again → completed',
      'completed + provisional: ignored',
      'completed + final: ignored',
      'completed + timerJ: → ended',
      'completed + transportFailed: tell transportFailed → completed',
    ]);
  });

  it('ends at the final response over a reliable transport', () => {
    expect(tableOver(true).filter((line) => line.includes('+ final: send'))).toEqual([
      'trying + final: send 404 → ended',
      'proceeding + final: send 404 → ended',
    ]);
  });
});

describe('a request that came', () => {
  it('is told once; its repeats get what was answered last, for 64*T1', () => {
    const side = new LayerInTime(anna());
    side.receive(arrived('OPTIONS'));
    side.receive(arrived('OPTIONS'));
    side.respond(100);
    side.receive(arrived('OPTIONS'));
    side.respond(200);
    expect(side.respond(404)).toBe(false);
    side.runTo(31_999);
    side.receive(arrived('OPTIONS'));
    side.runTo(32_000);
    expect(side.takeLog()).toEqual([
      '0 request OPTIONS',
      '0 send 100',
      '0 send 100',
      '0 send 200',
      '31999 send 200',
      '32000 ended',
    ]);
    expect(side.layer.counters()).toMatchObject({ duplicatesReceived: 3, retransmissionsSent: 2 });
    expect(side.layer.size()).toEqual({ clients: 0, servers: 0, timers: 0 });
  });

  it('is over with its answer over a reliable transport', () => {
    const side = new LayerInTime(anna('TCP'));
    side.receive(arrived('OPTIONS', 'SIP/2.0/TCP 192.0.2.1:5060;branch=z9hG4bKa'));
    side.respond(200);
    expect(side.takeLog()).toEqual(['0 request OPTIONS', '0 send 200', '0 ended']);
  });

  it('is carried out once even when its answer could not be sent', () => {
    const side = new LayerInTime(anna());
    side.receive(arrived('OPTIONS'));
    side.layer.transportFailed(anna(), 0);
    side.respond(200);
    side.layer.transportFailed(anna(), 0);
    side.receive(arrived('OPTIONS'));
    expect(side.takeLog()).toEqual(['0 request OPTIONS', '0 send 200', '0 transportFailed', '0 send 200']);
  });
});
