import { capture, only } from '../capture.ts';
import { type Check, expectThat } from '../check.ts';
import { companyOf, NUMBER, phonesOf, sipOf, TRUNK_HOST, TRUNK_PORT } from '../files.ts';
import { register, SWITCHBOARD, sipp } from '../sipp.ts';
import { startSwitchboard } from '../switchboard.ts';

const USERS = ['anna', 'ola'];
const [ANNA, OLA] = [15_101, 15_102];

/** Two phones ring in parallel, one answers, the other is cancelled with the reason. */
export const twoPhones: Check = {
  name: 'two-phones',
  claim:
    'both phones ring within 100 ms; one answers; the other gets CANCEL with the reason; one log entry with right times',
  run: async (folder) => {
    const board = await startSwitchboard(folder, { company: companyOf([USERS], { seconds: 20 }), sip: sipOf(USERS) });
    await register(folder, phonesOf(USERS));
    const wireOf = await capture(folder, [SWITCHBOARD.port]);
    const answers = sipp(folder, { scenario: 'phone-answers', port: ANNA, calls: 1, pauseMs: 1_000 });
    const rings = sipp(folder, { scenario: 'phone-rings', port: OLA, calls: 1 });
    const caller = sipp(folder, {
      scenario: 'caller',
      host: TRUNK_HOST,
      port: TRUNK_PORT,
      calls: 1,
      number: NUMBER,
      pauseMs: 2_000,
    });
    const statuses = await Promise.all([caller.ended, answers.ended, rings.ended]);
    const wire = await wireOf();
    expectThat(statuses.join() === '0,0,0', `caller and phones end as their scenarios say (${statuses.join()})`);
    const invite = only(wire, 'INVITE of the caller', ({ what, from }) => what === 'INVITE' && from === TRUNK_PORT);
    const delays = [ANNA, OLA].map(
      (port) =>
        1000 * (only(wire, `INVITE to ${port}`, ({ what, to }) => what === 'INVITE' && to === port).at - invite.at),
    );
    expectThat(
      delays.every((delay) => delay < 100),
      `both INVITEs leave within 100 ms (${delays.map((delay) => delay.toFixed(1)).join(', ')})`,
    );
    const cancel = only(wire, 'CANCEL to the loser', ({ what, to }) => what === 'CANCEL' && to === OLA);
    expectThat(
      cancel.reason.includes('cause=200') && cancel.reason.includes('Call completed elsewhere'),
      'the CANCEL tells the reason',
    );
    expectThat(!wire.some(({ what, to }) => what === 'CANCEL' && to === ANNA), 'the winner gets no CANCEL');
    only(wire, 'BYE to the winner', ({ what, to }) => what === 'BYE' && to === ANNA);
    const records = board.records();
    const [record] = records;
    expectThat(records.length === 1 && record !== undefined, 'there is one log entry');
    expectThat(
      record?.outcome === 'answered' && record.answeredBy === 'anna' && record.endedBy === 'caller',
      'it says who answered and who ended',
    );
    const { ringingMs = 0, talkingMs = 0 } = record?.times ?? {};
    expectThat(
      Math.abs(ringingMs - 1_000) < 200 && Math.abs(talkingMs - 2_000) < 200,
      `ringing 1 s, talking 2 s (${ringingMs}, ${talkingMs} ms)`,
    );
    const { status, tookMs } = await board.stop();
    expectThat(status === 0 && tookMs < 2_000, `it ends cleanly on SIGTERM (${status}, ${tookMs} ms)`);
    return [
      `INVITE to the phones after ${delays.map((delay) => `${delay.toFixed(1)} ms`).join(' and ')}`,
      `rang ${ringingMs} ms, talked ${talkingMs} ms`,
      cancel.reason,
    ];
  },
};
