import type { Input } from '../kernel/input.ts';
import type { Instant } from '../kernel/time.ts';
import { LAST } from './agenda.ts';
import type { Reaction } from './book.ts';
import type { Scene } from './scene.ts';
import type { Rung } from './story.ts';

/** A phone rings: it does what it did for the same caller, else what its user does most often. */
export function ringAgain(scene: Scene, rung: Rung, at: Instant): void {
  const booked = scene.book.rings.get(rung.name);
  if (booked === undefined) {
    ringAnew(scene, rung, at);
    return;
  }
  for (const { afterMs, order, does } of booked.reactions) {
    scene.agenda.plan({ at: at + afterMs, order, make: () => reaction(scene, rung, { at: at + afterMs, does }) });
  }
  const hasDecided = booked.reactions.some(({ does }) => does.type !== 'legRinging');
  if (hasDecided || booked.rangMs === undefined) return;
  // It was stopped, and may ring on now: who would have answered by then was not there.
  const answerMs = scene.guesses.rings.answerAfter(booked);
  if (answerMs !== undefined && answerMs > booked.rangMs) planAnswer(scene, rung, at + answerMs);
}

function ringAnew(scene: Scene, rung: Rung, at: Instant): void {
  const { story, guesses, account, agenda } = scene;
  const plan = (afterMs: number, does: Reaction) =>
    agenda.plan({ at: at + afterMs, order: LAST, make: () => reaction(scene, rung, { at: at + afterMs, does }) });
  const leg = story.state.legs.get(rung.leg);
  if (leg?.party.kind === 'device' && !story.state.reachableDevices.has(leg.party.device)) {
    plan(0, { type: 'legEnded', leg: rung.leg, cause: 'unreachable' });
    return;
  }
  const ringingMs = guesses.rings.ringingAfter(rung);
  if (ringingMs !== undefined) plan(ringingMs, { type: 'legRinging', leg: rung.leg });
  const answerMs = guesses.rings.answerAfter(rung);
  if (answerMs === undefined) account.estimated('no answer');
  else planAnswer(scene, rung, at + answerMs);
}

function planAnswer(scene: Scene, rung: Rung, at: Instant): void {
  const make = () => {
    const input = reaction(scene, rung, { at, does: { type: 'legAnswered', leg: rung.leg } });
    if (input !== undefined) scene.account.estimated('answer');
    return input;
  };
  scene.agenda.plan({ at, order: LAST, make });
}

/** What a phone tells, while it has not been answered and is not over. */
function reaction(
  { story }: Scene,
  { leg: id }: Rung,
  { at, does }: { readonly at: Instant; readonly does: Reaction },
): Input | undefined {
  const phase = story.state.legs.get(id)?.phase;
  if (phase !== 'dialling' && phase !== 'ringing') return undefined;
  return { type: 'signal', at, signal: { ...does, leg: id } };
}
