import type { LegId, RecordingId, RoomId } from '../kernel/ids.ts';
import type { Action } from '../port/telephony.ts';
import { expectSame, expectThat } from './expect.ts';
import type { KitCase } from './kit-case.ts';
import { CALLER, leg, ordinary, play, ringPhone } from './stage.ts';

const shown = { number: CALLER, name: 'Kari Kunde' } as const;

/** Every action that names a leg, but for `startLeg`. */
function everythingOf(leg: LegId): readonly Action[] {
  const [room, recording] = ['m9' as RoomId, 'r9' as RecordingId];
  const other = 'l98' as LegId;
  return [
    { type: 'hangUp', leg, cause: 'hungUp' },
    { type: 'answer', leg },
    { type: 'ring', leg },
    { type: 'reject', leg, cause: 'busy' },
    { type: 'bridge', a: leg, b: other },
    { type: 'unbridge', a: leg, b: other },
    { type: 'play', leg, play: play('p9'), sounds: ['nobody-answered'], loop: false },
    { type: 'stopPlaying', leg },
    { type: 'record', leg, recording, maxMs: 1_000 },
    { type: 'stopRecording', leg, recording },
    { type: 'joinRoom', leg, room, role: { kind: 'speaks' } },
    { type: 'setRole', leg, room, role: { kind: 'whispers', to: other } },
    { type: 'leaveRoom', leg, room },
    { type: 'sendDigits', leg, digits: '12' },
    { type: 'showParty', leg, shown },
  ];
}

