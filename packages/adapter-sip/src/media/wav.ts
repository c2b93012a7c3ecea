import { fromLinear, transcode } from './g711.ts';

/** A-law samples at 8 kHz, or a sentence that says what is wrong with the file. */
export type WavResult =
  | { readonly ok: true; readonly samples: Uint8Array }
  | { readonly ok: false; readonly why: string };

interface WavFormat {
  readonly code: number;
  readonly channels: number;
  readonly rateHz: number;
  readonly bits: number;
}

const RIGHT = 'right is mono at 8000 Hz as 16-bit PCM, A-law or µ-law';
const PCM = 1;
const ALAW = 6;
const MULAW = 7;
const EXTENSIBLE = 0xfffe;
const FORMAT_NAMES: ReadonlyMap<number, string> = new Map([
  [PCM, 'PCM'],
  [2, 'Microsoft ADPCM'],
  [3, 'floating point'],
  [ALAW, 'A-law'],
  [MULAW, 'µ-law'],
  [17, 'IMA ADPCM'],
  [49, 'GSM'],
  [85, 'MP3'],
]);

const fail = (why: string): WavResult => ({ ok: false, why: `${why}; ${RIGHT}` });

const tagAt = (view: DataView, offset: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(offset + index)));

/** The bytes of each chunk by its tag; of several with one tag, the first. A last chunk that is cut short counts as far as it goes. */
const chunksOf = (view: DataView): ReadonlyMap<string, DataView> => {
  const chunks = new Map<string, DataView>();
  let offset = 12;
  while (offset + 8 <= view.byteLength) {
    const tag = tagAt(view, offset);
    const stated = view.getUint32(offset + 4, true);
    const length = Math.min(stated, view.byteLength - offset - 8);
    if (!chunks.has(tag)) chunks.set(tag, new DataView(view.buffer, view.byteOffset + offset + 8, length));
    // Chunks are padded to an even length.
    offset += 8 + stated + (stated % 2);
  }
  return chunks;
};

const formatOf = (chunk: DataView): WavFormat => {
  const code = chunk.getUint16(0, true);
  // The extensible form names the real format in the first two bytes of its GUID.
  const isExtensible = code === EXTENSIBLE && chunk.byteLength >= 26;
  return {
    code: isExtensible ? chunk.getUint16(24, true) : code,
    channels: chunk.getUint16(2, true),
    rateHz: chunk.getUint32(4, true),
    bits: chunk.getUint16(14, true),
  };
};

const describe = (format: WavFormat): string => {
  const name = FORMAT_NAMES.get(format.code) ?? `format ${format.code}`;
  const channels = format.channels === 1 ? 'mono' : `${format.channels} channels`;
  return `found ${format.bits}-bit ${name}, ${channels}, ${format.rateHz} Hz`;
};

const samplesOf = (format: WavFormat, data: DataView): Uint8Array | undefined => {
  if (format.channels !== 1 || format.rateHz !== 8000) return undefined;
  if (format.code === PCM && format.bits === 16) {
    return Uint8Array.from({ length: data.byteLength >> 1 }, (_, index) =>
      fromLinear(data.getInt16(2 * index, true), 'PCMA'),
    );
  }
  if ((format.code !== ALAW && format.code !== MULAW) || format.bits !== 8) return undefined;
  const samples = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  transcode(samples, format.code === ALAW ? 'PCMA' : 'PCMU', 'PCMA');
  return samples;
};

/** Reads a WAV file's bytes into A-law samples. Never throws. */
export const readWav = (bytes: Uint8Array): WavResult => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 12 || tagAt(view, 0) !== 'RIFF' || tagAt(view, 8) !== 'WAVE') return fail('not a WAV file');
  const chunks = chunksOf(view);
  const formatChunk = chunks.get('fmt ');
  const data = chunks.get('data');
  if (formatChunk === undefined || formatChunk.byteLength < 16) return fail('the WAV file has no format chunk');
  if (data === undefined) return fail('the WAV file has no data chunk');
  const format = formatOf(formatChunk);
  const samples = samplesOf(format, data);
  return samples === undefined ? fail(describe(format)) : { ok: true, samples };
};
