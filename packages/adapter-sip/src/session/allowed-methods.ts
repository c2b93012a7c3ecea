/** The methods that we take, as an Allow value (RFC 3261 section 20.5). */
export const ALLOW = 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO';

const KNOWN: ReadonlySet<string> = new Set([
  'PRACK',
  'UPDATE',
  'REFER',
  'SUBSCRIBE',
  'NOTIFY',
  'MESSAGE',
  'PUBLISH',
  'REGISTER',
]);

/** How a method that we do not take is answered: 405 when we know it, else 501 (section 8.2.1, 21.5.2). */
export const statusForMethod = (method: string): 405 | 501 => (KNOWN.has(method) ? 405 : 501);
