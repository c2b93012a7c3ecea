import { describe, expect, it } from 'vitest';
import { responseTo } from '../message/respond.ts';
import { nonInviteClientTable } from './non-invite-client.ts';
import { arrived, bjarne, describeTable, LayerInTime, requestOf } from './testkit.ts';
import { durationsOf, RFC_3261_TIMING } from './timing.ts';

function tableOver(reliable: boolean): string[] {
  const request = arrived('OPTIONS');
  return describeTable(nonInviteClientTable, {
    setup: { request, durations: durationsOf(RFC_3261_TIMING, reliable) },
    states: {
      trying: { phase: 'trying', intervalMs: 500 },
      proceeding: { phase: 'proceeding' },
      completed: { phase: 'completed' },
    },
    inputs: {
      provisional: { type: 'provisional', response: responseTo(request, 100) },
      final: { type: 'final', response: responseTo(request, 200) },
      timerE: { type: 'timerE' },
      timerF: { type: 'timerF' },
      timerK: { type: 'timerK' },
      transportFailed: { type: 'transportFailed' },
    },
  });
}

function asking(transport: 'UDP' | 'TCP' = 'UDP') {
  const side = new LayerInTime(bjarne(transport));
  side.layer.sendRequest({ request: requestOf('OPTIONS'), target: bjarne(transport) }, 0);
  return { side, options: side.takeLog() && side.lastRequest() };
}

describe('non-INVITE client table', () => {
  it('has these cells', () => {
    expect(tableOver(false)).toEqual([
      'trying + provisional: tell response 100 → proceeding',
      'trying + final: tell response 200, timerK in 5000 → completed',
      'trying + timerE: send OPTIONS again, timerE in 1000 → trying',
      'trying + timerF: tell timedOut → ended',
      'trying + timerK: impossible',
      'trying + transportFailed: tell transportFailed → ended',
      'proceeding + provisional: tell response 100 → proceeding',
      'proceeding + final: tell response 200, timerK in 5000 → completed',
      'proceeding + timerE: send OPTIONS again, timerE in 4000 → proceeding',
      'proceeding + timerF: tell timedOut → ended',
      'proceeding + timerK: impossible',
      'proceeding + transportFailed: tell transportFailed → ended',
      'completed + provisional: ignored',
      'completed + final: ignored',
      'completed + timerE: impossible',
      'completed + timerF: impossible',
      'completed + timerK: → ended',
      'completed + transportFailed: ignored',
    ]);
  });

  it('ends at the final response over a reliable transport', () => {
    expect(tableOver(true).filter((line) => line.includes('+ final: tell'))).toEqual([
      'trying + final: tell response 200 → ended',
      'proceeding + final: tell response 200 → ended',
    ]);
  });
});

describe('a request that nobody answers', () => {
  it('is repeated at intervals up to T2 and given up after 64*T1', () => {
    const { side } = asking();
    side.runTo(60_000);
    const instants = [500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500];
    expect(side.takeLog()).toEqual([...instants.map((at) => `${at} send OPTIONS`), '32000 timedOut', '32000 ended']);
    expect(side.layer.size()).toEqual({ clients: 0, servers: 0, timers: 0 });
  });

  it('is repeated each T2 once a provisional response came, with the same end', () => {
    const { side } = asking();
    side.runTo(600);
    side.receiveResponse(100);
    side.runTo(60_000);
    const instants = [1_500, 5_500, 9_500, 13_500, 17_500, 21_500, 25_500, 29_500];
    expect(side.takeLog()).toEqual([
      '500 send OPTIONS',
      '600 response 100',
      ...instants.map((at) => `${at} send OPTIONS`),
      '32000 timedOut',
      '32000 ended',
    ]);
  });

  it('is not repeated over a reliable transport', () => {
    const { side } = asking('TCP');
    side.receiveResponse(100);
    side.runTo(60_000);
    expect(side.takeLog()).toEqual(['0 response 100', '32000 timedOut', '32000 ended']);
  });

  it('fails with the transport, before and after a provisional response', () => {
    for (const statusCodes of [[], [100]]) {
      const { side } = asking();
      for (const statusCode of statusCodes) side.receiveResponse(statusCode);
      side.layer.transportFailed(bjarne(), 1);
      expect(side.takeLog().slice(-2)).toEqual(['0 transportFailed', '0 ended']);
    }
  });
});

describe('a request that is answered', () => {
  it('absorbs repeated final responses for T4', () => {
    const { side, options } = asking();
    side.receiveResponse(200);
    side.runTo(4_999);
    side.receiveResponse(200, options);
    side.receiveResponse(100, options);
    side.runTo(5_000);
    side.receiveResponse(200, options);
    expect(side.takeLog()).toEqual(['0 response 200', '5000 ended', '5000 strayResponse 200']);
    expect(side.layer.counters()).toMatchObject({ duplicatesReceived: 2, strayResponses: 1 });
  });

  it('is gone at once over a reliable transport', () => {
    const { side } = asking('TCP');
    side.receiveResponse(404);
    expect(side.takeLog()).toEqual(['0 response 404', '0 ended']);
  });
});
