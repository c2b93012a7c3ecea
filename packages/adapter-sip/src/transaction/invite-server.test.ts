import { describe, expect, it } from 'vitest';
import { responseTo } from '../message/respond.ts';
import { inviteServerTable } from './invite-server.ts';
import { anna, arrived, describeTable, LayerInTime } from './testkit.ts';
import { durationsOf, RFC_3261_TIMING } from './timing.ts';

function tableOver(reliable: boolean): string[] {
  const request = arrived('INVITE');
  return describeTable(inviteServerTable, {
    setup: { trying: responseTo(request, 100), durations: durationsOf(RFC_3261_TIMING, reliable) },
    states: {
      proceeding: { phase: 'proceeding', last: responseTo(request, 180), isCancelled: false },
      accepted: { phase: 'accepted' },
      completed: { phase: 'completed', final: responseTo(request, 486), intervalMs: 500 },
      confirmed: { phase: 'confirmed' },
    },
    inputs: {
      invite: { type: 'invite', request },
      ack: { type: 'ack', request: arrived('ACK') },
      cancel: { type: 'cancel', request: arrived('CANCEL') },
      provisional: { type: 'provisional', response: responseTo(request, 183) },
      success: { type: 'success', response: responseTo(request, 200) },
      failure: { type: 'failure', response: responseTo(request, 603) },
      timerG: { type: 'timerG' },
      timerH: { type: 'timerH' },
      timerI: { type: 'timerI' },
      timerL: { type: 'timerL' },
      transportFailed: { type: 'transportFailed' },
    },
  });
}

const TCP_VIA = 'SIP/2.0/TCP 192.0.2.1:5060;branch=z9hG4bKa';

/** An INVITE came at instant 0 and was answered 100. */
function called(transport: 'UDP' | 'TCP' = 'UDP') {
  const side = new LayerInTime(anna(transport));
  const via = transport === 'UDP' ? undefined : TCP_VIA;
  side.receive(arrived('INVITE', via));
  return { side, via };
}

describe('INVITE server table', () => {
  it('has these cells', () => {
    expect(tableOver(false)).toEqual([
      'proceeding + invite: send 180 again → proceeding',
      'proceeding + ack: ignored',
      'proceeding + cancel: tell cancelled → proceeding',
      'proceeding + provisional: send 183 → proceeding',
      'proceeding + success: send 200, timerL in 32000 → accepted',
      'proceeding + failure: send 603, timerG in 500, timerH in 32000 → completed',
      'proceeding + timerG: impossible',
      'proceeding + timerH: impossible',
      'proceeding + timerI: impossible',
      'proceeding + timerL: impossible',
      'proceeding + transportFailed: tell transportFailed → proceeding',
      'accepted + invite: ignored',
      'accepted + ack: tell ack → accepted',
      'accepted + cancel: ignored',
      'accepted + provisional: ignored',
      'accepted + success: send 200 again → accepted',
      'accepted + failure: ignored',
      'accepted + timerG: impossible',
      'accepted + timerH: impossible',
      'accepted + timerI: impossible',
      'accepted + timerL: → ended',
      'accepted + transportFailed: tell transportFailed → accepted',
      'completed + invite: send 486 again → completed',
      'completed + ack: timerI in 5000 → confirmed',
      'completed + cancel: ignored',
      'completed + provisional: ignored',
      'completed + success: ignored',
      'completed + failure: ignored',
      'completed + timerG: send 486 again, timerG in 1000 → completed',
      'completed + timerH: tell ackTimedOut → ended',
      'completed + timerI: impossible',
      'completed + timerL: impossible',
      'completed + transportFailed: tell transportFailed → completed',
      'confirmed + invite: ignored',
      'confirmed + ack: ignored',
      'confirmed + cancel: ignored',
      'confirmed + provisional: ignored',
      'confirmed + success: ignored',
      'confirmed + failure: ignored',
      'confirmed + timerG: impossible',
      'confirmed + timerH: impossible',
      'confirmed + timerI: → ended',
      'confirmed + timerL: impossible',
      'confirmed + transportFailed: ignored',
    ]);
  });

  it('neither repeats nor absorbs over a reliable transport', () => {
    const lines = tableOver(true);
    expect(lines).toContain('proceeding + failure: send 603, timerH in 32000 → completed');
    expect(lines).toContain('completed + ack: → ended');
  });

  it('hears a second CANCEL no more', () => {
    const cell = inviteServerTable.proceeding.cancel;
    const here = { phase: 'proceeding', last: responseTo(arrived('INVITE'), 180), isCancelled: true } as const;
    const setup = { trying: here.last, durations: durationsOf(RFC_3261_TIMING, false) };
    const request = arrived('CANCEL');
    expect(typeof cell === 'function' && cell(here, { type: 'cancel', request }, setup)).toEqual({
      to: here,
      effects: [],
    });
  });
});

