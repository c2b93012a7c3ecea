/// <reference path="./sdp-transform.d.ts" />
import { parse } from 'sdp-transform';

/** Which way media flows, seen from the one who wrote the description (RFC 3264 section 5.1). */
export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** One payload type of a media line with the encoding that it stands for. */
export interface MediaFormat {
  readonly payloadType: number;
  /** Upper-case encoding name, empty when it is unknown. */
  readonly encoding: string;
  readonly clockRateHz: number;
  readonly channels: number;
}

/** One `m=` line with the attributes that concern us. */
export interface MediaLine {
  readonly type: string;
  readonly port: number;
  readonly protocol: string;
  /** The format tokens as written. */
  readonly formatTokens: readonly string[];
  /** Those of the tokens that are RTP payload types, in the order of preference. */
  readonly formats: readonly MediaFormat[];
  /** From the line's own `c=`, or the session's; `undefined` when neither exists. */
  readonly address: string | undefined;
  readonly direction: Direction;
  readonly ptimeMs: number | undefined;
}

/** Why a description could not be read. */
export type DescriptionFault = 'tooLarge' | 'malformed';

/** A read description, or why it is none. */
export type DescriptionResult =
  | { readonly ok: true; readonly media: readonly MediaLine[] }
  | { readonly ok: false; readonly why: DescriptionFault };

/** Longer descriptions are refused unread: an audio offer takes 0.5 kB, a browser's with all its candidates 5 kB. */
const MAX_CHARACTERS = 10_000;
const MAX_MEDIA_LINES = 16;
const MAX_FORMATS = 64;
const MEDIA_LINE = /^m=([\x21-\x7e]{1,32}) (\d{1,5})(?:\/\d{1,5})? ([\x21-\x7e]{1,64}) ([\x20-\x7e]{1,512})$/;
const DEFAULT_CLOCK_RATE_HZ = 8000;
const MAX_PTIME_MS = 200;

/** Static assignments that need no `a=rtpmap` (RFC 3551 section 6). */
const STATIC_ENCODINGS: ReadonlyMap<number, string> = new Map([
  [0, 'PCMU'],
  [8, 'PCMA'],
]);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const naturalOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

const directionOf = (value: unknown): Direction | undefined => {
  if (value === 'sendrecv' || value === 'sendonly' || value === 'recvonly' || value === 'inactive') return value;
  return undefined;
};

const addressOf = (part: Readonly<Record<string, unknown>>): string | undefined => {
  const connection = recordOf(part.connection);
  return connection.ip === undefined ? undefined : textOf(connection.ip);
};

const ptimeOf = (value: unknown): number | undefined => {
  const ptimeMs = typeof value === 'number' ? value : Number.NaN;
  return ptimeMs >= 1 && ptimeMs <= MAX_PTIME_MS ? ptimeMs : undefined;
};

const readFormat = (token: string, rtpmaps: readonly unknown[]): MediaFormat | undefined => {
  if (!/^\d{1,3}$/.test(token)) return undefined;
  const payloadType = Number(token);
  if (payloadType > 127) return undefined;
  const map = rtpmaps.map(recordOf).find((candidate) => candidate.payload === payloadType);
  if (map === undefined) {
    const encoding = STATIC_ENCODINGS.get(payloadType) ?? '';
    return { payloadType, encoding, clockRateHz: DEFAULT_CLOCK_RATE_HZ, channels: 1 };
  }
  return {
    payloadType,
    encoding: textOf(map.codec).toUpperCase(),
    clockRateHz: naturalOf(map.rate) ?? 0,
    channels: map.encoding === undefined ? 1 : (naturalOf(map.encoding) ?? 0),
  };
};

const readMediaLine = (
  line: string,
  own: Readonly<Record<string, unknown>>,
  session: Readonly<Record<string, unknown>>,
): MediaLine | undefined => {
  const match = MEDIA_LINE.exec(line);
  if (match === null) return undefined;
  const [, type = '', portText = '', protocol = '', tokensText = ''] = match;
  const port = Number(portText);
  const formatTokens = tokensText.split(' ').filter((token) => token !== '');
  if (port > 65_535 || formatTokens.length === 0 || formatTokens.length > MAX_FORMATS) return undefined;
  const rtpmaps = listOf(own.rtp);
  return {
    type,
    port,
    protocol,
    formatTokens,
    formats: formatTokens.map((token) => readFormat(token, rtpmaps)).filter((format) => format !== undefined),
    address: addressOf(own) ?? addressOf(session),
    direction: directionOf(own.direction) ?? directionOf(session.direction) ?? 'sendrecv',
    ptimeMs: ptimeOf(own.ptime),
  };
};

const parsed = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    return recordOf(parse(text));
  } catch {
    // Our limits hold for the text, not for the library: what it cannot take is malformed.
    return undefined;
  }
};

/**
 * Reads a session description (RFC 8866); never throws. The `m=` lines are read from the text itself, since
 * sdp-transform leaves out the fields of a line with an unusual type or protocol, and an answer has to repeat them.
 */
export const readDescription = (text: string): DescriptionResult => {
  if (text.length > MAX_CHARACTERS) return { ok: false, why: 'tooLarge' };
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.startsWith('m='));
  if (lines.length > MAX_MEDIA_LINES) return { ok: false, why: 'tooLarge' };
  const session = parsed(text);
  const parts = listOf(session?.media);
  if (session === undefined || session.version !== 0) return { ok: false, why: 'malformed' };
  if (parts.length !== lines.length) return { ok: false, why: 'malformed' };
  const media = lines.map((line, index) => readMediaLine(line, recordOf(parts[index]), session));
  const complete = media.filter((line) => line !== undefined);
  if (complete.length !== lines.length) return { ok: false, why: 'malformed' };
  return { ok: true, media: complete };
};
