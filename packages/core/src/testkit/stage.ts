import type { DeviceId, LegId, PlayId } from '../kernel/ids.ts';
import { expectSame, expectThat, KitFailure } from './expect.ts';
import type { AdapterBench, FarHears, FarParty } from './far-side.ts';
import type { SignalLog } from './signal-log.ts';

/** Somebody outside who calls the company. */
export const CALLER = '+4799887766';
/** A number of the company. */
export const COMPANY = '+4757828600';
/** Somebody outside whom the company calls. */
export const CALLED_OUTSIDE = '+4740000001';

/** Names a leg of ours. */
export const leg = (name: string): LegId => name as LegId;
/** Names one asking for sounds. */
export const play = (name: string): PlayId => name as PlayId;

/** How often a party is asked what it hears, in ms. */
const ASK_EVERY_MS = 40;
const PATIENCE_MS = 4_000;

/** A leg that is up, with the party at its end. */
export interface UpLeg {
  readonly leg: LegId;
  readonly party: FarParty;
}

/** What `startLeg` says beside where to, unless the case is about it. */
export const ordinary = { diversion: 'allowed', confirm: 'no' } as const;

/** Waits until the adapter knows a phone, and rings it. */
export async function ringPhone(bench: AdapterBench, log: SignalLog, to: { device: DeviceId; as: LegId }) {
  const { device, as } = to;
  await bench.until(`${device} is reachable`, () =>
    log.of('deviceState').some((state) => state.device === device && state.isReachable),
  );
  const shown = { number: CALLER, name: 'Kari Kunde' };
  log.port.perform({ type: 'startLeg', leg: as, to: { kind: 'device', device }, shown, ...ordinary });
  await bench.until(`${device} rings`, () => bench.far.phone(device).phase === 'ringing');
}

/** A phone of the company that has answered us: the first, second or third. */
export async function phoneUp(bench: AdapterBench, log: SignalLog, place: 0 | 1 | 2 = 0): Promise<UpLeg> {
  const device = bench.far.devices[place];
  const as = leg(`l${place + 1}`);
  const party = bench.far.phone(device);
  await ringPhone(bench, log, { device, as });
  party.answer();
  await log.next('legAnswered', as);
  await bench.until(`${device} is up`, () => party.phase === 'up');
  return { leg: as, party };
}

/** A caller from outside whom we have answered. */
export async function callerUp(bench: AdapterBench, log: SignalLog): Promise<UpLeg> {
  const party = bench.far.outsider(CALLER);
  party.call(COMPANY);
  const { leg: arrived } = await log.next('callArrived');
  log.port.perform({ type: 'answer', leg: arrived });
  await bench.until('the caller is up', () => party.phase === 'up');
  return { leg: arrived, party };
}

/** Waits until a party hears just that. */
export async function untilHears(bench: AdapterBench, party: FarParty, expected: FarHears): Promise<void> {
  let heard: FarHears = await party.hears();
  for (let waited = 0; heard !== expected; waited += ASK_EVERY_MS) {
    if (waited > PATIENCE_MS) throw new KitFailure(`a party that should hear ${expected} hears ${heard}`);
    await bench.pass(ASK_EVERY_MS);
    heard = await party.hears();
  }
}

/** All that a party hears until the condition holds, in order; silence is left out, and what goes on is told once. */
export async function heardUntil(bench: AdapterBench, party: FarParty, condition: () => boolean) {
  const heard: FarHears[] = [];
  for (let waited = 0; !condition(); waited += ASK_EVERY_MS) {
    if (waited > PATIENCE_MS) throw new KitFailure(`what should end goes on; heard so far: ${heard.join(', ')}`);
    const now = await party.hears();
    if (now !== 'nothing' && now !== heard.at(-1)) heard.push(now);
    await bench.pass(ASK_EVERY_MS);
  }
  return heard;
}

/** Which plays were told as played to a leg, in order. */
export const playedOf = (log: SignalLog, of: LegId): readonly PlayId[] =>
  log.of('played').flatMap((signal) => (signal.leg === of ? [signal.play] : []));

/** Checks that two parties hear each other, or that neither hears the other. */
export async function expectTalk(bench: AdapterBench, [one, other]: readonly [UpLeg, UpLeg], talk: boolean) {
  const rule = talk ? 'hears' : 'does not hear';
  for (const [listener, speaker] of [
    [one, other],
    [other, one],
  ] as const) {
    const hears = await bench.far.hears(listener.party, speaker.party);
    expectThat(hears === talk, `${listener.leg} ${rule} ${speaker.leg}`);
  }
}

/** Checks that exactly these legs live. */
export const expectLive = (log: SignalLog, legs: readonly LegId[]): void =>
  expectSame([...log.port.legs()].sort(), [...legs].sort(), 'live legs');
