export type { Cause } from '../port/cause.ts';
export type { Shown } from '../port/telephony.ts';
export { adapterKit, runKitCase } from './adapter-kit.ts';
export { KitFailure } from './expect.ts';
export type { AdapterBench, FarAbility, FarHears, FarParty, FarPhase, FarSide } from './far-side.ts';
export type { KitCase, KitResult, Need } from './kit-case.ts';
export { SignalLog } from './signal-log.ts';
