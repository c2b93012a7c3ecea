import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SipMessage, SipRequest, SipResponse } from '../message/message.ts';
import { responseTo } from '../message/respond.ts';
import { TransactionLayer } from './layer.ts';
import type { ClientTransactionId, ServerTransactionId, TransactionOutput } from './outputs.ts';
import type { Peer, Transport } from './peer.ts';
import { Reliable2xx } from './retransmitted-2xx.ts';
import { anna, bjarne, countingRandom, requestOf } from './testkit.ts';

/** What happens to one message: the delays of its copies in ms; none: it is lost. */
type Fate = readonly number[];

type Party = 'caller' | 'callee';

/** From then on nothing that this party sends gets through. */
interface Outage {
  readonly sender: Party;
  readonly afterMs: number;
}

interface Network {
  readonly transport: Transport;
  readonly fates: readonly Fate[];
  readonly outage: Outage | undefined;
}

/** One request of the caller, and what the two users do about it. */
interface Plan {
  readonly method: 'INVITE' | 'OPTIONS';
  readonly atMs: number;
  readonly provisionalAfterMs: number | undefined;
  readonly finalAfterMs: number;
  readonly finalCode: number;
  readonly cancelAfterMs: number;
}

interface Doing {
  readonly at: number;
  readonly number: number;
  readonly run: () => void;
}

/**
 * Then the network is well again but for an outage: a network that loses all until timer B or F ends would make the
 * callee forget a request while it is still repeated, and no timer of the RFC guards against that.
 */
const HEALED_AT_MS = 20_000;
const LAST_INSTANT_MS = 1_000_000;

/** A caller's and a callee's layer with a hostile network between them, in virtual time. */
class TwoParties {
  readonly caller = layerAt('192.0.2.1', 5060);
  readonly callee = layerAt('192.0.2.2', 5070);
  readonly finals = new Map<ClientTransactionId, string[]>();
  readonly endings = new Map<string, number>();
  readonly requestsSeen = new Map<string, number>();
  readonly counts = { lost: 0, copied: 0, expired2xx: 0 };
  private readonly network: Network;
  private readonly plans = new Map<string, Plan>();
  private readonly arrivals = new Map<ServerTransactionId, { readonly request: SipRequest; readonly replyTo: Peer }>();
  private readonly reliable = new Reliable2xx<string>();
  private readonly doings: Doing[] = [];
  private now = 0;
  private doingCount = 0;
  private sentCount = 0;

  constructor(network: Network) {
    this.network = network;
  }

  play(plans: readonly Plan[]): void {
    for (const [index, plan] of plans.entries()) this.schedule(plan.atMs, () => this.call(plan, `call-${index}`));
    for (let next = this.nextInstant(); next !== undefined && next <= LAST_INSTANT_MS; next = this.nextInstant()) {
      this.now = next;
      this.caller.advance(next);
      this.callee.advance(next);
      this.repeat2xx();
      this.drain();
      this.runDoings();
    }
  }

  private nextInstant(): number | undefined {
    const sources = [this.caller.nextDeadline(), this.callee.nextDeadline(), this.reliable.nextDeadline()];
    const instants = [...sources, ...this.doings.map((doing) => doing.at)].filter((instant) => instant !== undefined);
    return instants.length === 0 ? undefined : Math.min(...instants);
  }

  private runDoings(): void {
    const ready = this.doings.filter((doing) => doing.at <= this.now);
    for (const doing of ready.toSorted((a, b) => a.at - b.at || a.number - b.number)) {
      this.doings.splice(this.doings.indexOf(doing), 1);
      doing.run();
      this.drain();
    }
  }

  private schedule(at: number, run: () => void): void {
    this.doingCount += 1;
    this.doings.push({ at, number: this.doingCount, run });
  }

  private call(plan: Plan, callId: string): void {
    this.plans.set(callId, plan);
    const request = requestOf(plan.method, callId);
    const id = this.caller.sendRequest({ request, target: bjarne(this.network.transport) }, this.now);
    this.finals.set(id, []);
    if (plan.method === 'INVITE') {
      this.schedule(this.now + plan.cancelAfterMs, () => this.caller.cancel(id, {}, this.now));
    }
  }

