import { type Action, arrivedLegId, type LegId, limits, type Signal } from '@sentralbord/core';

type AddressedSignal = Extract<Signal, { readonly leg: LegId }>;
type PlayId = Extract<Action, { readonly type: 'play' }>['play'];
type RecordingId = Extract<Action, { readonly type: 'record' }>['recording'];
type RoomId = Extract<Action, { readonly type: 'joinRoom' }>['room'];
type RoomRole = Extract<Action, { readonly type: 'joinRoom' }>['role'];

const ARRIVED = arrivedLegId('');

/** Whether the network chose the id: such a leg has one name on both sides, and is some company's by a table. */
export const isArrived = (leg: LegId): boolean => leg.startsWith(ARRIVED) && leg.length <= limits.legIdLength;

/**
 * The names that one company's legs, plays, recordings and rooms have towards
 * the shared network: `l7` of the company `acme` is `l7.acme` there. What the
 * engine makes has no dot, so the names of two companies are never the same.
 */
export class OuterNames {
  private readonly ending: string;

  constructor(name: string) {
    this.ending = `.${name}`;
  }

  leg(leg: LegId): LegId {
    return isArrived(leg) ? leg : (this.outer(leg) as LegId);
  }

  /** The company's own name of a leg; undefined when it is not one of the company's. */
  innerLeg(leg: LegId): LegId | undefined {
    return isArrived(leg) ? leg : (this.inner(leg) as LegId | undefined);
  }

  /** What the company asks, as the network is to hear it. */
  action(action: Action): Action {
    switch (action.type) {
      case 'bridge':
      case 'unbridge':
        return { ...action, a: this.leg(action.a), b: this.leg(action.b) };
      case 'play':
        return { ...action, leg: this.leg(action.leg), play: this.outer(action.play) as PlayId };
      case 'record':
      case 'stopRecording':
        return { ...action, leg: this.leg(action.leg), recording: this.outer(action.recording) as RecordingId };
      case 'joinRoom':
      case 'setRole':
        return { ...action, leg: this.leg(action.leg), room: this.room(action.room), role: this.role(action.role) };
      case 'leaveRoom':
        return { ...action, leg: this.leg(action.leg), room: this.room(action.room) };
      case 'startLeg':
      case 'ring':
      case 'answer':
      case 'reject':
      case 'hangUp':
      case 'stopPlaying':
      case 'sendDigits':
      case 'showParty':
        return { ...action, leg: this.leg(action.leg) };
    }
  }

  /** What the network tells, as the company is to hear it; undefined when it names something of somebody else. */
  signal(signal: AddressedSignal): Signal | undefined {
    const leg = this.innerLeg(signal.leg);
    if (leg === undefined) return undefined;
    if (signal.type === 'played') {
      const play = this.inner(signal.play);
      return play === undefined ? undefined : { ...signal, leg, play: play as PlayId };
    }
    if (signal.type === 'recorded') {
      const recording = this.inner(signal.recording);
      return recording === undefined ? undefined : { ...signal, leg, recording: recording as RecordingId };
    }
    if (signal.type === 'transferRequested' && signal.attended !== undefined) {
      const attended = this.innerLeg(signal.attended);
      return attended === undefined ? undefined : { ...signal, leg, attended };
    }
    return { ...signal, leg };
  }

  private room(room: RoomId): RoomId {
    return this.outer(room) as RoomId;
  }

  private role(role: RoomRole): RoomRole {
    return role.kind === 'whispers' ? { ...role, to: this.leg(role.to) } : role;
  }

  private outer(id: string): string {
    return `${id}${this.ending}`;
  }

  private inner(id: string): string | undefined {
    return id.endsWith(this.ending) ? id.slice(0, -this.ending.length) : undefined;
  }
}

/** The name of the company in the network's name of something it made; undefined when there is none. */
export function companyIn(outer: string): string | undefined {
  const dot = outer.indexOf('.');
  return dot === -1 ? undefined : outer.slice(dot + 1);
}

/** Every leg that an action names. */
export function legsOf(action: Action): readonly LegId[] {
  if (action.type === 'bridge' || action.type === 'unbridge') return [action.a, action.b];
  if (action.type !== 'joinRoom' && action.type !== 'setRole') return [action.leg];
  return action.role.kind === 'whispers' ? [action.leg, action.role.to] : [action.leg];
}
