import { type Check, expectThat } from '../check.ts';
import { startManyCalls } from '../many-calls.ts';
import { pause } from '../program.ts';

const CALLS = 1_000;

/** A network that loses one packet in twenty, both ways, at both ends. */
export const loss: Check = {
  name: 'loss',
  claim: '1,000 calls with 5 % packet loss: none fails, and nothing is left over',
  run: async (folder) => {
    const load = { phones: 100, calls: CALLS, perSecond: 20, talkMs: 500, extra: ['-lost', '5'] };
    const { board, caller, callee } = await startManyCalls(folder, load);
    const status = await caller.ended;
    callee.kill('SIGKILL');
    const answered = board.records().filter(({ outcome }) => outcome === 'answered').length;
    expectThat(status === 0, `no call fails at the caller (${caller.output().slice(-1_500)})`);
    const began = Date.now();
    for (;;) {
      const { figures, sip } = await board.figures();
      const { clientTransactions, serverTransactions, timers, dialogs, legs, closingLegs, unacknowledged, mediaPorts } =
        sip.size;
      const left =
        clientTransactions + serverTransactions + timers + dialogs + legs + closingLegs + unacknowledged + mediaPorts;
      const engine = figures.calls + figures.legs + figures.offers + figures.timers + figures.waiting;
      if (left + engine === 0) {
        expectThat(
          board.records().length === CALLS && answered === CALLS,
          `${CALLS} log entries, all answered (${answered} of ${board.records().length})`,
        );
        await board.stop();
        const { retransmissionsSent, duplicatesReceived } = sip.transactions;
        return [
          `${answered} answered; ${retransmissionsSent} retransmissions sent, ${duplicatesReceived} duplicates received`,
          `zero legs, transactions, dialogs and timers ${((Date.now() - began) / 1000).toFixed(0)} s after the last call`,
        ];
      }
      expectThat(
        Date.now() - began < 90_000,
        `nothing is left over after 90 s: ${JSON.stringify({ figures, size: sip.size })}`,
      );
      await pause(1_000);
    }
  },
};