  private repeat2xx(): void {
    const { resend, expired } = this.reliable.due(this.now);
    for (const { message } of resend) this.carry(message, 'callee');
    this.counts.expired2xx += expired.length;
  }

  private drain(): void {
    for (const output of this.caller.takeOutputs()) this.afterCaller(output);
    for (const output of this.callee.takeOutputs()) this.afterCallee(output);
  }

  private afterCaller(output: TransactionOutput): void {
    if (output.type === 'send') this.carry(output.message, 'caller');
    if (output.type === 'ended') this.endings.set(output.id, (this.endings.get(output.id) ?? 0) + 1);
    if (output.type === 'timedOut') this.finals.get(output.id)?.push('timedOut');
    if (output.type === 'strayResponse') this.acknowledge(output.response);
    if (output.type !== 'response' || output.response.statusCode < 200) return;
    this.finals.get(output.id)?.push(String(output.response.statusCode));
    this.acknowledge(output.response);
  }

  private acknowledge(response: SipResponse): void {
    if (response.statusCode !== 200 || response.headers.get('cseq') !== '1 INVITE') return;
    const request = requestOf('ACK', response.headers.get('call-id'));
    this.caller.sendAck({ request, target: bjarne(this.network.transport) });
    this.drain();
  }

  private afterCallee(output: TransactionOutput): void {
    if (output.type === 'send') this.carry(output.message, 'callee');
    if (output.type === 'ack') this.reliable.acknowledged(output.request.headers.get('call-id') ?? '');
    if (output.type === 'cancelled') this.answer(output.id, 487, 0);
    if (output.type !== 'request') return;
    const callId = output.request.headers.get('call-id') ?? '';
    this.requestsSeen.set(callId, (this.requestsSeen.get(callId) ?? 0) + 1);
    const plan = this.plans.get(callId);
    if (plan === undefined) throw new Error('a request from nowhere');
    this.arrivals.set(output.id, output);
    if (plan.provisionalAfterMs !== undefined) this.answer(output.id, 180, plan.provisionalAfterMs);
    this.answer(output.id, plan.finalCode, plan.finalAfterMs);
  }

  private answer(id: ServerTransactionId, statusCode: number, afterMs: number): void {
    this.schedule(this.now + afterMs, () => {
      const arrival = this.arrivals.get(id);
      if (arrival === undefined) throw new Error('an answer to nothing');
      const message = responseTo(arrival.request, statusCode, { toTag: `tag-${id}` });
      const wasSent = this.callee.respond(id, message, this.now);
      if (!wasSent || statusCode !== 200 || arrival.request.method !== 'INVITE') return;
      const key = arrival.request.headers.get('call-id') ?? '';
      this.reliable.start({ key, message, target: arrival.replyTo }, this.now);
    });
  }

  private carry(message: SipMessage, sender: Party): void {
    const fate = this.nextFate(sender);
    if (fate.length === 0) this.counts.lost += 1;
    if (fate.length > 1) this.counts.copied += 1;
    const { transport } = this.network;
    const to = sender === 'caller' ? this.callee : this.caller;
    const source = sender === 'caller' ? anna(transport) : bjarne(transport);
    for (const delayMs of fate) this.schedule(this.now + delayMs, () => to.receive(message, source, this.now));
  }

  private nextFate(sender: Party): Fate {
    const { outage, fates } = this.network;
    if (outage !== undefined && outage.sender === sender && this.now >= outage.afterMs) return [];
    if (this.now >= HEALED_AT_MS) return [5];
    this.sentCount += 1;
    return fates[this.sentCount % fates.length] ?? [];
  }
}

function layerAt(host: string, port: number): TransactionLayer {
  return new TransactionLayer({ sentBy: () => ({ host, port }), random: countingRandom() });
}

