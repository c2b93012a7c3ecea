import type { LegId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import { breach } from './breach.ts';
import type { Auditor, World } from './run.ts';

/** The network mirror: engine and network agree on the legs that live, on who hears whom, and on who hears anything. */
export class MirrorAuditor implements Auditor {
  afterStep(_input: Input, _output: StepOutput, world: World): void {
    const [asked] = world.network.breaches;
    if (asked !== undefined) breach('what an engine may ask', asked);
    checkLegs(world);
    checkTalks(world);
    checkSilence(world);
  }

  atRest({ network }: World): void {
    if (network.live.size > 0) breach('law 6', `${[...network.live.keys()].join()} live in the network`);
  }
}

function checkLegs({ state, network }: World): void {
  for (const leg of state.legs.keys()) {
    if (!network.live.has(leg) && !network.unheardEnds.has(leg)) breach('mirror', `${leg} is not in the network`);
  }
  for (const { id, isTold } of network.live.values()) {
    if (isTold && !state.legs.has(id)) breach('mirror', `${id} lives in the network, unknown to the engine`);
  }
}

function checkTalks({ state, network }: World): void {
  const expected = new Map<string, string>();
  for (const { hears, callerLeg } of state.calls.values()) {
    if (hears.kind !== 'party') continue;
    expected.set(callerLeg, hears.leg);
    expected.set(hears.leg, callerLeg);
  }
  for (const { id, bridgedTo } of network.live.values()) {
    const party = expected.get(id);
    // The other end is gone, of which the engine has not heard yet.
    if (bridgedTo === undefined && party !== undefined && !network.live.has(party as LegId)) continue;
    if (party !== bridgedTo) breach('law 3', `${id} hears ${bridgedTo}, not ${party}`);
  }
}

/** Law 7: a caller who is up hears somebody or something. */
function checkSilence({ state, network }: World): void {
  for (const { id, callerLeg, hears } of state.calls.values()) {
    const far = network.live.get(callerLeg);
    const isUp = state.legs.get(callerLeg)?.phase === 'up';
    const isSilent = far?.isUp === true && isUp && network.hears(callerLeg) === undefined;
    if (isSilent && hears.kind !== 'tone') breach('law 7', `${id} hears nothing`);
    if (isUp && far?.isUp === false) breach('mirror', `${callerLeg} is not up`);
  }
}
