import type { Listen } from './address.ts';

/** A listening address could not be opened. The message names it, and so do the fields. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  /** The system's word for it: `EADDRINUSE`, `EADDRNOTAVAIL`, `EACCES` … */
  readonly code: string;
  readonly listen: Listen;

  constructor(listen: Listen, cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const { transport, host, port } = listen;
    super(`cannot listen on ${transport} ${host} port ${port}: ${REASONS.get(code) ?? code}`, { cause });
    this.code = code;
    this.listen = listen;
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EADDRINUSE', 'the port is in use'],
  ['EADDRNOTAVAIL', 'this machine has no such address'],
  ['EACCES', 'this program may not use that port'],
]);
