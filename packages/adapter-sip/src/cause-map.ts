import type { Cause } from '@sentralbord/core';

interface Mapping {
  /** The status with which an unanswered call is turned away (RFC 3398 section 8.2.6.1 and common use). */
  readonly status: number;
  /** The cause value of ITU-T Q.850, told in a Reason header field (RFC 3326, RFC 6432). */
  readonly q850: number;
}

/** The port's causes on the wire: the one table, read both ways. */
const mappings: Readonly<Record<Cause, Mapping>> = {
  hungUp: { status: 480, q850: 16 },
  cancelled: { status: 487, q850: 16 },
  answeredElsewhere: { status: 480, q850: 26 },
  busy: { status: 486, q850: 17 },
  rejected: { status: 603, q850: 21 },
  noAnswer: { status: 480, q850: 19 },
  unreachable: { status: 480, q850: 20 },
  notFound: { status: 404, q850: 1 },
  forbidden: { status: 403, q850: 57 },
  incompatible: { status: 488, q850: 88 },
  congestion: { status: 503, q850: 42 },
  failed: { status: 500, q850: 41 },
  lost: { status: 500, q850: 27 },
  shutdown: { status: 503, q850: 41 },
};

/** Statuses that say more than their class. */
const causeOfOneStatus: Readonly<Record<number, Cause>> = {
  403: 'forbidden',
  401: 'forbidden',
  404: 'notFound',
  407: 'forbidden',
  408: 'noAnswer',
  410: 'notFound',
  415: 'incompatible',
  420: 'incompatible',
  480: 'unreachable',
  484: 'notFound',
  486: 'busy',
  487: 'cancelled',
  488: 'incompatible',
  503: 'congestion',
  600: 'busy',
  603: 'rejected',
  604: 'notFound',
  606: 'incompatible',
  607: 'rejected',
};

const causeOfQ850: Readonly<Record<number, Cause>> = {
  1: 'notFound',
  16: 'hungUp',
  17: 'busy',
  18: 'noAnswer',
  19: 'noAnswer',
  20: 'unreachable',
  21: 'rejected',
  26: 'answeredElsewhere',
  34: 'congestion',
  42: 'congestion',
  88: 'incompatible',
};

/** How an unanswered call is turned away: the status, and the Reason that makes it exact. */
export function rejectionOf(cause: Cause): { readonly status: number; readonly reason: string } {
  const { status, q850 } = mappings[cause];
  return { status, reason: `Q.850;cause=${q850}` };
}

/** The Reason of a CANCEL or BYE; undefined where there is nothing to say. */
export function reasonOf(cause: Cause): string | undefined {
  return cause === 'answeredElsewhere' ? COMPLETED_ELSEWHERE : undefined;
}

/** What a phone is told when another took the call, so that it shows no missed call (RFC 3326). */
export const COMPLETED_ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"';

/** Why a call was refused: by the Reason where it says more than a 480 does, else by the status. */
export function causeOfResponse(status: number, reasons: readonly string[]): Cause {
  const told = reasons.map((reason) => causeOfReason(reason)).find((cause) => cause !== undefined);
  if (status === 480 && told !== undefined && told !== 'hungUp') return told;
  return causeOfOneStatus[status] ?? (status < 400 ? 'unreachable' : 'failed');
}

/** The cause that a Reason header field's value names; undefined when it names none that we know. */
export function causeOfReason(reason: string): Cause | undefined {
  if (reason.length > 500) return undefined;
  const [protocol = '', ...params] = reason.split(';').map((part) => part.trim());
  const value = Number(params.find((part) => part.toLowerCase().startsWith('cause='))?.slice('cause='.length));
  if (protocol.toLowerCase() === 'q.850') return causeOfQ850[value];
  if (protocol.toLowerCase() === 'sip') return value === 200 ? 'answeredElsewhere' : undefined;
  return undefined;
}