describe('an INVITE that came', () => {
  it('is answered 100 at once, told once, and its repeats get the last provisional response', () => {
    const { side } = called();
    side.receive(arrived('INVITE'));
    side.respond(180);
    side.receive(arrived('INVITE'));
    side.runTo(3_600_000);
    expect(side.takeLog()).toEqual(['0 send 100', '0 request INVITE', '0 send 100', '0 send 180', '0 send 180']);
    expect(side.layer.counters()).toMatchObject({ duplicatesReceived: 2, retransmissionsSent: 2 });
    expect(side.layer.size()).toEqual({ clients: 0, servers: 1, timers: 0 });
  });

  it('copies the Timestamp into its 100', () => {
    const side = new LayerInTime(anna());
    const invite = arrived('INVITE');
    invite.headers.append('timestamp', '54');
    side.receive(invite);
    expect(side.sent[0]?.headers.getAll('timestamp')).toEqual(['54']);
  });

  it('is refused: the refusal is repeated up to T2 apart until 64*T1 without an ACK', () => {
    const { side } = called();
    side.takeLog();
    side.respond(486);
    side.runTo(60_000);
    const instants = [0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500];
    expect(side.takeLog()).toEqual([...instants.map((at) => `${at} send 486`), '32000 ackTimedOut', '32000 ended']);
    expect(side.layer.counters().timeouts).toBe(1);
    expect(side.layer.size()).toEqual({ clients: 0, servers: 0, timers: 0 });
  });

  it('is refused: the ACK stops the repeats, and T4 absorbs what comes late', () => {
    const { side } = called();
    side.takeLog();
    side.respond(486);
    side.runTo(700);
    side.receive(arrived('INVITE'));
    side.receive(arrived('ACK'));
    side.runTo(5_699);
    side.receive(arrived('ACK'));
    side.receive(arrived('INVITE'));
    side.runTo(5_700);
    expect(side.takeLog()).toEqual(['0 send 486', '500 send 486', '700 send 486', '5700 ended']);
    expect(side.layer.counters().duplicatesReceived).toBe(3);
  });

  it('is refused over a reliable transport: sent once, over with the ACK', () => {
    const { side, via } = called('TCP');
    side.takeLog();
    side.respond(486);
    side.runTo(20_000);
    side.receive(arrived('ACK', via));
    expect(side.takeLog()).toEqual(['0 send 486', '20000 ended']);
    expect(side.layer.size().timers).toBe(0);
  });

  it('is refused over a reliable transport and never acknowledged', () => {
    const { side } = called('TCP');
    side.takeLog();
    side.respond(486);
    side.runTo(60_000);
    expect(side.takeLog()).toEqual(['0 send 486', '32000 ackTimedOut', '32000 ended']);
  });

  it('is accepted: repeats are absorbed for 64*T1, the user repeats its 2xx, an ACK goes up', () => {
    const { side } = called();
    side.takeLog();
    expect(side.respond(200)).toBe(true);
    side.receive(arrived('INVITE'));
    side.runTo(500);
    expect(side.respond(200)).toBe(true);
    expect(side.respond(486)).toBe(false);
    expect(side.respond(180)).toBe(false);
    side.receive(arrived('ACK'));
    side.runTo(31_999);
    side.receive(arrived('INVITE'));
    side.runTo(32_000);
    expect(side.takeLog()).toEqual(['0 send 200', '500 send 200', '500 ack ACK', '32000 ended']);
    expect(side.respond(200)).toBe(false);
    expect(side.layer.counters()).toMatchObject({ duplicatesReceived: 2, retransmissionsSent: 1 });
  });

  it('is not answered twice', () => {
    const { side } = called();
    side.respond(486);
    expect([180, 200, 603].map((statusCode) => side.respond(statusCode))).toEqual([false, false, false]);
    expect(side.sent).toHaveLength(2);
  });

  it('stays when a response could not be sent', () => {
    const { side } = called();
    side.takeLog();
    side.layer.transportFailed(anna(), 0);
    side.respond(486);
    side.layer.transportFailed(anna(), 0);
    side.receive(arrived('INVITE'));
    expect(side.takeLog()).toEqual(['0 transportFailed', '0 send 486', '0 transportFailed', '0 send 486']);
  });

  it('has nothing to acknowledge before a final response', () => {
    const { side } = called();
    side.takeLog();
    side.receive(arrived('ACK'));
    expect(side.takeLog()).toEqual([]);
  });
});
