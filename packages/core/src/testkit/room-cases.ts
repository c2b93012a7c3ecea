import type { RoomId } from '../kernel/ids.ts';
import type { RoomRole } from '../port/telephony.ts';
import { expectThat } from './expect.ts';
import type { AdapterBench } from './far-side.ts';
import type { KitCase } from './kit-case.ts';
import type { SignalLog } from './signal-log.ts';
import { callerUp, expectLive, phoneUp, play, type UpLeg, untilHears } from './stage.ts';

const room = 'm1' as RoomId;
const speaks = { kind: 'speaks' } as const;
const listens = { kind: 'listens' } as const;
type Three = readonly [UpLeg, UpLeg, UpLeg];

async function threeUp(bench: AdapterBench, log: SignalLog): Promise<Three> {
  return [await callerUp(bench, log), await phoneUp(bench, log, 0), await phoneUp(bench, log, 1)];
}

function join(log: SignalLog, { leg }: UpLeg, role: RoomRole): void {
  log.port.perform({ type: 'joinRoom', leg, room, role });
}

/** A way that sound goes: `0>1` means that the second of the three hears the first. */
type Way = `${0 | 1 | 2}>${0 | 1 | 2}`;
const ways = ['0>1', '0>2', '1>0', '1>2', '2>0', '2>1'] as const satisfies readonly Way[];

/** Checks that sound goes these ways and no other. */
async function expectWays(bench: AdapterBench, three: Three, expected: readonly Way[]): Promise<void> {
  for (const way of ways) {
    const [speaker, listener] = [three[Number(way[0])], three[Number(way[2])]];
    if (speaker === undefined || listener === undefined) continue;
    const goes = await bench.far.hears(listener.party, speaker.party);
    const mustGo = expected.includes(way);
    expectThat(goes === mustGo, `${listener.leg} ${mustGo ? 'hears' : 'does not hear'} ${speaker.leg}`);
  }
}

/** Rooms, and who hears whom in them. */
export const roomCases: readonly KitCase[] = [
  {
    title: '[S166] in a room all who speak hear each other; who leaves hears nobody, and the others go on',
    needs: ['rooms'],
    run: async (bench, log) => {
      const three = await threeUp(bench, log);
      await expectWays(bench, three, []);
      for (const one of three) join(log, one, speaks);
      await expectWays(bench, three, ways);
      log.port.perform({ type: 'leaveRoom', leg: three[0].leg, room });
      await expectWays(bench, three, ['1>2', '2>1']);
      expectLive(
        log,
        three.map(({ leg }) => leg),
      );
    },
  },
  {
    title: '[X9] one who listens hears everyone and is heard by nobody',
    needs: ['rooms'],
    run: async (bench, log) => {
      const three = await threeUp(bench, log);
      join(log, three[0], speaks);
      join(log, three[1], speaks);
      join(log, three[2], listens);
      await expectWays(bench, three, ['0>1', '1>0', '0>2', '1>2']);
    },
  },
  {
    title: '[X9] one who whispers hears everyone and is heard by one',
    needs: ['rooms'],
    run: async (bench, log) => {
      const three = await threeUp(bench, log);
      join(log, three[0], speaks);
      join(log, three[1], speaks);
      join(log, three[2], { kind: 'whispers', to: three[1].leg });
      await expectWays(bench, three, ['0>1', '1>0', '0>2', '1>2', '2>1']);
    },
  },
  {
    title: '[X9] setRole changes who is heard, from then on',
    needs: ['rooms'],
    run: async (bench, log) => {
      const three = await threeUp(bench, log);
      join(log, three[0], speaks);
      join(log, three[1], speaks);
      join(log, three[2], listens);
      log.port.perform({ type: 'setRole', leg: three[2].leg, room, role: speaks });
      await expectWays(bench, three, ways);
      log.port.perform({ type: 'setRole', leg: three[0].leg, room, role: listens });
      await expectWays(bench, three, ['1>0', '1>2', '2>0', '2>1']);
    },
  },
  {
    title: 'two rooms do not hear each other',
    needs: ['rooms'],
    run: async (bench, log) => {
      const three = await threeUp(bench, log);
      join(log, three[0], speaks);
      join(log, three[1], speaks);
      log.port.perform({ type: 'joinRoom', leg: three[2].leg, room: 'm2' as RoomId, role: speaks });
      await expectWays(bench, three, ['0>1', '1>0']);
    },
  },
  {
    title: '[S167] who hangs up is gone from the room',
    needs: ['rooms'],
    run: async (bench, log) => {
      const three = await threeUp(bench, log);
      for (const one of three) join(log, one, speaks);
      three[0].party.hangUp();
      await log.next('legEnded', three[0].leg);
      await expectWays(bench, three, ['1>2', '2>1']);
      expectLive(log, [three[1].leg, three[2].leg]);
    },
  },
  {
    title: 'a room takes the place of what plays, untold, and after it sounds are heard again',
    needs: ['rooms', 'sounds'],
    run: async (bench, log) => {
      const caller = await callerUp(bench, log);
      const [sound] = bench.far.sounds;
      const music = { type: 'play', leg: caller.leg, sounds: [sound], loop: true } as const;
      log.port.perform({ ...music, play: play('p1') });
      await untilHears(bench, caller.party, `sound ${sound}`);
      join(log, caller, speaks);
      await untilHears(bench, caller.party, 'nothing');
      log.port.perform({ type: 'leaveRoom', leg: caller.leg, room });
      log.port.perform({ ...music, play: play('p2') });
      await untilHears(bench, caller.party, `sound ${sound}`);
      expectThat(log.of('played').length === 0, 'nothing is told as played');
    },
  },
];
