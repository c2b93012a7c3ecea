import type { Command } from '../command/command.ts';
import type { Input } from '../kernel/input.ts';
import { type StepOutput, step } from '../kernel/step.ts';
import type { Instant } from '../kernel/time.ts';
import type { Leg } from '../leg/leg.ts';
import type { LegSignal } from '../leg/leg-machine.ts';
import type { Signal } from '../port/telephony.ts';
import { addTo, type Book, type Doing, type Side } from './book.ts';
import { BookKeeper } from './book-keeper.ts';
import type { RunLog } from './run-log.ts';
import type { SoundLengths } from './sound-lengths.ts';
import type { Story } from './story.ts';

interface When {
  readonly at: Instant;
  readonly order: number;
}

/** Books an input that has had its effect. */
type Note = (output: StepOutput) => void;

/** Runs a saved stream as it was, and books what people and the network did in it. */
export class Observer {
  private readonly story: Story;
  private readonly log: RunLog;
  private readonly keeper: BookKeeper;

  constructor(story: Story, log: RunLog, beganAt: Instant) {
    this.story = story;
    this.log = log;
    this.keeper = new BookKeeper(story, beganAt);
  }

  /** What has been seen. */
  get book(): Book {
    return this.keeper.book;
  }

  /** How long sounds lasted. */
  get sounds(): SoundLengths {
    return this.keeper.sounds;
  }

  /** Takes the next input of the stream; `order` is its place. Whether it, or the time until it, changed something. */
  take(input: Input, order: number): boolean {
    const hasPassed = this.letTimePass(input);
    const note = this.noteFor(input, { at: input.at, order });
    const output = this.step(input);
    // What was refused or ignored has changed nothing.
    if (output.reply.ok && output.ignored.length === 0) note?.(output);
    this.follow(output, input.at);
    return hasPassed || output.events.length > 0;
  }

  /** The stream is over. */
  close(at: Instant): void {
    this.keeper.close(at);
  }

  /**
   * Timers fire one instant at a time, so that every step is of one instant: the
   * same for the engine. At a restart they fire in its own step, as they did: it
   * does not lose what they have just begun.
   */
  private letTimePass(input: Input): boolean {
    if (input.type === 'signal' && input.signal.type === 'networkRestarted') return false;
    const { timers } = this.story.state;
    let hasPassed = false;
    for (let due = timers.next()?.due; due !== undefined && due <= input.at; due = timers.next()?.due) {
      this.follow(this.step({ type: 'tick', at: due }), due);
      hasPassed = true;
    }
    return hasPassed;
  }

  private step(input: Input): StepOutput {
    const output = step(this.story.state, input);
    this.log.note(output.events);
    return output;
  }

  private follow({ events }: StepOutput, at: Instant): void {
    const marks = this.story.follow(events, at);
    for (const event of events) {
      if (event.type === 'callEnded') this.book.ended.add(this.story.names.calls.nameOf(event.call));
    }
    for (const mark of marks) this.keeper.mark(mark);
  }

  /** Looks at what an input is about, before it changes that. */
  private noteFor(input: Input, when: When): Note | undefined {
    if (input.type === 'tick') return undefined;
    if (input.type === 'command') return this.noteForCommand(input.command, when);
    const { signal } = input;
    switch (signal.type) {
      case 'callArrived':
        return this.noteForArrival(signal, when);
      case 'deviceState':
        return () => this.book.absolute.push({ type: 'signal', ...when, signal });
      case 'networkRestarted':
        return (output) => this.noteRestart(signal, output, when);
      default:
        return this.noteForLeg(signal, when);
    }
  }

  private noteForArrival(signal: Extract<Signal, { type: 'callArrived' }>, when: When): Note {
    const { from } = signal;
    if (from.kind === 'trunk') return () => this.book.absolute.push({ type: 'signal', ...when, signal });
    const { state } = this.story;
    const user = state.company.userOfDevice.get(from.device);
    const hadCall = user !== undefined && state.users.get(user)?.availability === 'busy';
    return () => {
      this.book.absolute.push({ type: 'dial', ...when, signal, device: from.device, hadCall });
      this.book.owed.set(when.order, 'call from a phone');
    };
  }

  private noteRestart(
    { liveLegs }: Extract<Signal, { type: 'networkRestarted' }>,
    { events }: StepOutput,
    when: When,
  ): void {
    const { names, state } = this.story;
    const lost = new Set<string>();
    for (const event of events) {
      if (event.type === 'legEnded' && event.by === 'network') lost.add(names.legs.nameOf(event.leg));
    }
    const unknown = liveLegs.filter((leg) => !state.legs.has(leg));
    this.book.absolute.push({ type: 'restart', ...when, lost, unknown });
  }

