const MAX_HOST_NAME_LENGTH = 253;
const HOST_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const NUMERIC_LABEL = /^\d+$/;
const IPV4_PART = /^(?:0|[1-9]\d{0,2})$/;
const IPV6_GROUP = /^[0-9a-f]{1,4}$/i;

/** True for a dotted IPv4 literal such as `192.0.2.1`, without leading zeros. */
export const isIpv4 = (text: string): boolean => {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => IPV4_PART.test(part) && Number(part) <= 255);
};

/** How many 16-bit groups a colon-separated half stands for; NaN when a group is none. */
const countGroups = (half: string, mayEndInIpv4: boolean): number => {
  if (half === '') return 0;
  const groups = half.split(':');
  const last = groups.at(-1) ?? '';
  const endsInIpv4 = mayEndInIpv4 && isIpv4(last);
  const plain = endsInIpv4 ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => IPV6_GROUP.test(group))) return Number.NaN;
  return plain.length + (endsInIpv4 ? 2 : 0);
};

/** True for an IPv6 literal without brackets and without a zone (RFC 4291 section 2.2). */
export const isIpv6 = (text: string): boolean => {
  if (text.length > 45 || !text.includes(':')) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const [head = '', tail] = halves;
  if (tail === undefined) return countGroups(head, true) === 8;
  return countGroups(head, false) + countGroups(tail, true) <= 7;
};

const isHostName = (text: string): boolean => {
  if (text.length === 0 || text.length > MAX_HOST_NAME_LENGTH) return false;
  const labels = text.split('.');
  return labels.every((label) => HOST_LABEL.test(label)) && !NUMERIC_LABEL.test(labels.at(-1) ?? '');
};

/** The family of an IP literal, or `undefined` for anything else. */
export const addressFamily = (text: string): 4 | 6 | undefined => {
  if (isIpv4(text)) return 4;
  return isIpv6(text) ? 6 : undefined;
};

/** True for the unspecified addresses `0.0.0.0` and `::`, which mean hold (RFC 3264 section 8.4). */
export const isUnspecified = (text: string): boolean => text === '0.0.0.0' || (isIpv6(text) && /^[0:]+$/.test(text));

const isMulticast = (text: string): boolean => {
  if (isIpv4(text)) return Number(text.split('.')[0]) >= 224;
  return isIpv6(text) && /^ff/i.test(text);
};

/** True for what may stand as a media address: a unicast IP literal or a host name, the unspecified address included. */
export const isMediaAddress = (text: string): boolean =>
  (addressFamily(text) !== undefined || isHostName(text)) && !isMulticast(text);
