import { must } from '../kernel/assert.ts';
import type { LegId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { reasons } from './account.ts';
import { LAST } from './agenda.ts';
import type { Scene } from './scene.ts';
import type { Heard } from './story.ts';

/** A caller hears sounds: they last as long as they did, and the caller presses the keys that were pressed then. */
export function hearAgain(scene: Scene, heard: Heard): void {
  if (!heard.isLooped) planEnd(scene, heard);
  const { story, agenda, account } = scene;
  for (const { afterMs, order, does: digit } of scene.book.keys.get(heard.name) ?? []) {
    const at = heard.since + afterMs;
    const make = () => {
      if (story.heardBy(heard.call) !== heard) {
        account.drop(order, reasons.otherSound);
        return undefined;
      }
      account.reused(order);
      return { type: 'signal', at, signal: { type: 'digit', leg: callerLeg(scene, heard), digit } } as const;
    };
    agenda.plan({ at, order, make });
  }
}

function planEnd(scene: Scene, heard: Heard): void {
  const { story, agenda, account, book } = scene;
  const known = book.played.get(heard.name);
  const at = heard.since + (known?.afterMs ?? lengthMs(scene, heard));
  const make = () => {
    if (story.heardBy(heard.call) !== heard) return undefined;
    if (known === undefined) account.estimated('sound');
    return playedAt(scene, heard, at);
  };
  agenda.plan({ at, order: known?.order ?? LAST, make });
}

/** Longer than this caller has heard it without its end. */
function lengthMs({ guesses, book }: Scene, { name, sounds }: Heard): number {
  const lastsMs = guesses.sounds.lengthMs(sounds);
  const cutMs = book.cut.get(name);
  return cutMs === undefined ? lastsMs : Math.max(lastsMs, cutMs + 1);
}

const playedAt = (scene: Scene, heard: Heard, at: Instant) =>
  ({ type: 'signal', at, signal: { type: 'played', leg: callerLeg(scene, heard), play: heard.play } }) as const;

const callerLeg = ({ story }: Scene, { call }: Heard): LegId => must(story.state.calls.get(call), call).callerLeg;