/** Legs that we start to the company's phones. */
export const phoneCases: readonly KitCase[] = [
  {
    title: 'the phones that can be reached are told',
    run: async (bench, log) => {
      for (const device of bench.far.devices) {
        await bench.until(`${device} is told`, () => log.of('deviceState').some((state) => state.device === device));
      }
      expectThat(
        !log.of('deviceState').some((state) => state.device === bench.far.unreachableDevice && state.isReachable),
        'a phone that cannot be reached is not told as reachable',
      );
    },
  },
  {
    title: '[S109] startLeg rings the phone, shows who calls, and is told as ringing once',
    run: async (bench, log) => {
      const [device] = bench.far.devices;
      await ringPhone(bench, log, { device: device, as: leg('l1') });
      await log.next('legRinging', leg('l1'));
      expectSame(bench.far.phone(device).shown, shown, 'what the screen shows');
      await bench.pass(200);
      expectSame(log.about(leg('l1')), ['legRinging'], 'signals of a ringing leg');
      expectSame(log.port.legs(), ['l1'], 'live legs');
    },
  },
  {
    title: 'an answer is told once, and the leg lives on',
    run: async (bench, log) => {
      const [device] = bench.far.devices;
      await ringPhone(bench, log, { device: device, as: leg('l1') });
      bench.far.phone(device).answer();
      await log.next('legAnswered', leg('l1'));
      await bench.pass(200);
      expectSame(log.about(leg('l1')).filter((type) => type === 'legAnswered').length, 1, 'answers told');
      expectSame(log.port.legs(), ['l1'], 'live legs');
      expectSame(bench.far.phone(device).phase, 'up', 'the phone');
    },
  },
  {
    title: 'hangUp of a ringing leg stops the phone, and nothing is told about the leg any more',
    run: async (bench, log) => {
      const [device] = bench.far.devices;
      await ringPhone(bench, log, { device: device, as: leg('l1') });
      await log.next('legRinging', leg('l1'));
      log.port.perform({ type: 'hangUp', leg: leg('l1'), cause: 'cancelled' });
      await bench.until('the phone is quiet', () => bench.far.phone(device).phase === 'idle');
      await bench.pass(200);
      expectSame(log.about(leg('l1')), ['legRinging'], 'signals of a leg that was hung up');
      expectSame(log.port.legs(), [], 'live legs');
    },
  },
  {
    title: '[E3] a phone that loses is told that the call was answered elsewhere',
    run: async (bench, log) => {
      const [winner, loser] = bench.far.devices;
      await ringPhone(bench, log, { device: winner, as: leg('l1') });
      await ringPhone(bench, log, { device: loser, as: leg('l2') });
      bench.far.phone(winner).answer();
      await log.next('legAnswered', leg('l1'));
      log.port.perform({ type: 'hangUp', leg: leg('l2'), cause: 'answeredElsewhere' });
      await bench.until('the loser is quiet', () => bench.far.phone(loser).phase === 'idle');
      expectSame(bench.far.phone(loser).lastCause, 'answeredElsewhere', 'what the losing phone was told');
      expectSame(log.port.legs(), ['l1'], 'live legs');
    },
  },
  {
    title: '[E3] an answer that crosses a hang-up leaves no phone in a call',
    run: async (bench, log) => {
      const [device] = bench.far.devices;
      await ringPhone(bench, log, { device: device, as: leg('l1') });
      bench.far.phone(device).answer();
      log.port.perform({ type: 'hangUp', leg: leg('l1'), cause: 'answeredElsewhere' });
      await bench.pass(300);
      await bench.until('the phone is on the hook', () => bench.far.phone(device).phase === 'idle');
      expectThat(!log.port.legs().includes(leg('l1')), 'the leg is gone');
    },
  },
  ...(['busy', 'rejected'] as const).map(
    (cause): KitCase => ({
      title: `a phone that is ${cause} ends its leg with that cause`,
      run: async (bench, log) => {
        const [device] = bench.far.devices;
        await ringPhone(bench, log, { device: device, as: leg('l1') });
        bench.far.phone(device).reject(cause);
        expectSame((await log.next('legEnded', leg('l1'))).cause, cause, 'cause');
        expectSame(log.port.legs(), [], 'live legs');
      },
    }),
  ),
  {
    title: 'a phone that cannot be reached ends its leg as unreachable',
    run: async (bench, log) => {
      const to = { kind: 'device', device: bench.far.unreachableDevice } as const;
      log.port.perform({ type: 'startLeg', leg: leg('l1'), to, shown, ...ordinary });
      expectSame((await log.next('legEnded', leg('l1'))).cause, 'unreachable', 'cause');
      expectSame(log.port.legs(), [], 'live legs');
    },
  },
  {
    title: 'a phone that hangs up ends its leg, told once',
    run: async (bench, log) => {
      const [device] = bench.far.devices;
      await ringPhone(bench, log, { device: device, as: leg('l1') });
      bench.far.phone(device).answer();
      await log.next('legAnswered', leg('l1'));
      bench.far.phone(device).hangUp();
      expectSame((await log.next('legEnded', leg('l1'))).cause, 'hungUp', 'cause');
      await bench.pass(200);
      expectSame(log.about(leg('l1')), ['legRinging', 'legAnswered', 'legEnded'], 'the signals of a leg');
      expectSame(log.port.legs(), [], 'live legs');
    },
  },
  {
    title: 'hangUp of a leg that is up ends it at the phone',
    run: async (bench, log) => {
      const [device] = bench.far.devices;
      await ringPhone(bench, log, { device: device, as: leg('l1') });
      bench.far.phone(device).answer();
      await log.next('legAnswered', leg('l1'));
      await bench.until('the phone is up', () => bench.far.phone(device).phase === 'up');
      log.port.perform({ type: 'hangUp', leg: leg('l1'), cause: 'hungUp' });
      await bench.until('the phone is on the hook', () => bench.far.phone(device).phase === 'idle');
      await bench.pass(200);
      expectThat(!log.about(leg('l1')).includes('legEnded'), 'no end is told for a leg that we hung up');
    },
  },
  {
    title: '[E23] actions on legs that are gone are ignored',
    run: async (bench, log) => {
      const gone = leg('l99');
      for (const action of everythingOf(gone)) log.port.perform(action);
      await bench.pass(200);
      expectThat(
        !log.about(gone).some((type) => type !== 'played' && type !== 'recorded'),
        'nothing happens to a leg that is gone',
      );
      expectSame(log.port.legs(), [], 'live legs');
    },
  },
];
