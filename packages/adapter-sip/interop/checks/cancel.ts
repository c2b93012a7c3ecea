import { type Captured, capture, only } from '../capture.ts';
import { type Check, expectThat } from '../check.ts';
import { companyOf, NUMBER, phonesOf, sipOf, TRUNK_HOST, TRUNK_PORT } from '../files.ts';
import { register, SWITCHBOARD, sipp } from '../sipp.ts';
import { startSwitchboard } from '../switchboard.ts';

const USERS = ['anna', 'ola'];
const [ANNA, OLA] = [15_101, 15_102];

/** A caller gives up while phones ring, and one of them answers while its CANCEL is on its way. */
export const cancel: Check = {
  name: 'cancel',
  claim: 'a caller who cancels gets 487 and the phones CANCEL; a 200 that crosses the CANCEL gets ACK and BYE (E3)',
  run: async (folder) => {
    const board = await startSwitchboard(folder, { company: companyOf([USERS], { seconds: 20 }), sip: sipOf(USERS) });
    await register(folder, phonesOf(USERS));
    const wireOf = await capture(folder, [SWITCHBOARD.port]);
    const rings = sipp(folder, { scenario: 'phone-rings', port: ANNA, calls: 1 });
    const late = sipp(folder, { scenario: 'phone-answers-late', port: OLA, calls: 1 });
    const caller = sipp(folder, {
      scenario: 'caller-cancels',
      host: TRUNK_HOST,
      port: TRUNK_PORT,
      calls: 1,
      number: NUMBER,
      pauseMs: 1_000,
    });
    const statuses = await Promise.all([caller.ended, rings.ended, late.ended]);
    const wire = await wireOf();
    expectThat(statuses.join() === '0,0,0', `caller and phones end as their scenarios say (${statuses.join()})`);
    only(wire, '487 to the caller', ({ what, to }) => what === '487' && to === TRUNK_PORT);
    const wanted = only(wire, 'CANCEL to the late phone', ({ what, to }) => what === 'CANCEL' && to === OLA);
    const answered = only(
      wire,
      'its 200',
      ({ what, from, method }) => what === '200' && from === OLA && method === 'INVITE',
    );
    const ack = only(wire, 'ACK to it', ({ what, to }) => what === 'ACK' && to === OLA);
    const bye = only(wire, 'BYE to it', ({ what, to }) => what === 'BYE' && to === OLA);
    expectThat(isInOrder([wanted, answered, ack, bye]), 'CANCEL, 200, ACK, BYE in that order');
    const records = board.records();
    expectThat(records.length === 1 && records[0]?.outcome === 'abandoned', 'one log entry: abandoned');
    const { figures, sip } = await board.figures();
    expectThat(figures.legs === 0 && sip.size.legs === 0 && sip.size.dialogs === 0, 'no leg and no dialog is left');
    await board.stop();
    return [`CANCEL -> 200 ${ms(answered, wanted)} -> ACK ${ms(ack, answered)} -> BYE ${ms(bye, answered)}`];
  },
};

const isInOrder = (messages: readonly Captured[]): boolean =>
  messages.every((message, at) => at === 0 || message.at >= (messages[at - 1]?.at ?? 0));
const ms = (late: Captured, early: Captured): string => `${(1000 * (late.at - early.at)).toFixed(1)} ms`;
