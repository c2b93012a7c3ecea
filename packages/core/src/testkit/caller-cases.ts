import { ARRIVED_LEG_PREFIX } from '../kernel/ids.ts';
import type { Cause } from '../port/cause.ts';
import type { Signal } from '../port/telephony.ts';
import { expectSame, expectThat } from './expect.ts';
import type { AdapterBench } from './far-side.ts';
import type { KitCase } from './kit-case.ts';
import type { SignalLog } from './signal-log.ts';
import { CALLED_OUTSIDE, CALLER, COMPANY, leg as named, ordinary } from './stage.ts';

type Arrival = Extract<Signal, { readonly type: 'callArrived' }>;

async function arrival(bench: AdapterBench, log: SignalLog): Promise<Arrival> {
  bench.far.outsider(CALLER).call(COMPANY);
  return log.next('callArrived');
}

/** Legs that come to us, and legs to the outside. */
export const callerCases: readonly KitCase[] = [
  {
    title: '[S10] a call from outside arrives once, with both numbers',
    run: async (bench, log) => {
      const { leg, from, to } = await arrival(bench, log);
      expectThat(leg.startsWith(ARRIVED_LEG_PREFIX), 'an arrived leg is named by arrivedLegId');
      expectThat(from.kind === 'trunk' && !from.isWithheld, 'it comes from a trunk, and the number is not withheld');
      expectSame(from.kind === 'trunk' ? from.number : undefined, CALLER, 'the calling number');
      expectSame(to, COMPANY, 'the dialled number');
      await bench.pass(700);
      expectSame(log.of('callArrived').length, 1, 'arrivals');
      expectSame(log.port.legs(), [leg], 'live legs');
      expectSame(bench.far.outsider(CALLER).phase, 'calling', 'the caller');
    },
  },
  {
    title: 'a withheld number is told as withheld',
    run: async (bench, log) => {
      bench.far.outsider(CALLER).call(COMPANY, { isWithheld: true });
      const { from } = await log.next('callArrived');
      expectThat(from.kind === 'trunk' && from.isWithheld, 'the number is withheld');
    },
  },
  {
    title: '[law 7] ring lets the caller hear that it rings; answer connects',
    run: async (bench, log) => {
      const { leg } = await arrival(bench, log);
      const caller = bench.far.outsider(CALLER);
      log.port.perform({ type: 'ring', leg });
      await bench.until('the caller hears ringing', () => caller.phase === 'hearsRinging');
      log.port.perform({ type: 'answer', leg });
      await bench.until('the caller is up', () => caller.phase === 'up');
      await bench.pass(200);
      expectSame(log.about(leg), ['callArrived'], 'signals of an arrived leg');
    },
  },
  {
    title: '[E1] a caller who gives up before an answer is told as cancelled',
    run: async (bench, log) => {
      const { leg } = await arrival(bench, log);
      log.port.perform({ type: 'ring', leg });
      await bench.until('the caller hears ringing', () => bench.far.outsider(CALLER).phase === 'hearsRinging');
      bench.far.outsider(CALLER).hangUp();
      expectSame((await log.next('legEnded', leg)).cause, 'cancelled', 'cause');
      expectSame(log.port.legs(), [], 'live legs');
    },
  },
  {
    title: 'a caller who hangs up after an answer is told as hung up',
    run: async (bench, log) => {
      const { leg } = await arrival(bench, log);
      log.port.perform({ type: 'answer', leg });
      await bench.until('the caller is up', () => bench.far.outsider(CALLER).phase === 'up');
      bench.far.outsider(CALLER).hangUp();
      expectSame((await log.next('legEnded', leg)).cause, 'hungUp', 'cause');
      await bench.pass(200);
      expectSame(log.of('legEnded').length, 1, 'ends told');
    },
  },
  ...(['busy', 'rejected', 'unreachable', 'notFound', 'congestion'] as const satisfies readonly Cause[]).map(
    (cause): KitCase => ({
      title: `a caller turned away as ${cause} is told so`,
      run: async (bench, log) => {
        const { leg } = await arrival(bench, log);
        log.port.perform({ type: 'reject', leg, cause });
        const caller = bench.far.outsider(CALLER);
        await bench.until('the caller is on the hook', () => caller.phase === 'idle');
        expectSame(caller.lastCause, cause, 'what the caller was told');
        await bench.pass(200);
        expectThat(!log.about(leg).includes('legEnded'), 'no end is told for a leg that we turned away');
        expectSame(log.port.legs(), [], 'live legs');
      },
    }),
  ),
  {
    title: 'hangUp ends an arrived leg that is up',
    run: async (bench, log) => {
      const { leg } = await arrival(bench, log);
      log.port.perform({ type: 'answer', leg });
      const caller = bench.far.outsider(CALLER);
      await bench.until('the caller is up', () => caller.phase === 'up');
      log.port.perform({ type: 'hangUp', leg, cause: 'hungUp' });
      await bench.until('the caller is on the hook', () => caller.phase === 'idle');
      expectSame(log.port.legs(), [], 'live legs');
    },
  },
  {
    title: 'a call from a phone of the company tells the device',
    run: async (bench, log) => {
      const [device] = bench.far.devices;
      await bench.until('the phone is reachable', () => log.of('deviceState').some((state) => state.device === device));
      bench.far.phone(device).call('102');
      const { from, to } = await log.next('callArrived');
      expectSame(from, { kind: 'device', device }, 'from');
      expectSame(to, '102', 'as dialled');
    },
  },
  {
    title: '[S146] a call to the outside shows the number it is told to, and is answered',
    needs: ['external'],
    run: async (bench, log) => {
      const outside = bench.far.outsider(CALLED_OUTSIDE);
      const leg = named('l1');
      const to = { kind: 'external', number: CALLED_OUTSIDE } as const;
      log.port.perform({ type: 'startLeg', leg, to, shown: { number: COMPANY }, ...ordinary });
      await bench.until('it rings outside', () => outside.phase === 'ringing');
      await log.next('legRinging', leg);
      expectSame(outside.shown?.number, COMPANY, 'the number shown');
      outside.answer();
      await log.next('legAnswered', leg);
      outside.hangUp();
      expectSame((await log.next('legEnded', leg)).cause, 'hungUp', 'cause');
    },
  },
];
