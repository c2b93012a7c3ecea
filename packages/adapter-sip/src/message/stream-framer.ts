import { messageLimits } from './limits.ts';

/** What a stream brought. After `error` the connection is to be closed. */
export type StreamItem =
  | { readonly type: 'message'; readonly bytes: Uint8Array }
  /** A double line break: to be answered by a single one (RFC 5626 section 3.5.1). */
  | { readonly type: 'ping' }
  | { readonly type: 'error'; readonly why: string };

const CR = 13;
const LF = 10;
const NOTHING = new Uint8Array(0);
const decoder = new TextDecoder('latin1');

/** Cuts a byte stream into messages by their Content-Length (RFC 3261 section 18.3). Holds at most one message. */
export class StreamFramer {
  private held: Uint8Array = NOTHING;
  private isBroken = false;

  /** Takes in the next bytes, and gives back what is complete. */
  push(chunk: Uint8Array): StreamItem[] {
    if (this.isBroken) return [];
    this.held = this.held.length === 0 ? chunk.slice() : joined(this.held, chunk);
    const items: StreamItem[] = [];
    for (let item = this.next(); item !== undefined; item = this.next()) {
      items.push(item);
      if (item.type !== 'error') continue;
      this.isBroken = true;
      this.held = NOTHING;
      return items;
    }
    return items;
  }

  private next(): StreamItem | undefined {
    const lineBreaks = leadingLineBreaks(this.held);
    if (lineBreaks >= 4) {
      this.held = this.held.subarray(4);
      return { type: 'ping' };
    }
    // Two bytes may be half of a ping, or a pong, or padding before a message.
    const rest = this.held.subarray(lineBreaks);
    if (rest.length === 0) return undefined;
    const headEnd = endOfHead(rest);
    if (headEnd < 0)
      return rest.length > messageLimits.messageBytes ? { type: 'error', why: 'a head without end' } : undefined;
    const length = contentLength(decoder.decode(rest.subarray(0, headEnd)));
    if (length === undefined) return { type: 'error', why: 'no Content-Length that can be read' };
    if (headEnd + length > messageLimits.messageBytes) return { type: 'error', why: 'too large' };
    if (rest.length < headEnd + length) {
      this.held = rest;
      return undefined;
    }
    this.held = rest.subarray(headEnd + length);
    return { type: 'message', bytes: rest.slice(0, headEnd + length) };
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

function leadingLineBreaks(bytes: Uint8Array): number {
  let count = 0;
  while (count < 4 && bytes[count] === (count % 2 === 0 ? CR : LF)) count += 1;
  return count === 4 ? 4 : count - (count % 2);
}

function endOfHead(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at + 1] === LF) return at + 2;
    if (bytes[at + 1] === CR && bytes[at + 2] === LF) return at + 3;
  }
  return -1;
}

function contentLength(head: string): number | undefined {
  const match = /^(?:content-length|l)[ \t]*:[ \t]*([0-9]{1,9})[ \t]*\r?$/im.exec(head);
  return match === null ? undefined : Number(match[1]);
}
