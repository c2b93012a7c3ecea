import type { SipMessage } from '../message/message.ts';
import { Deadlines } from './deadlines.ts';
import type { ClientTransaction, LiveTransaction } from './live-transactions.ts';
import { LiveTransactions } from './live-transactions.ts';
import type { Effect, ExtraHeader, News, Outcome } from './machine.ts';
import type { TransactionCounters, TransactionOutput, TransactionSize } from './outputs.ts';
import type { Peer } from './peer.ts';
import type { TimerName } from './timing.ts';

/** When something happened, and who brought it about. */
export interface Moment {
  readonly at: number;
  readonly source: Peer;
}

/** What sends the CANCEL that an INVITE client machine asks for. */
export type CancelSender = (invite: ClientTransaction, extraHeaders: readonly ExtraHeader[], at: number) => void;

/** The transactions that are alive with their timers, and what their machines have brought about. */
export class RunningTransactions {
  readonly live = new LiveTransactions();
  readonly counts: { -readonly [Name in keyof TransactionCounters]: number } = {
    retransmissionsSent: 0,
    duplicatesReceived: 0,
    timeouts: 0,
    strayResponses: 0,
    refusedByLimit: 0,
    mergedRequests: 0,
    unmatchable: 0,
    impossibleInputs: 0,
  };
  private readonly deadlines = new Deadlines<LiveTransaction, TimerName>();
  private readonly sendCancel: CancelSender;
  private outputs: TransactionOutput[] = [];

  constructor(sendCancel: CancelSender) {
    this.sendCancel = sendCancel;
  }

  /** Adds a transaction and starts its machine. */
  begin(transaction: LiveTransaction, moment: Moment): void {
    this.live.add(transaction);
    this.perform(transaction, transaction.machine.begin(), moment);
  }

  /** Does what a machine wants, and forgets the transaction when it is over. */
  perform(transaction: LiveTransaction, outcome: Outcome, moment: Moment): void {
    for (const effect of outcome.effects) this.performOne(transaction, effect, moment);
    if (outcome.verdict === 'impossible') this.reportImpossible(transaction);
    if (outcome.timers !== 'ended') {
      this.deadlines.keepOnly(transaction, outcome.timers);
      return;
    }
    this.deadlines.keepOnly(transaction, []);
    this.live.remove(transaction);
    if (transaction.audience === 'user') this.push({ type: 'ended', id: transaction.id });
  }

  /** Runs the timers due at `now`, each at its own time. */
  advance(now: number): void {
    for (;;) {
      const due = this.deadlines.takeDue(now);
      if (due === undefined) return;
      const { owner, timer, atMs } = due;
      this.perform(owner, owner.machine.ranOut(timer), { at: atMs, source: owner.peer });
    }
  }

  send(message: SipMessage, target: Peer, isRepeat: boolean): void {
    if (isRepeat) this.counts.retransmissionsSent += 1;
    this.push({ type: 'send', message, target });
  }

  push(output: TransactionOutput): void {
    if (output.type === 'strayResponse') this.counts.strayResponses += 1;
    this.outputs.push(output);
  }

  takeOutputs(): readonly TransactionOutput[] {
    const outputs = this.outputs;
    this.outputs = [];
    return outputs;
  }

  nextDeadline(): number | undefined {
    return this.deadlines.next();
  }

  size(): TransactionSize {
    return { clients: this.live.clientCount, servers: this.live.serverCount, timers: this.deadlines.size };
  }

  private performOne(transaction: LiveTransaction, effect: Effect, moment: Moment): void {
    switch (effect.kind) {
      case 'send':
        this.send(effect.message, transaction.peer, effect.isRepeat);
        return;
      case 'start':
        this.deadlines.set(transaction, effect.timer, moment.at + effect.inMs);
        return;
      case 'tell':
        this.tell(transaction, effect.news, moment.source);
        return;
      case 'sendCancel':
        if (transaction.side === 'client') this.sendCancel(transaction, effect.extraHeaders, moment.at);
    }
  }

  private tell(transaction: LiveTransaction, news: News, source: Peer): void {
    if (news.type === 'timedOut' || news.type === 'ackTimedOut') this.counts.timeouts += 1;
    if (transaction.audience === 'layer') return;
    const output = outputOf(transaction, news, source);
    if (output !== undefined) this.push(output);
  }

  /** A user that waits for an answer must not wait for ever because of a fault of ours. */
  private reportImpossible(transaction: LiveTransaction): void {
    this.counts.impossibleInputs += 1;
    if (transaction.side === 'client') this.tell(transaction, { type: 'transportFailed' }, transaction.peer);
  }
}

/** The news with the id it belongs to; undefined for news that this side's machines have no cell for. */
function outputOf(transaction: LiveTransaction, news: News, source: Peer): TransactionOutput | undefined {
  if (news.type === 'ack' || news.type === 'strayResponse') return { ...news, source };
  if (news.type === 'transportFailed') return { ...news, id: transaction.id };
  if (transaction.side === 'client') {
    return news.type === 'response' || news.type === 'timedOut' ? { ...news, id: transaction.id } : undefined;
  }
  return news.type === 'cancelled' || news.type === 'ackTimedOut' ? { ...news, id: transaction.id } : undefined;
}
