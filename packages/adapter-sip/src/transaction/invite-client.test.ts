import { describe, expect, it } from 'vitest';
import { responseTo } from '../message/respond.ts';
import { inviteClientTable } from './invite-client.ts';
import { anna, arrived, bjarne, describeTable, LayerInTime, nameOf, requestOf } from './testkit.ts';
import { durationsOf, RFC_3261_TIMING } from './timing.ts';

function tableOver(reliable: boolean): string[] {
  const request = arrived('INVITE');
  return describeTable(inviteClientTable, {
    setup: { request, durations: durationsOf(RFC_3261_TIMING, reliable) },
    states: {
      calling: { phase: 'calling', intervalMs: 500 },
      cancelWanted: { phase: 'cancelWanted', intervalMs: 500, extraHeaders: [] },
      proceeding: { phase: 'proceeding' },
      cancelling: { phase: 'cancelling' },
      accepted: { phase: 'accepted' },
      completed: { phase: 'completed' },
    },
    inputs: {
      provisional: { type: 'provisional', response: responseTo(request, 180) },
      success: { type: 'success', response: responseTo(request, 200) },
      failure: { type: 'failure', response: responseTo(request, 486) },
      cancel: { type: 'cancel', extraHeaders: [] },
      timerA: { type: 'timerA' },
      timerB: { type: 'timerB' },
      timerD: { type: 'timerD' },
      timerM: { type: 'timerM' },
      cancelGaveUp: { type: 'cancelGaveUp' },
      transportFailed: { type: 'transportFailed' },
    },
  });
}

/** An INVITE on its way at instant 0. */
function calling(transport: 'UDP' | 'TCP' = 'UDP') {
  const side = new LayerInTime(bjarne(transport));
  const id = side.layer.sendRequest({ request: requestOf('INVITE'), target: bjarne(transport) }, 0);
  const cancel = (reason?: string) => side.layer.cancel(id, reason === undefined ? {} : { reason }, side.now);
  return { side, id, cancel, invite: side.takeLog() && side.lastRequest() };
}

describe('INVITE client table', () => {
  it('has these cells', () => {
    expect(tableOver(false)).toEqual([
      'calling + provisional: tell response 180 → proceeding',
      'calling + success: tell response 200, timerM in 32000 → accepted',
      'calling + failure: send ACK, tell response 486, timerD in 32000 → completed',
      'calling + cancel: → cancelWanted',
      'calling + timerA: send INVITE again, timerA in 1000 → calling',
      'calling + timerB: tell timedOut → ended',
      'calling + timerD: impossible',
      'calling + timerM: impossible',
      'calling + cancelGaveUp: impossible',
      'calling + transportFailed: tell transportFailed → ended',
      'cancelWanted + provisional: tell response 180, send CANCEL, cancelGaveUp in 32000 → cancelling',
      'cancelWanted + success: tell response 200, timerM in 32000 → accepted',
      'cancelWanted + failure: send ACK, tell response 486, timerD in 32000 → completed',
      'cancelWanted + cancel: ignored',
      'cancelWanted + timerA: send INVITE again, timerA in 1000 → cancelWanted',
      'cancelWanted + timerB: tell timedOut → ended',
      'cancelWanted + timerD: impossible',
      'cancelWanted + timerM: impossible',
      'cancelWanted + cancelGaveUp: impossible',
      'cancelWanted + transportFailed: tell transportFailed → ended',
      'proceeding + provisional: tell response 180 → proceeding',
      'proceeding + success: tell response 200, timerM in 32000 → accepted',
      'proceeding + failure: send ACK, tell response 486, timerD in 32000 → completed',
      'proceeding + cancel: send CANCEL, cancelGaveUp in 32000 → cancelling',
      'proceeding + timerA: impossible',
      'proceeding + timerB: impossible',
      'proceeding + timerD: impossible',
      'proceeding + timerM: impossible',
      'proceeding + cancelGaveUp: impossible',
      'proceeding + transportFailed: ignored',
      'cancelling + provisional: tell response 180 → cancelling',
      'cancelling + success: tell response 200, timerM in 32000 → accepted',
      'cancelling + failure: send ACK, tell response 486, timerD in 32000 → completed',
      'cancelling + cancel: ignored',
      'cancelling + timerA: impossible',
      'cancelling + timerB: impossible',
      'cancelling + timerD: impossible',
      'cancelling + timerM: impossible',
      'cancelling + cancelGaveUp: tell timedOut → ended',
      'cancelling + transportFailed: ignored',
      'accepted + provisional: ignored',
      'accepted + success: tell response 200 → accepted',
      'accepted + failure: ignored',
      'accepted + cancel: ignored',
      'accepted + timerA: impossible',
      'accepted + timerB: impossible',
      'accepted + timerD: impossible',
      'accepted + timerM: → ended',
      'accepted + cancelGaveUp: impossible',
      'accepted + transportFailed: ignored',
      'completed + provisional: ignored',
      'completed + success: tell strayResponse 200 → completed',
      'completed + failure: send ACK again → completed',
      'completed + cancel: ignored',
      'completed + timerA: impossible',
      'completed + timerB: impossible',
      'completed + timerD: → ended',
      'completed + timerM: impossible',
      'completed + cancelGaveUp: impossible',
      'completed + transportFailed: → ended',
    ]);
  });

  it('ends at the failure over a reliable transport', () => {
    const failures = tableOver(true).filter((line) => line.includes('+ failure: send ACK, '));
    expect(failures).toEqual(
      ['calling', 'cancelWanted', 'proceeding', 'cancelling'].map(
        (phase) => `${phase} + failure: send ACK, tell response 486 → ended`,
      ),
    );
  });
});

