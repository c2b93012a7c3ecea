import { byId } from '../kernel/ids.ts';
import type { Input } from '../kernel/input.ts';
import { type StepOutput, step } from '../kernel/step.ts';
import type { Instant } from '../kernel/time.ts';
import type { Planned } from './agenda.ts';
import { beginAgain, endAgain } from './episode-again.ts';
import { hearAgain } from './hear-again.ts';
import { ringAgain } from './ring-again.ts';
import type { RunLog } from './run-log.ts';
import type { Scene } from './scene.ts';
import type { Mark } from './story.ts';

/** How long after the end of the stream calls may still end that had ended in it. */
const LONGER_MS = 4 * 3_600_000;

/** The day again: the engine decides anew, and people and the network do what the book says. */
export class Rerun {
  private readonly scene: Scene;
  private readonly log: RunLog;
  private now: Instant;

  constructor(scene: Scene, log: RunLog, at: Instant) {
    this.scene = scene;
    this.log = log;
    this.now = at;
    for (const rung of scene.story.ringing()) ringAgain(scene, rung, at);
    for (const id of [...scene.story.state.calls.keys()].sort(byId)) {
      const heard = scene.story.heardBy(id);
      if (heard !== undefined) hearAgain(scene, heard);
      const episode = scene.story.episodes.of(id);
      if (episode !== undefined) beginAgain(scene, episode);
    }
  }

  /** Runs to an instant, and on until every call has ended that had ended by then in the stream. Gives the last instant. */
  runUntil(until: Instant): Instant {
    for (;;) {
      const planned = this.scene.agenda.next();
      const due = this.scene.story.state.timers.next()?.due;
      const at = Math.min(planned?.at ?? Infinity, due ?? Infinity);
      if (at === Infinity || (at > until && !this.isLate(until, at))) break;
      this.now = at;
      // Timers fire before anything else at their instant, as in any step.
      if (due !== undefined && due <= at) this.apply({ type: 'tick', at });
      else this.doNext();
    }
    return Math.max(this.now, until);
  }

  private isLate(until: Instant, at: Instant): boolean {
    const { story, book } = this.scene;
    if (at > until + LONGER_MS) return false;
    for (const { id } of story.state.calls.values()) if (book.ended.has(story.names.calls.nameOf(id))) return true;
    return false;
  }

  private doNext(): void {
    const planned: Planned | undefined = this.scene.agenda.take();
    const input = planned?.make();
    if (input === undefined) return;
    const { reply } = this.apply(input);
    planned?.replied?.(reply);
  }

  private apply(input: Input): StepOutput {
    const { story } = this.scene;
    const output = step(story.state, input);
    this.log.note(output.events);
    for (const mark of story.follow(output.events, input.at)) this.react(mark);
    return output;
  }

  private react(mark: Mark): void {
    switch (mark.type) {
      case 'legRung':
        ringAgain(this.scene, mark.rung, mark.at);
        return;
      case 'soundBegan':
        hearAgain(this.scene, mark.heard);
        return;
      case 'episodeBegan':
        beginAgain(this.scene, mark.episode);
        return;
      case 'episodeOver':
        endAgain(this.scene, mark);
        return;
      default:
    }
  }
}
