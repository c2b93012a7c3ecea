import { bridge } from '../media/bridge.ts';
import { type MediaClock, systemMediaClock } from '../media/media-clock.ts';
import { MediaLeg } from '../media/media-leg.ts';
import { play } from '../media/player.ts';
import { PlayoutClock } from '../media/playout-clock.ts';
import { RtpPortPool } from '../media/rtp-port.ts';
import { LegMedia } from './leg-media.ts';
import { addressFamily } from './sdp/media-address.ts';

/** Where media is received, and what is played. */
export interface MediaServiceOptions {
  /** IP literals that our descriptions name, at most one of each family. */
  readonly hosts: readonly string[];
  readonly portMin: number;
  readonly portMax: number;
  readonly sounds: ReadonlyMap<string, Uint8Array>;
  readonly random: (bytes: number) => Uint8Array;
  readonly clock?: MediaClock;
}

/** Makes the media of legs, joins them, and plays to them. */
export class MediaService {
  private readonly options: MediaServiceOptions;
  private readonly clock: MediaClock;
  private readonly playout: PlayoutClock;
  private readonly pools = new Map<4 | 6, { readonly address: string; readonly pool: RtpPortPool }>();

  constructor(options: MediaServiceOptions) {
    this.options = options;
    this.clock = options.clock ?? systemMediaClock;
    this.playout = new PlayoutClock(this.clock);
    for (const address of options.hosts) {
      const family = addressFamily(address);
      if (family === undefined || this.pools.has(family)) continue;
      const range = { address, firstPort: options.portMin, lastPort: options.portMax };
      this.pools.set(family, { address, pool: new RtpPortPool(range) });
    }
  }

  /** Media for one leg towards a party of that family; undefined when no port is free or the family is not served. */
  async open(family: 4 | 6 | undefined): Promise<LegMedia | undefined> {
    const served = (family === undefined ? undefined : this.pools.get(family)) ?? [...this.pools.values()][0];
    const allocation = await served?.pool.allocate();
    if (served === undefined || allocation?.ok !== true) return undefined;
    const leg = new MediaLeg({ port: allocation.port, clock: this.clock, random: this.options.random });
    return new LegMedia({ leg, address: served.address, sessionId: this.sessionId() });
  }

  /** Lets two legs hear each other. */
  join(a: LegMedia, b: LegMedia): void {
    bridge(a.leg, b.leg);
  }

  /** Plays a sound once; `onPlayed` follows at its end, or at once when nobody knows the sound. */
  play(media: LegMedia, sound: string, onPlayed: () => void): void {
    const samples = this.options.sounds.get(sound);
    if (samples === undefined) {
      onPlayed();
      return;
    }
    play({ leg: media.leg, clock: this.playout, sounds: [samples], isLooped: false, onFinished: onPlayed });
  }

  /** Pairs of ports in use now; zero at rest. */
  get portsInUse(): number {
    return [...this.pools.values()].reduce((sum, { pool }) => sum + pool.inUse, 0);
  }

  private sessionId(): string {
    const bytes = this.options.random(4);
    return String(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0));
  }
}
