import type { CallId, ConferenceId, Event, LegId, UserId } from '@sentralbord/core';

/**
 * What calls are called in a scenario: those of the timetable by their names, and
 * those that the switchboard makes by what they are, the last one of each kind.
 */
export class CallNames {
  private readonly calls = new Map<string, CallId>();
  private readonly names = new Map<CallId, string>();
  private readonly nameOfLeg: (leg: LegId) => string | undefined;
  private readonly meetings = new Map<UserId, ConferenceId>();

  /** `nameOfLeg`: the name of the call of the timetable that came on a leg. */
  constructor(nameOfLeg: (leg: LegId) => string | undefined) {
    this.nameOfLeg = nameOfLeg;
  }

  add(event: Event): void {
    switch (event.type) {
      case 'callArrived':
        this.give(event.call, this.nameOfLeg(event.leg));
        return;
      case 'consultationBegan':
        this.give(event.consultation, `consultation of ${this.nameOf(event.call)}`);
        return;
      case 'callPlaced':
        if (event.purpose.kind === 'callback') this.give(event.call, `callback to ${event.number}`);
        return;
      case 'participantInvited': {
        const { call, invitee } = event;
        if (invitee !== undefined) {
          this.give(call, `invitation of ${invitee.kind === 'user' ? invitee.user : invitee.number}`);
        }
        return;
      }
      case 'conferenceBegan':
        this.meetings.set(event.owner, event.conference);
    }
  }

  /** Undefined while there is no such call. */
  find(name: string): CallId | undefined {
    return this.calls.get(name);
  }

  /** The name of a call; its id when it has none. */
  nameOf(call: CallId): string {
    return this.names.get(call) ?? call;
  }

  /** Every call that has a name. */
  all(): readonly (readonly [string, CallId])[] {
    return [...this.calls];
  }

  /** The last meeting that somebody began. */
  meetingOf(owner: string): ConferenceId | undefined {
    // Users are known by their ids.
    return this.meetings.get(owner as UserId);
  }

  private give(call: CallId, name: string | undefined): void {
    if (name === undefined) return;
    this.calls.set(name, call);
    this.names.set(call, name);
  }
}
