import type { LegId } from '../src/kernel/ids.ts';
import { BenchLine, benchState } from './engine.ts';
import type { Row } from './row.ts';

const CALLS = 20_000;

/** A whole call through a group: offer, queue, ring, answer, end, record; with one, three and ten phones. */
export function wholeCall(): readonly Row[] {
  return [1, 3, 10].map((phones) => {
    const line = new BenchLine(benchState({ members: phones }));
    for (let call = 0; call < CALLS / 4; call += 1) oneCall(line);
    const before = process.cpuUsage();
    for (let call = 0; call < CALLS; call += 1) oneCall(line);
    const { user, system } = process.cpuUsage(before);
    const us = (user + system) / CALLS;
    return { what: `whole call, ${phones} ringing`, figure: us, unit: 'µs CPU', goal: phones === 3 ? 60 : undefined };
  });
}

function oneCall(line: BenchLine): void {
  line.now += 10;
  const caller = line.arrive();
  const [leg] = line.ringing;
  line.answer(leg as LegId);
  line.now += 60_000;
  line.end(caller);
}
