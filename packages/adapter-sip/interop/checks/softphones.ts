import { powerAt } from '../../test/power-at.ts';
import { startPhone } from '../baresip.ts';
import { type Check, expectThat } from '../check.ts';
import { companyOf, sipOf } from '../files.ts';
import { until } from '../program.ts';
import { SWITCHBOARD } from '../sipp.ts';
import { startSwitchboard } from '../switchboard.ts';

const USERS = ['anna', 'ola'];

/** Two baresip phones talk through the switchboard. */
export const softphones: Check = {
  name: 'softphones',
  claim: "two baresip phones, one over UDP and one over TCP, call by short number; each records the other's tone",
  run: async (folder) => {
    const listen = (['udp', 'tcp'] as const).map((transport) => ({ transport, ...SWITCHBOARD }));
    const sip = sipOf(USERS, { listen });
    const board = await startSwitchboard(folder, { company: companyOf([USERS], {}), sip });
    const ola = await startPhone(folder, {
      device: 'ola-desk',
      port: 15_220,
      transport: 'tcp',
      toneHz: 1_000,
      seconds: 16,
    });
    await until('ola is registered', () => ola.program.output().includes('200 OK'));
    const anna = await startPhone(folder, {
      device: 'anna-desk',
      port: 15_240,
      transport: 'udp',
      toneHz: 440,
      seconds: 11,
      dials: '102',
    });
    await Promise.all([anna.program.ended, ola.program.ended]);
    const figures = [];
    for (const [name, phone, ownHz, otherHz] of [
      ['anna', anna, 440, 1_000],
      ['ola', ola, 1_000, 440],
    ] as const) {
      const heard = await phone.heard();
      // The ends are left out: the call is being set up and taken down there.
      const middle = heard.slice(8_000, 48_000);
      const [other, own] = [powerAt(middle, otherHz), powerAt(middle, ownHz)];
      expectThat(
        other > 0.95 && own < 0.01,
        `${name} hears ${otherHz} Hz and not themselves (${other.toFixed(3)}, ${own.toFixed(3)})`,
      );
      figures.push(
        `${name} heard ${otherHz} Hz: ${(100 * other).toFixed(1)} % of the power of ${(heard.length / 8_000).toFixed(1)} s`,
      );
    }
    const [record] = board.records();
    expectThat(record?.outcome === 'answered' && record.direction === 'internal', 'the log says: answered, internal');
    await board.stop();
    return figures;
  },
};
