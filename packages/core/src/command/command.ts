import type { CallId } from '../kernel/ids.ts';

/** What may be asked of the switchboard. */
export type Command =
  /** End one call; its outcome is `released` when nobody had answered it. */
  | { readonly type: 'endCall'; readonly call: CallId }
  /** End every call, because the switchboard is being stopped. */
  | { readonly type: 'endAllCalls' };
