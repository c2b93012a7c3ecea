import { readDescription } from './description.ts';
import { addressFamily } from './media-address.ts';

const decoder = new TextDecoder();

/** The address family of an offer's media; undefined when there is no offer, or it names a host. */
export function familyOfOffer(body: Uint8Array): 4 | 6 | undefined {
  if (body.length === 0) return undefined;
  const description = readDescription(decoder.decode(body));
  const address = description.ok ? description.media.find((line) => line.address !== undefined)?.address : undefined;
  return address === undefined ? undefined : addressFamily(address);
}
