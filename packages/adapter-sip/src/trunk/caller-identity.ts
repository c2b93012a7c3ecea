import type { Headers } from '../message/headers.ts';
import { type NameAddr, parseNameAddr, parseNameAddrList } from '../message/name-addr.ts';

/** Who calls through a trunk, as the network says. */
export interface CallerIdentity {
  readonly number?: string;
  readonly name?: string;
  readonly isWithheld: boolean;
}

/**
 * The caller of an INVITE from a trunk: the asserted identity (RFC 3325) before
 * the From, which callers write themselves. Withheld by Privacy (RFC 3323
 * section 4.2, RFC 3325 section 9.3) or by an anonymous From: then nothing else is told.
 */
export function callerIdentity(headers: Headers): CallerIdentity {
  const from = parseNameAddr(headers.get('from') ?? '');
  if (asksForPrivacy(headers) || isAnonymous(from)) return { isWithheld: true };
  const asserted = parseNameAddrList(headers.getAll('p-asserted-identity'))?.[0];
  const identity = asserted ?? from;
  const number = identity?.uri.user?.split(';')[0];
  const name = asserted?.displayName ?? from?.displayName;
  return {
    ...(number === undefined || number === '' ? {} : { number }),
    ...(name === undefined || name === '' ? {} : { name }),
    isWithheld: false,
  };
}

function asksForPrivacy(headers: Headers): boolean {
  const wishes = headers.getAll('privacy').flatMap((value) => value.split(/[;,]/));
  return wishes.some((wish) => ['id', 'user', 'header'].includes(wish.trim().toLowerCase()));
}

function isAnonymous(from: NameAddr | undefined): boolean {
  return from?.uri.host === 'anonymous.invalid' || from?.uri.user?.toLowerCase() === 'anonymous';
}
