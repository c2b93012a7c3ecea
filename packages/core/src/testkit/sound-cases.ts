import type { LegId } from '../kernel/ids.ts';
import { expectSame, expectThat } from './expect.ts';
import type { AdapterBench } from './far-side.ts';
import type { KitCase } from './kit-case.ts';
import type { SignalLog } from './signal-log.ts';

const CALLER = '+4799887766';

/** A caller and a phone that are both up. */
async function twoUp(bench: AdapterBench, log: SignalLog): Promise<{ caller: LegId; callee: LegId }> {
  const [device] = bench.far.devices;
  await bench.until('the phone is reachable', () => log.of('deviceState').some((state) => state.device === device));
  bench.far.outsider(CALLER).call('+4757828600');
  const { leg: caller } = await log.next('callArrived');
  const callee = 'l1' as LegId;
  log.port.perform({ type: 'startLeg', leg: callee, to: { kind: 'device', device }, shown: {} });
  await bench.until('the phone rings', () => bench.far.phone(device).phase === 'ringing');
  bench.far.phone(device).answer();
  await log.next('legAnswered', callee);
  log.port.perform({ type: 'answer', leg: caller });
  await bench.until('the caller is up', () => bench.far.outsider(CALLER).phase === 'up');
  return { caller, callee };
}

/** What the parties hear. */
export const soundCases: readonly KitCase[] = [
  {
    title: 'two legs hear each other from bridge on, and not before',
    run: async (bench, log) => {
      const { caller, callee } = await twoUp(bench, log);
      const outside = bench.far.outsider(CALLER);
      const phone = bench.far.phone(bench.far.devices[0]);
      expectThat(!(await bench.far.hears(outside, phone)), 'nobody is heard before bridge');
      log.port.perform({ type: 'bridge', a: caller, b: callee });
      expectThat(await bench.far.hears(outside, phone), 'the caller hears the phone');
      expectThat(await bench.far.hears(phone, outside), 'the phone hears the caller');
      outside.hangUp();
      await log.next('legEnded', caller);
      expectThat(!(await bench.far.hears(phone, outside)), 'nobody is heard after the end');
      log.port.perform({ type: 'hangUp', leg: callee, cause: 'hungUp' });
      await bench.until('the phone is on the hook', () => phone.phase === 'idle');
      expectSame(log.port.legs(), [], 'live legs');
    },
  },
  {
    title: '[S84] play is heard and told as played at its end, once',
    needs: 'sounds',
    run: async (bench, log) => {
      const { caller } = await twoUp(bench, log);
      log.port.perform({ type: 'play', leg: caller, sound: 'nobody-answered' });
      expectThat(await bench.far.hearsSound(bench.far.outsider(CALLER)), 'the caller hears the sound');
      await log.next('played', caller);
      await bench.pass(200);
      expectSame(log.about(caller).filter((type) => type === 'played').length, 1, 'told as played');
    },
  },
  {
    title: '[law 7] a sound that nobody knows is told as played at once',
    needs: 'sounds',
    run: async (bench, log) => {
      const { caller } = await twoUp(bench, log);
      log.port.perform({ type: 'play', leg: caller, sound: 'no-such-sound' });
      await log.next('played', caller);
    },
  },
];
