import {
  type Agreed,
  addressFault,
  agree,
  chooseCodec,
  isUsableAudio,
  ourFormat,
  receives,
  type SdpFault,
  sends,
  telephoneEventOf,
} from './agreement.ts';
import { type Direction, type MediaLine, readDescription } from './description.ts';
import { isUnspecified } from './media-address.ts';
import {
  type Codec,
  type WrittenAudio,
  type WrittenDescription,
  type WrittenFormat,
  type WrittenRejection,
  writeDescription,
  writeNextDescription,
} from './write-description.ts';

/** Our side of one session's audio. */
export interface LocalMedia {
  /** IP literal on which we receive. */
  readonly address: string;
  /** RTP port on which we receive. */
  readonly port: number;
  /** Digits that stay the same for the whole dialog (`o=`). */
  readonly sessionId: string;
  /** Version of `o=` for the first description; with `previous` it is counted from there. */
  readonly version: number;
  /** Codecs that we take, best first. */
  readonly codecs: readonly Codec[];
  readonly direction: Direction;
  /** Our last description in this dialog, when there is one: it fixes order of lines and numbers (RFC 3264 section 8). */
  readonly previous?: string;
}

/** An answer with what was agreed, or why none is possible. */
export type AnswerResult =
  | { readonly ok: true; readonly answer: string; readonly agreed: Agreed }
  | { readonly ok: false; readonly why: SdpFault };

/** What a received answer agrees on, or why it cannot be used. */
export type AgreedResult =
  | { readonly ok: true; readonly agreed: Agreed }
  | { readonly ok: false; readonly why: SdpFault };

const PAYLOAD_TYPES = { PCMU: 0, PCMA: 8 } as const satisfies Record<Codec, number>;
const TELEPHONE_EVENT_PAYLOAD_TYPE = 101;

const write = (local: LocalMedia, media: WrittenDescription['media']): string => {
  const description = { address: local.address, sessionId: local.sessionId, media };
  if (local.previous === undefined) return writeDescription(description, local.version);
  return writeNextDescription(description, local.previous);
};

const reject = (line: MediaLine): WrittenRejection => ({
  kind: 'rejected',
  type: line.type,
  protocol: line.protocol,
  formatToken: line.formatTokens[0] ?? '0',
});

const offeredFormats = (local: LocalMedia, previous: MediaLine | undefined): readonly WrittenFormat[] => {
  const known = previous?.formats.map(ourFormat) ?? [];
  // A number keeps its meaning for the whole session (RFC 3264 section 8.3.2), so earlier ones are reused.
  const numberOf = (encoding: Codec | 'telephone-event', otherwise: number): number =>
    known.find((format) => format?.encoding === encoding)?.payloadType ?? otherwise;
  return [
    ...local.codecs.map((codec) => ({ payloadType: numberOf(codec, PAYLOAD_TYPES[codec]), encoding: codec })),
    { payloadType: numberOf('telephone-event', TELEPHONE_EVENT_PAYLOAD_TYPE), encoding: 'telephone-event' },
  ];
};

/** Writes an offer of our codecs and telephone events; a re-offer when `local.previous` is given. */
export const makeOffer = (local: LocalMedia): string => {
  const before = local.previous === undefined ? undefined : readDescription(local.previous);
  const lines = before?.ok === true ? before.media : [];
  const audioAt = lines.findIndex(isUsableAudio);
  const audio: WrittenAudio = {
    kind: 'audio',
    port: local.port,
    protocol: lines[audioAt]?.protocol ?? 'RTP/AVP',
    formats: offeredFormats(local, lines[audioAt]),
    direction: local.direction,
  };
  if (audioAt < 0) return write(local, [...lines.map(reject), audio]);
  return write(
    local,
    lines.map((line, index) => (index === audioAt ? audio : reject(line))),
  );
};

const DIRECTIONS = {
  true: { true: 'sendrecv', false: 'sendonly' },
  false: { true: 'recvonly', false: 'inactive' },
} as const satisfies Record<string, Record<string, Direction>>;

/** Our direction towards an offer: what we want, as far as the offer lets us (RFC 3264 section 6.1). */
const answerDirection = (line: MediaLine, wanted: Direction): Direction => {
  const weSend = sends(wanted) && receives(line.direction) && !isUnspecified(line.address ?? '');
  const weReceive = receives(wanted) && sends(line.direction);
  return DIRECTIONS[`${weSend}`][`${weReceive}`];
};

/** Answers an offer with one audio line and one codec; every other line is refused with port 0. Never throws. */
export const answerOffer = (offerText: string, local: LocalMedia): AnswerResult => {
  const offer = readDescription(offerText);
  if (!offer.ok) return offer;
  const usable = offer.media.filter(isUsableAudio);
  const line = usable.find((candidate) => chooseCodec(candidate, local.codecs) !== undefined);
  if (line === undefined) return { ok: false, why: usable.length === 0 ? 'noAudio' : 'noCommonCodec' };
  const chosen = chooseCodec(line, local.codecs);
  if (chosen === undefined) return { ok: false, why: 'noCommonCodec' };
  const fault = addressFault(line, local.address);
  if (fault !== undefined) return { ok: false, why: fault };
  const event = telephoneEventOf(line);
  const formats: readonly WrittenFormat[] = [
    { payloadType: chosen.payloadType, encoding: chosen.codec },
    ...(event === undefined ? [] : [event]),
  ];
  const audio: WrittenAudio = {
    kind: 'audio',
    port: local.port,
    protocol: line.protocol,
    formats,
    direction: answerDirection(line, local.direction),
  };
  const answer = write(
    local,
    offer.media.map((candidate) => (candidate === line ? audio : reject(candidate))),
  );
  return { ok: true, answer, agreed: agree(line, chosen, formats) };
};

/** What the remote may send: its own numbers and the ones that we offered for the same encodings. */
const receivedFormats = (answered: MediaLine, offered: MediaLine): readonly WrittenFormat[] => {
  const theirs = answered.formats.map(ourFormat).filter((format) => format !== undefined);
  const encodings = new Set(theirs.map((format) => format.encoding));
  const ours = offered.formats
    .map(ourFormat)
    .filter((format) => format !== undefined)
    .filter((format) => encodings.has(format.encoding));
  const numbers = new Set(ours.map((format) => format.payloadType));
  return [...ours, ...theirs.filter((format) => !numbers.has(format.payloadType))];
};

/** Reads the answer to `ourOffer`. Never throws. */
export const readAnswer = (answerText: string, ourOffer: string): AgreedResult => {
  const answer = readDescription(answerText);
  if (!answer.ok) return answer;
  const offer = readDescription(ourOffer);
  if (!offer.ok) return offer;
  if (answer.media.length !== offer.media.length) return { ok: false, why: 'malformed' };
  const audioAt = offer.media.findIndex(isUsableAudio);
  const offered = offer.media[audioAt];
  const answered = answer.media[audioAt];
  if (offered === undefined || answered === undefined) return { ok: false, why: 'noAudio' };
  if (!isUsableAudio(answered)) return { ok: false, why: 'noAudio' };
  const codecs = offered.formats
    .map((format) => ourFormat(format)?.encoding)
    .filter((encoding) => encoding === 'PCMA' || encoding === 'PCMU');
  const chosen = chooseCodec(answered, codecs);
  if (chosen === undefined) return { ok: false, why: 'noCommonCodec' };
  const fault = addressFault(answered, offered.address ?? '');
  if (fault !== undefined) return { ok: false, why: fault };
  return { ok: true, agreed: agree(answered, chosen, receivedFormats(answered, offered)) };
};
