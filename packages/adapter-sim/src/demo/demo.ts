import { readCompany, Switchboard } from '@sentralbord/core';
import type { CommandIo } from '../cli/command-io.ts';
import { SimClock } from '../network/sim-clock.ts';
import { SimNetwork } from '../network/sim-network.ts';
import { runPaced } from '../pace.ts';
import { demoCompany } from './demo-company.ts';
import { demoPhones, MORNING_AT, planMorning } from './demo-day.ts';
import { LiveLines } from './live-lines.ts';
import { Summary } from './summary.ts';
import { clockText, painter } from './words.ts';

/** Virtual time beside real time: a minute of the morning takes a second, all of it about three quarters of a minute. */
const SPEED = 60;

interface DemoOptions {
  readonly seed: number;
  /** All at once, without waiting. */
  readonly isFast: boolean;
  readonly io: Pick<CommandIo, 'write' | 'hasColours' | 'signal'>;
}

/** Plays a lively morning in a small company and tells it as it happens; ends with a summary, also when stopped. */
export async function playDemo({ seed, isFast, io }: DemoOptions): Promise<void> {
  const reading = readCompany(demoCompany);
  if (!reading.ok) throw new Error('the company of the demo has mistakes');
  const paint = painter(io.hasColours);
  const lines = new LiveLines(reading.company, paint);
  const summary = new Summary(reading.company);
  const network = new SimNetwork({ phones: demoPhones, clock: new SimClock(MORNING_AT), seed });
  const { clock } = network;
  const switchboard = new Switchboard({
    company: demoCompany,
    telephony: network,
    clock,
    journal: {
      append: (record) => {
        for (const event of record.events) summary.add(event);
        // At the start everybody comes to their phones, which is no news.
        if (clock.now() > MORNING_AT) io.write(lines.of(record));
      },
    },
  });
  switchboard.start();
  planMorning(network, seed);
  io.write(`${paint('bold', `${demoCompany.name}, a Monday morning`)}   ${paint('dim', `seed ${seed}`)}\n\n`);
  if (isFast) clock.run();
  else await runPaced(clock, { speed: SPEED, signal: io.signal });
  io.write(summary.text(`${clockText(MORNING_AT)}–${clockText(clock.now())}   seed ${seed}`, paint));
}
