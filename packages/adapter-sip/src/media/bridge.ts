import type { MediaLeg, PacketSink } from './media-leg.ts';

/** Two legs that hear each other. */
export interface Bridge {
  /** Ends the relay in both directions; a leg that another bridge has taken since is left alone. */
  readonly unbridge: () => void;
}

/**
 * Relays both directions between two legs: codec, payload types, hold and the continuity of each stream are the
 * receiving leg's affair. A bridge that either leg was in before relays nothing more, in neither direction.
 */
export const bridge = (a: MediaLeg, b: MediaLeg): Bridge => {
  // The bridge itself is the speaker: a later bridge between the same legs starts its streams anew, without a gap.
  const speaker = {};
  // A leg that has gone over to another bridge must not hear its old party as well.
  const fromA: PacketSink = (bytes, content) => {
    if (b.sink === fromB) b.relay(bytes, content, speaker);
  };
  const fromB: PacketSink = (bytes, content) => {
    if (a.sink === fromA) a.relay(bytes, content, speaker);
  };
  a.hearWith(fromA);
  b.hearWith(fromB);
  return {
    unbridge: () => {
      if (a.sink === fromA) a.hearWith(undefined);
      if (b.sink === fromB) b.hearWith(undefined);
    },
  };
};