describe('an INVITE that nobody answers', () => {
  it('is repeated at doubling intervals and given up after 64*T1', () => {
    const { side } = calling();
    side.runTo(60_000);
    const repeats = [500, 1_500, 3_500, 7_500, 15_500, 31_500].map((at) => `${at} send INVITE`);
    expect(side.takeLog()).toEqual([...repeats, '32000 timedOut', '32000 ended']);
    expect(side.layer.size()).toEqual({ clients: 0, servers: 0, timers: 0 });
    expect(side.layer.counters()).toMatchObject({ retransmissionsSent: 6, timeouts: 1 });
  });

  it('is not repeated over a reliable transport', () => {
    const { side } = calling('TCP');
    side.runTo(60_000);
    expect(side.takeLog()).toEqual(['32000 timedOut', '32000 ended']);
  });

  it('keeps its instants when the layer is woken late', () => {
    const { side } = calling();
    side.layer.advance(1_600);
    expect(side.takeLog()).toHaveLength(2);
    expect(side.layer.nextDeadline()).toBe(3_500);
  });

  it('fails with the transport', () => {
    const { side } = calling();
    side.layer.transportFailed(bjarne(), 10);
    expect(side.takeLog()).toEqual(['0 transportFailed', '0 ended']);
    expect(side.layer.nextDeadline()).toBeUndefined();
  });
});

describe('an INVITE that is answered', () => {
  it('rings without a limit after a provisional response', () => {
    const { side } = calling();
    side.runTo(400);
    side.receiveResponse(100);
    side.receiveResponse(180);
    side.runTo(3_600_000);
    expect(side.takeLog()).toEqual(['400 response 100', '400 response 180']);
    expect(side.layer.size()).toEqual({ clients: 1, servers: 0, timers: 0 });
  });

  it('hands every 2xx up for 64*T1, then as stray ones', () => {
    const { side, invite } = calling();
    side.receiveResponse(200);
    side.runTo(31_999);
    side.receiveResponse(200, invite);
    side.receiveResponse(486, invite);
    side.runTo(32_000);
    side.receiveResponse(200, invite);
    expect(side.takeLog()).toEqual(['0 response 200', '31999 response 200', '32000 ended', '32000 strayResponse 200']);
    expect(side.layer.counters()).toMatchObject({ duplicatesReceived: 1, strayResponses: 1 });
  });

  it('acknowledges a failure each time it comes, and tells it once', () => {
    const { side, invite } = calling();
    side.receiveResponse(180);
    side.receiveResponse(486);
    side.runTo(31_999);
    side.receiveResponse(486, invite);
    side.receiveResponse(180, invite);
    side.runTo(32_000);
    const start = ['0 response 180', '0 send ACK', '0 response 486'];
    expect(side.takeLog()).toEqual([...start, '31999 send ACK', '32000 ended']);
    expect(side.layer.counters().duplicatesReceived).toBe(2);
  });

  it('hands up a 2xx behind a failure as stray, so that it can be acknowledged and ended', () => {
    const { side, invite } = calling();
    side.receiveResponse(486);
    side.receiveResponse(200, invite);
    expect(side.takeLog()).toEqual(['0 send ACK', '0 response 486', '0 strayResponse 200']);
    expect(side.layer.counters().strayResponses).toBe(1);
  });

  it('makes the ACK of the INVITE and of the To of the response', () => {
    const { side, invite } = calling();
    const response = side.receiveResponse(486);
    const ack = side.lastRequest('ACK');
    expect([...ack.headers.entries()]).toEqual([
      ['via', invite.headers.get('via')],
      ['route', '<sip:edge.example.org;lr>'],
      ['max-forwards', '70'],
      ['from', '<sip:anna@example.org>;tag=anna'],
      ['to', response.headers.get('to')],
      ['call-id', 'call-1'],
      ['cseq', '1 ACK'],
    ]);
    expect(ack.uri).toEqual(invite.uri);
  });

  it('is gone with its failure over a reliable transport', () => {
    const { side } = calling('TCP');
    side.receiveResponse(486);
    expect(side.takeLog()).toEqual(['0 send ACK', '0 response 486', '0 ended']);
    expect(side.layer.size()).toEqual({ clients: 0, servers: 0, timers: 0 });
  });
});

