import type { Direction, MediaFormat, MediaLine } from './description.ts';
import { addressFamily, isMediaAddress, isUnspecified } from './media-address.ts';
import type { Codec, WrittenFormat } from './write-description.ts';

/** What two descriptions agree on for the audio of one leg. */
export interface Agreed {
  /** What we send with `payloadType`. */
  readonly codec: Codec;
  /** The number that the remote expects for `codec`. */
  readonly payloadType: number;
  /** Where the remote wants its media. The address is an IP literal or a host name; unspecified while on old-style hold. */
  readonly remote: { readonly address: string; readonly port: number };
  /** False when the remote says that it sends nothing (recvonly, inactive). */
  readonly remoteSends: boolean;
  /** False when the remote holds us (sendonly, inactive, or the unspecified address). */
  readonly remoteReceives: boolean;
  /** Milliseconds per packet that the remote asks for, 20 when it does not say. */
  readonly ptimeMs: number;
  /** The number that the remote expects for telephone events; absent when it takes none. */
  readonly telephoneEventPayloadType?: number;
  /** Every payload type that the remote may send, with what it stands for. */
  readonly receives: readonly WrittenFormat[];
}

/** Why no audio could be agreed. Each means 488 for an offer (RFC 3261 section 21.4.26). */
export type SdpFault =
  | 'tooLarge'
  | 'malformed'
  /** No usable audio line: none at all, all refused with port 0, or a transport that is not plain RTP. */
  | 'noAudio'
  | 'noCommonCodec'
  /** The media address is missing, multicast, or neither an IP literal nor a host name. */
  | 'badAddress'
  /** The media address is IPv6 and ours is IPv4, or the other way round. */
  | 'otherAddressFamily';

const DEFAULT_PTIME_MS = 20;
const CLOCK_RATE_HZ = 8000;
const PLAIN_RTP: ReadonlySet<string> = new Set(['RTP/AVP', 'RTP/AVPF']);

/** True for directions in which the writer of the description sends. */
export const sends = (direction: Direction): boolean => direction === 'sendrecv' || direction === 'sendonly';

/** True for directions in which the writer of the description receives. */
export const receives = (direction: Direction): boolean => direction === 'sendrecv' || direction === 'recvonly';

/** True for an audio line that is in use and speaks plain RTP. */
export const isUsableAudio = (line: MediaLine): boolean =>
  line.type === 'audio' && line.port !== 0 && PLAIN_RTP.has(line.protocol);

/** What a format is to us, or `undefined` when it is none of ours. */
export const ourFormat = (format: MediaFormat): WrittenFormat | undefined => {
  if (format.clockRateHz !== CLOCK_RATE_HZ || format.channels !== 1) return undefined;
  const { payloadType, encoding } = format;
  if (encoding === 'PCMA' || encoding === 'PCMU') return { payloadType, encoding };
  return encoding === 'TELEPHONE-EVENT' ? { payloadType, encoding: 'telephone-event' } : undefined;
};

/** What is wrong with the address of the remote's line, if anything. */
export const addressFault = (line: MediaLine, ourAddress: string): SdpFault | undefined => {
  if (line.address === undefined || !isMediaAddress(line.address)) return 'badAddress';
  const family = addressFamily(line.address);
  if (family === undefined || isUnspecified(line.address)) return undefined;
  return family === addressFamily(ourAddress) ? undefined : 'otherAddressFamily';
};

/** The first of the line's formats that is one of these codecs: the remote's preference counts. */
export const chooseCodec = (
  line: MediaLine,
  codecs: readonly Codec[],
): { codec: Codec; payloadType: number } | undefined => {
  for (const candidate of line.formats) {
    const format = ourFormat(candidate);
    if (format === undefined || format.encoding === 'telephone-event') continue;
    if (codecs.includes(format.encoding)) return { codec: format.encoding, payloadType: format.payloadType };
  }
  return undefined;
};

/** The line's telephone-event format at 8 kHz, if it has one. */
export const telephoneEventOf = (line: MediaLine): WrittenFormat | undefined =>
  line.formats.map(ourFormat).find((format) => format?.encoding === 'telephone-event');

/** Puts the agreement together from the remote's line; its address must have been checked. */
export const agree = (
  line: MediaLine,
  chosen: { readonly codec: Codec; readonly payloadType: number },
  received: readonly WrittenFormat[],
): Agreed => {
  const address = line.address ?? '';
  const event = telephoneEventOf(line);
  return {
    codec: chosen.codec,
    payloadType: chosen.payloadType,
    remote: { address, port: line.port },
    remoteSends: sends(line.direction),
    remoteReceives: receives(line.direction) && !isUnspecified(address),
    ptimeMs: line.ptimeMs ?? DEFAULT_PTIME_MS,
    ...(event === undefined ? {} : { telephoneEventPayloadType: event.payloadType }),
    receives: received,
  };
};
