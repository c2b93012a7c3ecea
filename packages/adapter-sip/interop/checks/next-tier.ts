import { capture, only } from '../capture.ts';
import { type Check, expectThat } from '../check.ts';
import { companyOf, NUMBER, phonesOf, sipOf, TRUNK_HOST, TRUNK_PORT } from '../files.ts';
import { register, SWITCHBOARD, sipp } from '../sipp.ts';
import { startSwitchboard } from '../switchboard.ts';

const USERS = ['anna', 'kari'];
const [ANNA, KARI] = [15_101, 15_102];
const RING_SECONDS = 3;

/** Priority 0 does not answer: priority 1 rings after its time, and priority 0 has stopped. */
export const nextTier: Check = {
  name: 'next-tier',
  claim: 'priority 0 is cancelled at the end of its ring time, before priority 1 rings',
  run: async (folder) => {
    const company = companyOf([['anna'], ['kari']], { seconds: RING_SECONDS });
    const board = await startSwitchboard(folder, { company, sip: sipOf(USERS) });
    await register(folder, phonesOf(USERS));
    const wireOf = await capture(folder, [SWITCHBOARD.port]);
    const first = sipp(folder, { scenario: 'phone-rings', port: ANNA, calls: 1 });
    const second = sipp(folder, { scenario: 'phone-answers', port: KARI, calls: 1, pauseMs: 500 });
    const caller = sipp(folder, {
      scenario: 'caller',
      host: TRUNK_HOST,
      port: TRUNK_PORT,
      calls: 1,
      number: NUMBER,
      pauseMs: 500,
    });
    const statuses = await Promise.all([caller.ended, first.ended, second.ended]);
    const wire = await wireOf();
    expectThat(statuses.join() === '0,0,0', `caller and phones end as their scenarios say (${statuses.join()})`);
    const rings = only(wire, 'INVITE to priority 0', ({ what, to }) => what === 'INVITE' && to === ANNA);
    const stops = only(wire, 'CANCEL to priority 0', ({ what, to }) => what === 'CANCEL' && to === ANNA);
    const next = only(wire, 'INVITE to priority 1', ({ what, to }) => what === 'INVITE' && to === KARI);
    expectThat(
      Math.abs(stops.at - rings.at - RING_SECONDS) < 0.1,
      `priority 0 rings for ${RING_SECONDS} s (${(stops.at - rings.at).toFixed(3)} s)`,
    );
    expectThat(
      next.at >= stops.at && next.at - stops.at < 0.1,
      `priority 1 rings then (${(1000 * (next.at - stops.at)).toFixed(1)} ms after the CANCEL)`,
    );
    expectThat(board.records()[0]?.answeredBy === 'kari', 'priority 1 answered');
    await board.stop();
    return [
      `priority 0 rang ${(stops.at - rings.at).toFixed(3)} s; priority 1 rang ${(1000 * (next.at - stops.at)).toFixed(1)} ms after its CANCEL`,
    ];
  },
};
