import type { LegId, Signal } from '@sentralbord/core';
import type { ActionOf, PlayId, RecordingId, RoomId } from './port-types.ts';
import { SimNetwork, type SimNetworkOptions } from './sim-network.ts';

/** Names a leg. */
export const leg = (id: string): LegId => id as LegId;
/** Names one asking for sounds. */
export const play = (id: string): PlayId => id as PlayId;
/** Names a recording. */
export const recording = (id: string): RecordingId => id as RecordingId;
/** Names a room. */
export const room = (id: string): RoomId => id as RoomId;

/** A leg to one of the phones, as the switchboard asks for it. */
export function toPhone(id: string, device = 'anna-desk', more: Partial<ActionOf<'startLeg'>> = {}) {
  return {
    type: 'startLeg',
    leg: leg(id),
    to: { kind: 'device', device: device as never },
    shown: {},
    diversion: 'allowed',
    confirm: 'no',
    ...more,
  } as const satisfies ActionOf<'startLeg'>;
}

/** A network that has told which phones there are, and every signal since. */
export function started(options: SimNetworkOptions = {}) {
  const network = new SimNetwork({ phones: { 'anna-desk': { does: 'ignore' } }, ...options });
  const signals: Signal[] = [];
  network.start((signal) => signals.push(signal));
  network.clock.run();
  signals.length = 0;
  return { network, signals };
}

/** A caller who talks with a phone: `caller-1`, and l1 at anna-desk. */
export function talking(options: SimNetworkOptions = {}) {
  const { network, signals } = started(options);
  const caller = network.call({ as: 'caller-1', from: '+4799887766', to: '+4757828600' }).leg ?? leg('none');
  network.perform(toPhone('l1'));
  network.answer('anna-desk');
  network.clock.advance(100);
  network.perform({ type: 'answer', leg: caller });
  network.perform({ type: 'bridge', a: caller, b: leg('l1') });
  signals.length = 0;
  return { network, signals, caller };
}

/** A caller whom we have answered, and who hears nothing yet. */
export function answered(options: SimNetworkOptions & { readonly manners?: object } = {}) {
  const { network, signals } = started(options);
  const plan = { as: 'caller-1', from: '+4799887766', to: '+4757828600', ...options.manners };
  const caller = network.call(plan).leg ?? leg('none');
  network.clock.advance(0);
  network.perform({ type: 'answer', leg: caller });
  signals.length = 0;
  return { network, signals, caller };
}