describe('cancelling an INVITE', () => {
  it('waits with the CANCEL for the first provisional response', () => {
    const { side, invite, cancel } = calling();
    expect(cancel('SIP;cause=200;text="Call completed elsewhere"')).toBe('remembered');
    expect(cancel()).toBe('remembered');
    side.runTo(600);
    side.receiveResponse(180, invite);
    expect(side.takeLog()).toEqual(['500 send INVITE', '600 response 180', '600 send CANCEL']);
    expect([...side.lastRequest('CANCEL').headers.entries()]).toEqual([
      ['via', invite.headers.get('via')],
      ['route', '<sip:edge.example.org;lr>'],
      ['max-forwards', '70'],
      ['from', '<sip:anna@example.org>;tag=anna'],
      ['to', '<sip:bjarne@example.org>'],
      ['call-id', 'call-1'],
      ['cseq', '1 CANCEL'],
      ['reason', 'SIP;cause=200;text="Call completed elsewhere"'],
    ]);
  });

  it('sends the CANCEL at once when it rings, repeats it, and takes the 487', () => {
    const { side, invite, cancel } = calling();
    side.receiveResponse(180);
    expect(cancel()).toBe('sent');
    expect(cancel()).toBe('sent');
    side.runTo(600);
    side.receiveResponse(200, side.lastRequest('CANCEL'));
    side.receiveResponse(487, invite);
    side.runTo(60_000);
    expect(side.takeLog()).toEqual([
      '0 response 180',
      '0 send CANCEL',
      '500 send CANCEL',
      '600 send ACK',
      '600 response 487',
      '32600 ended',
    ]);
    expect(side.layer.size()).toEqual({ clients: 0, servers: 0, timers: 0 });
  });

  it('hands up a 200 that passed the CANCEL', () => {
    const { side, invite, cancel } = calling();
    side.receiveResponse(180);
    cancel();
    side.receiveResponse(200, invite);
    expect(side.takeLog().at(-1)).toBe('0 response 200');
    expect(cancel()).toBe('tooLate');
  });

  it('ends the INVITE 64*T1 after the CANCEL when no final response comes', () => {
    const { side, invite, cancel } = calling();
    side.receiveResponse(180);
    side.runTo(10_000);
    cancel();
    side.receiveResponse(200, side.lastRequest('CANCEL'));
    side.runTo(20_000);
    side.receiveResponse(183, invite);
    side.takeLog();
    side.runTo(100_000);
    expect(side.takeLog()).toEqual(['42000 timedOut', '42000 ended']);
    expect(side.layer.size()).toEqual({ clients: 0, servers: 0, timers: 0 });
  });

  it('says nothing of a CANCEL that nobody answers, but of the INVITE', () => {
    const { side, cancel } = calling('TCP');
    side.receiveResponse(180);
    cancel();
    side.takeLog();
    side.runTo(100_000);
    expect(side.takeLog()).toEqual(['32000 timedOut', '32000 ended']);
  });

  it('gives up an INVITE that was cancelled and never heard of', () => {
    const { side, cancel } = calling('TCP');
    cancel();
    side.runTo(100_000);
    expect(side.takeLog()).toEqual(['32000 timedOut', '32000 ended']);
    expect(side.sent.map(nameOf)).toEqual(['INVITE']);
  });

  it('sends none when the first response is a final one', () => {
    const { side, cancel } = calling();
    cancel();
    side.receiveResponse(200);
    expect(side.takeLog()).toEqual(['0 response 200']);
  });

  it('is too late after a final response, and after the end', () => {
    const { side, cancel } = calling();
    side.receiveResponse(486);
    expect(cancel()).toBe('tooLate');
    side.runTo(60_000);
    expect(cancel()).toBe('tooLate');
    expect(side.sent.map(nameOf)).toEqual(['INVITE', 'ACK']);
  });

  it('outlives a lost connection while it rings', () => {
    const { side, invite, cancel } = calling('TCP');
    side.receiveResponse(180);
    side.layer.transportFailed(bjarne('TCP'), 5);
    cancel();
    side.layer.transportFailed(bjarne('TCP'), 6);
    side.receiveResponse(487, invite);
    expect(side.takeLog()).toEqual(['0 response 180', '0 send CANCEL', '0 send ACK', '0 response 487', '0 ended']);
  });

  it('does not cancel another kind of request', () => {
    const side = new LayerInTime(anna());
    const id = side.layer.sendRequest({ request: requestOf('OPTIONS'), target: anna() }, 0);
    side.receiveResponse(100);
    expect(side.layer.cancel(id, {}, 0)).toBe('tooLate');
  });
});
