import type { Direction } from './description.ts';
import { addressFamily } from './media-address.ts';

/** The audio codecs that we speak: G.711 A-law and µ-law. */
export type Codec = 'PCMA' | 'PCMU';

/** One format of our audio line. */
export interface WrittenFormat {
  readonly payloadType: number;
  readonly encoding: Codec | 'telephone-event';
}

/** Our audio line. */
export interface WrittenAudio {
  readonly kind: 'audio';
  readonly port: number;
  readonly protocol: string;
  readonly formats: readonly WrittenFormat[];
  readonly direction: Direction;
}

/** A line that we do not take part in, written with port 0 (RFC 3264 section 6). */
export interface WrittenRejection {
  readonly kind: 'rejected';
  readonly type: string;
  readonly protocol: string;
  readonly formatToken: string;
}

/** All that goes into one of our descriptions, the version of `o=` apart. */
export interface WrittenDescription {
  readonly address: string;
  readonly sessionId: string;
  readonly media: readonly (WrittenAudio | WrittenRejection)[];
}

const CRLF = '\r\n';
const PACKET_MS = 20;
/** Digits, `*`, `#`, A–D and hook flash (RFC 4733 section 3.2). */
const TELEPHONE_EVENTS = '0-16';

const writeFormat = ({ payloadType, encoding }: WrittenFormat): readonly string[] => [
  `a=rtpmap:${payloadType} ${encoding}/8000`,
  ...(encoding === 'telephone-event' ? [`a=fmtp:${payloadType} ${TELEPHONE_EVENTS}`] : []),
];

const writeMedia = (line: WrittenAudio | WrittenRejection): readonly string[] => {
  if (line.kind === 'rejected') return [`m=${line.type} 0 ${line.protocol} ${line.formatToken}`];
  return [
    `m=audio ${line.port} ${line.protocol} ${line.formats.map((format) => format.payloadType).join(' ')}`,
    ...line.formats.flatMap(writeFormat),
    `a=ptime:${PACKET_MS}`,
    `a=${line.direction}`,
  ];
};

/** Writes one of our descriptions with the given version of `o=` (RFC 8866 section 5). */
export const writeDescription = (description: WrittenDescription, version: number): string => {
  const address = `IN IP${addressFamily(description.address) ?? 4} ${description.address}`;
  const lines = [
    'v=0',
    `o=- ${description.sessionId} ${version} ${address}`,
    's=-',
    `c=${address}`,
    't=0 0',
    ...description.media.flatMap(writeMedia),
  ];
  return lines.join(CRLF) + CRLF;
};

const versionIn = (text: string): number | undefined => {
  const match = /^o=- \S+ (\d+) /m.exec(text);
  return match === null ? undefined : Number(match[1]);
};

/**
 * Writes the description that follows `previous` in the same session: the very same text when nothing changed, else
 * with the version raised by one (RFC 3264 section 8).
 */
export const writeNextDescription = (description: WrittenDescription, previous: string): string => {
  const version = versionIn(previous) ?? 0;
  const same = writeDescription(description, version);
  return same === previous ? same : writeDescription(description, version + 1);
};