  private noteForLeg(signal: LegSignal, when: When): Note | undefined {
    const leg = this.story.state.legs.get(signal.leg);
    if (leg === undefined) return undefined;
    if (leg.phase === 'dialling' || leg.phase === 'ringing') return () => this.noteReaction(leg, signal, when);
    switch (signal.type) {
      case 'played': {
        const heard = this.story.heardBy(leg.call);
        return () => heard !== undefined && this.keeper.heardOut(heard, when.at, when.order);
      }
      case 'digit':
        return this.noteForKey(leg, signal.digit, when);
      case 'legEnded':
        return this.noteForDeed(leg.call, { type: 'hangUp', side: sideOf(leg), cause: signal.cause }, when);
      case 'recorded':
        return this.noteForDeed(leg.call, { type: 'recorded', durationMs: signal.durationMs }, when);
      case 'transferRequested': {
        const attended = signal.attended === undefined ? undefined : this.story.names.legs.nameOf(signal.attended);
        return this.noteForDeed(leg.call, { type: 'askTransfer', side: sideOf(leg), to: signal.to, attended }, when);
      }
      default:
        return undefined;
    }
  }

  private noteReaction(leg: Leg, signal: LegSignal, { at, order }: When): void {
    const ring = this.keeper.ring(leg.id);
    if (ring === undefined) return;
    if (signal.type !== 'legRinging' && signal.type !== 'legAnswered' && signal.type !== 'legEnded') return;
    ring.reactions.push({ afterMs: at - ring.beganAt, order, does: signal });
    if (signal.type === 'legEnded') ring.hasRefused = true;
    if (signal.type === 'legAnswered' && signal.by !== 'machine') this.keeper.answered(leg.id, at);
  }

  /** A key that is pressed while something is heard belongs to that. */
  private noteForKey(leg: Leg, digit: string, when: When): Note | undefined {
    const heard = leg.role === 'caller' ? this.story.heardBy(leg.call) : undefined;
    if (heard === undefined) return this.noteForDeed(leg.call, { type: 'press', side: sideOf(leg), digit }, when);
    return () => {
      addTo(this.book.keys, heard.name, { afterMs: when.at - heard.since, order: when.order, does: digit });
      this.book.owed.set(when.order, 'key');
    };
  }

  private noteForDeed(call: Leg['call'], does: Doing, { at, order }: When): Note | undefined {
    const episode = this.story.episodes.of(call);
    const booked = episode === undefined ? undefined : this.keeper.episode(episode);
    if (booked === undefined) return undefined;
    return () => {
      booked.deeds.push({ afterMs: at - booked.beganAt, order, does });
      const what = whatOf(does);
      if (what !== undefined) this.book.owed.set(order, what);
    };
  }

  private noteForCommand(command: Command, when: When): Note | undefined {
    const { names, state } = this.story;
    const call =
      'call' in command ? command.call : command.type === 'retrieve' ? state.slots.get(command.slot) : undefined;
    const booked = {
      command,
      call: call === undefined ? undefined : names.calls.nameOf(call),
      conference: 'conference' in command ? names.conferences.nameOf(command.conference) : undefined,
      callback: 'callback' in command ? names.callbacks.nameOf(command.callback) : undefined,
    };
    const does: Doing = { type: 'command', booked };
    if (call !== undefined) return this.noteForDeed(call, does, when);
    if (command.type === 'endWrapUp') return this.noteWrapUp(does, command.user, when);
    return () => {
      this.book.absolute.push({ type: 'command', ...when, booked });
      this.book.owed.set(when.order, `command ${command.type}`);
    };
  }

  /** The work after a call is done so long after the talk. */
  private noteWrapUp(does: Doing, user: Parameters<BookKeeper['lastTalkOf']>[0], { at, order }: When): Note {
    const talk = this.keeper.lastTalkOf(user);
    return () => {
      talk?.booked.after.push({ afterMs: at - talk.endedAt, order, does });
      this.book.owed.set(order, 'command endWrapUp');
    };
  }
}

const sideOf = ({ role }: Leg): Side => role;

/** What of a person's deeds has to be accounted for; hanging up needs no account, it is what ends every call. */
function whatOf(does: Doing): string | undefined {
  switch (does.type) {
    case 'hangUp':
      return undefined;
    case 'press':
      return 'key';
    case 'askTransfer':
      return 'transfer at a phone';
    case 'recorded':
      return 'message';
    case 'command':
      return `command ${does.booked.command.type}`;
  }
}