// Below T4, the longest that a message lives in the network by the RFC's reckoning.
const delay = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: 60, max: 4_900 }) },
);
const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(delay) },
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.tuple(delay, delay) },
);
const fates = fc.array(fate, { minLength: 1, maxLength: 60 });
const outages = fc.record<Outage>({
  sender: fc.constantFrom('caller', 'callee'),
  afterMs: fc.integer({ min: 0, max: 30_000 }),
});
const common = {
  atMs: fc.integer({ min: 0, max: 2_000 }),
  provisionalAfterMs: fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: undefined }),
  finalCode: fc.constantFrom(200, 200, 302, 486, 603),
};
const soon = fc.integer({ min: 0, max: 3_000 });
// Nobody rings for ever: each INVITE is cancelled in the end.
const plan: fc.Arbitrary<Plan> = fc.oneof(
  fc.record({
    ...common,
    method: fc.constant('INVITE'),
    finalAfterMs: fc.oneof(soon, fc.integer({ min: 3_000, max: 25_000 })),
    cancelAfterMs: fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.constant(120_000)),
  }),
  fc.record({ ...common, method: fc.constant('OPTIONS'), finalAfterMs: soon, cancelAfterMs: fc.constant(0) }),
);
const plans = fc.array(plan, { minLength: 1, maxLength: 6 });

function expectOneFateEach(parties: TwoParties): void {
  for (const [id, answers] of parties.finals) {
    const [first, ...further] = answers;
    expect(first).toBeDefined();
    // Nothing but repeats of a 2xx may follow.
    expect(further.every((answer) => answer === '200' && first === '200')).toBe(true);
    expect(parties.endings.get(id)).toBe(1);
  }
  for (const seen of parties.requestsSeen.values()) expect(seen).toBe(1);
}

function expectNothingLeft(parties: TwoParties): void {
  for (const layer of [parties.caller, parties.callee]) {
    expect(layer.size()).toEqual({ clients: 0, servers: 0, timers: 0 });
    expect(layer.nextDeadline()).toBeUndefined();
    expect(layer.counters().impossibleInputs).toBe(0);
  }
}

/** Every request arrived, was answered by the callee, and every 2xx was acknowledged. */
function expectNothingMissed(parties: TwoParties, planned: readonly Plan[]): void {
  expect(parties.requestsSeen.size).toBe(planned.length);
  expect(parties.counts.expired2xx).toBe(0);
  for (const answers of parties.finals.values()) expect(answers).not.toContain('timedOut');
}

describe('two layers over a network that loses, doubles, delays and reorders', () => {
  it('bring every request and its one answer through, and leave nothing behind', () => {
    const total = { lost: 0, copied: 0, sentAgain: 0, receivedAgain: 0, stray: 0 };
    const check = fc.property(plans, fates, (planned, fated) => {
      const parties = new TwoParties({ transport: 'UDP', fates: fated, outage: undefined });
      parties.play(planned);
      expectOneFateEach(parties);
      expectNothingMissed(parties, planned);
      expectNothingLeft(parties);
      total.lost += parties.counts.lost;
      total.copied += parties.counts.copied;
      for (const counters of [parties.caller.counters(), parties.callee.counters()]) {
        total.sentAgain += counters.retransmissionsSent;
        total.receivedAgain += counters.duplicatesReceived;
        total.stray += counters.strayResponses;
      }
    });
    fc.assert(check, { numRuns: 300 });
    // A run in which nothing went wrong would prove nothing.
    for (const count of Object.values(total)) expect(count).toBeGreaterThan(0);
  });

  it('time out once for each request that an outage swallowed, and leave nothing behind', () => {
    let timedOut = 0;
    const check = fc.property(plans, fates, outages, (planned, fated, outage) => {
      const parties = new TwoParties({ transport: 'UDP', fates: fated, outage });
      parties.play(planned);
      expectOneFateEach(parties);
      expectNothingLeft(parties);
      timedOut += [...parties.finals.values()].filter((answers) => answers[0] === 'timedOut').length;
    });
    fc.assert(check, { numRuns: 200 });
    expect(timedOut).toBeGreaterThan(0);
  });

  it('repeat nothing but the 2xx over a reliable transport', () => {
    const check = fc.property(plans, (planned) => {
      const parties = new TwoParties({ transport: 'TCP', fates: [[1]], outage: undefined });
      parties.play(planned);
      expectOneFateEach(parties);
      expectNothingMissed(parties, planned);
      expectNothingLeft(parties);
      expect(parties.caller.counters().retransmissionsSent + parties.callee.counters().retransmissionsSent).toBe(0);
    });
    fc.assert(check, { numRuns: 100 });
  });
});
