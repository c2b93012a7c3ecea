import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Check, expectThat } from '../check.ts';
import { startManyCalls } from '../many-calls.ts';

const CALLS = 2_000;

/** A steady load, with what it costs. */
export const load: Check = {
  name: 'load',
  claim: '2,000 calls at 50 a second: no failure',
  run: async (folder) => {
    const { board, caller, callee } = await startManyCalls(folder, {
      phones: 100,
      calls: CALLS,
      perSecond: 50,
      talkMs: 1_000,
    });
    const before = await board.cpuSeconds();
    const status = await caller.ended;
    const cpu = (await board.cpuSeconds()) - before;
    callee.kill('SIGKILL');
    const answered = board.records().filter(({ outcome }) => outcome === 'answered').length;
    const { sip } = await board.figures();
    await board.stop();
    expectThat(status === 0, `no call fails at the caller (${caller.output().slice(-1_500)})`);
    expectThat(answered === CALLS, `${CALLS} log entries, all answered (${answered})`);
    const times = await responseTimes(folder);
    expectThat(times.length === CALLS, `${CALLS} response times (${times.length})`);
    return [
      `CPU ${((1000 * cpu) / CALLS).toFixed(2)} s per 1,000 calls`,
      `INVITE to 200: p50 ${at(times, 0.5).toFixed(1)} ms, p99 ${at(times, 0.99).toFixed(1)} ms, longest ${at(times, 1).toFixed(1)} ms`,
      `${sip.transactions.retransmissionsSent} retransmissions sent, ${sip.transactions.duplicatesReceived} duplicates received`,
    ];
  },
};

/** SIPp's own measurements of INVITE to 200, sorted, in ms. */
async function responseTimes(folder: string): Promise<readonly number[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('caller') && name.includes('rtt'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const values = texts.flatMap((text) => text.split('\n').slice(1)).map((line) => line.split(';'));
  return values.flatMap(([, time, name]) => (name?.trim() === '1' ? [Number(time)] : [])).sort((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
