import { ALAW_SILENCE, fromLinear } from './g711.ts';

const SAMPLES_PER_MS = 8;
/** Peak of a sine at -18 dBFS RMS: speech level. */
const DEFAULT_PEAK = 5834;

/** A sine to generate. */
export interface ToneRequest {
  readonly frequencyHz: number;
  readonly ms: number;
  /** Largest linear value, of 32,767. 5834 when absent: -18 dBFS RMS. */
  readonly peak?: number;
}

/** A sine as A-law samples at 8 kHz. */
export const tone = ({ frequencyHz, ms, peak = DEFAULT_PEAK }: ToneRequest): Uint8Array => {
  const radians = (2 * Math.PI * frequencyHz) / (1000 * SAMPLES_PER_MS);
  return Uint8Array.from({ length: Math.round(ms * SAMPLES_PER_MS) }, (_, index) =>
    fromLinear(peak * Math.sin(radians * index), 'PCMA'),
  );
};

/** Silence as A-law samples at 8 kHz. */
export const silence = (ms: number): Uint8Array => new Uint8Array(Math.round(ms * SAMPLES_PER_MS)).fill(ALAW_SILENCE);

/** One round of the ringing tone that is heard in Norway: 425 Hz for 1 s, then silence for 4 s. */
export const ringingTone = (): readonly Uint8Array[] => [tone({ frequencyHz: 425, ms: 1_000 }), silence(4_000)];
