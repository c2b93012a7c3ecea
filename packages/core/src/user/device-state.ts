import { driveCall } from '../call/call-machine.ts';
import { must } from '../kernel/assert.ts';
import { type Context, emit } from '../kernel/context.ts';
import { releaseLeg } from '../leg/end-leg.ts';
import type { Signal } from '../port/telephony.ts';
import { driveAvailability } from './claim.ts';

type DeviceState = Extract<Signal, { readonly type: 'deviceState' }>;

/** A device can be reached, or no longer: what rings on it is withdrawn at once, a talk goes on. */
export function changeDeviceState(context: Context, { device, isReachable }: DeviceState): void {
  const { state } = context;
  const user = state.company.userOfDevice.get(device);
  if (user === undefined || state.reachableDevices.has(device) === isReachable) {
    const why = user === undefined ? `no user has ${device.slice(0, 40)}` : 'it was so already';
    context.ignored.push({ signal: 'deviceState', leg: undefined, why });
    return;
  }
  emit(context, { type: 'deviceStateChanged', device, isReachable });
  driveAvailability(context, user, isReachable ? 'deviceReachable' : 'deviceUnreachable');
  if (isReachable) return;
  for (const id of must(state.users.get(user), user).legs) {
    const leg = must(state.legs.get(id), id);
    if (leg.offer === undefined || leg.party.kind !== 'device' || leg.party.device !== device) continue;
    releaseLeg(context, id, 'cancelled');
    driveCall(context, leg.call, 'calleeRefused', { offer: leg.offer, user, cause: 'unreachable' });
  }
}
