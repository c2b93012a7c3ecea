import type { LegId, RoomId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import type { State } from '../../src/kernel/state.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import type { Leg } from '../../src/leg/leg.ts';
import { mayHearNothing } from '../../src/leg/silence.ts';
import { breach } from './breach.ts';
import type { Auditor, World } from './run.ts';

/** The network mirror: engine and network agree on the legs that live, on who hears whom, and on who hears anything. */
export class MirrorAuditor implements Auditor {
  afterStep(_input: Input, _output: StepOutput, world: World): void {
    const [asked] = world.network.breaches;
    if (asked !== undefined) breach('what an engine may ask', asked);
    checkLegs(world);
    checkTalks(world);
    checkRooms(world);
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

/** Who is in a room by the engine's books is so in the network, and nobody else. */
function checkRooms({ state, network }: World): void {
  const expected = new Map<LegId, RoomId>();
  for (const { at, callerLeg, hears } of state.calls.values()) {
    if (hears.kind !== 'room') continue;
    expected.set(callerLeg, hears.room);
    if (at.phase === 'connected') expected.set(at.leg, hears.room);
  }
  for (const { id, hears } of network.live.values()) {
    const room = hears?.kind === 'room' ? hears.room : undefined;
    if (expected.get(id) !== room) breach('mirror', `${id} is in ${room}, not ${expected.get(id)}`);
  }
}

/** Law 7: every leg that is up hears somebody or something, but for who keeps another on hold. */
function checkSilence({ state, network }: World): void {
  for (const leg of state.legs.values()) {
    const far = network.live.get(leg.id);
    if (leg.phase !== 'up' || far === undefined) continue;
    if (!far.isUp) breach('mirror', `${leg.id} is not up`);
    const isTone = state.calls.get(leg.call)?.hears.kind === 'tone' && leg.role === 'caller';
    const party = partyOf(state, leg);
    // The other end is gone, of which the engine has not heard yet.
    const isAlone = party !== undefined && !network.live.has(party);
    const isExcused = isTone || isAlone || mayHearNothing(state, leg);
    if (network.hears(leg.id) === undefined && !isExcused) breach('law 7', `${leg.id} of ${leg.call} hears nothing`);
  }
}

/** The leg that a leg is bridged with, by the engine's books. */
function partyOf({ calls }: State, { id }: Leg): LegId | undefined {
  for (const { hears, callerLeg } of calls.values()) {
    if (hears.kind !== 'party') continue;
    if (callerLeg === id) return hears.leg;
    if (hears.leg === id) return callerLeg;
  }
  return undefined;
}
