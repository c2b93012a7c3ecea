import type { ArrivedFrom, DeviceId, TrunkId } from '@sentralbord/core';
import type { CallPlan } from './sim-call.ts';

/** Where a call comes from, as the network tells it. */
export function arrivedFrom({ from, isWithheld = false, name }: CallPlan, trunk = 'trunk'): ArrivedFrom {
  if (typeof from !== 'string') return { kind: 'device', device: from.device as DeviceId };
  return {
    kind: 'trunk',
    trunk: trunk as TrunkId,
    ...(isWithheld ? {} : { number: from }),
    ...(name === undefined || isWithheld ? {} : { name }),
    isWithheld,
  };
}
