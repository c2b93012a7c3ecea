import { type Bridge, bridge } from '../media/bridge.ts';
import { type MediaClock, systemMediaClock } from '../media/media-clock.ts';
import { MediaLeg } from '../media/media-leg.ts';
import { type PlayRequest, play } from '../media/player.ts';
import { PlayoutClock } from '../media/playout-clock.ts';
import { RtpPortPool } from '../media/rtp-port.ts';
import { ringingTone } from '../media/tones.ts';
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

/** Sounds to play, by name. */
export interface PlayedSounds {
  readonly names: readonly string[];
  /** A sound `welcome-nn` is played for `welcome` in `nn`. */
  readonly language?: string | undefined;
  readonly isLooped: boolean;
  readonly onPlayed: () => void;
}

/** The sound that takes the place of the generated ringing tone, where a folder has it. */
const RINGING = 'ringing';

/** Makes the media of legs, joins them, and plays to them. */
export class MediaService {
  private readonly options: MediaServiceOptions;
  private readonly clock: MediaClock;
  private readonly playout: PlayoutClock;
  private readonly ringing: readonly Uint8Array[];
  private readonly pools = new Map<4 | 6, { readonly address: string; readonly pool: RtpPortPool }>();

  constructor(options: MediaServiceOptions) {
    this.options = options;
    this.clock = options.clock ?? systemMediaClock;
    this.playout = new PlayoutClock(this.clock);
    const given = options.sounds.get(RINGING);
    this.ringing = given === undefined ? ringingTone() : [given];
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

  /** Lets two legs hear each other, and nothing that played to them; ended by the bridge that is returned. */
  join(a: LegMedia, b: LegMedia): Bridge {
    a.leg.silence();
    b.leg.silence();
    return bridge(a.leg, b.leg);
  }

  /**
   * Plays sounds one after another, in place of what played before; a sound that
   * nobody knows takes no time. `onPlayed` follows at their end, at once when
   * there is nothing to play; never for a loop or when something else comes
   * between.
   */
  play(media: LegMedia, request: PlayedSounds): void {
    const { names, language, isLooped, onPlayed } = request;
    const known = this.options.sounds;
    const sounds = names
      .map((name) => known.get(`${name}-${language ?? ''}`) ?? known.get(name))
      .filter((samples) => samples !== undefined);
    media.leg.silence();
    if (sounds.length > 0) this.start(media, { sounds, isLooped, onFinished: onPlayed });
    else if (!isLooped) onPlayed();
  }

  /** Plays the ringing tone until something else is asked for: the sound `ringing`, else a generated one. */
  ring(media: LegMedia): void {
    this.start(media, { sounds: this.ringing, isLooped: true });
  }

  /** Stops what plays; nothing is told of it. */
  stop(media: LegMedia): void {
    media.leg.silence();
  }

  /** Pairs of ports in use now; zero at rest. */
  get portsInUse(): number {
    return [...this.pools.values()].reduce((sum, { pool }) => sum + pool.inUse, 0);
  }

  private start(media: LegMedia, request: Pick<PlayRequest, 'sounds' | 'isLooped' | 'onFinished'>): void {
    play({ leg: media.leg, clock: this.playout, ...request });
  }

  private sessionId(): string {
    const bytes = this.options.random(4);
    return String(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0));
  }
}
