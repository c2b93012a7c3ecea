import type { Event } from '../../src/kernel/event.ts';
import type { LegId, UserId } from '../../src/kernel/ids.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import type { Action } from '../../src/port/telephony.ts';

/**
 * How long each user heard somebody, by what was asked of the network alone:
 * bridges and rooms of their legs, from one step to the next. In ms.
 */
export function bridgedMs(outputs: readonly StepOutput[], userOf: (device: string) => UserId | undefined) {
  const total = new Map<UserId, number>();
  const owner = new Map<LegId, UserId>();
  const partner = new Map<LegId, LegId>();
  const inRoom = new Set<LegId>();
  let now = 0;
  const pass = (at: number): void => {
    for (const leg of new Set([...partner.keys(), ...inRoom])) {
      const user = owner.get(leg);
      if (user !== undefined) total.set(user, (total.get(user) ?? 0) + at - now);
    }
    now = at;
  };
  const part = (leg: LegId): void => {
    const other = partner.get(leg);
    partner.delete(leg);
    if (other !== undefined) partner.delete(other);
    inRoom.delete(leg);
  };
  const obey = (action: Action): void => {
    switch (action.type) {
      case 'bridge':
        part(action.a);
        part(action.b);
        partner.set(action.a, action.b);
        partner.set(action.b, action.a);
        return;
      case 'unbridge':
        part(action.a);
        part(action.b);
        return;
      case 'joinRoom':
        part(action.leg);
        inRoom.add(action.leg);
        return;
      case 'leaveRoom':
      case 'hangUp':
      case 'reject':
        part(action.leg);
    }
  };
  for (const { events, actions } of outputs) {
    const at = events[0]?.at;
    if (at !== undefined) pass(at);
    for (const event of events) note(event, owner, userOf);
    for (const action of actions) obey(action);
    for (const event of events) if (event.type === 'legEnded') part(event.leg);
  }
  return total;
}

function note(event: Event, owner: Map<LegId, UserId>, userOf: (device: string) => UserId | undefined): void {
  if (event.type === 'callArrived' || event.type === 'legStarted') {
    if (event.party.kind === 'device') owner.set(event.leg, event.party.user);
  }
  if (event.type === 'callPlaced' && event.to.kind === 'device') {
    const user = userOf(event.to.device);
    if (user !== undefined) owner.set(event.leg, user);
  }
}
