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

/**
 * Cuts a byte stream into messages by their Content-Length (RFC 3261 section 18.3). Holds at most one message and
 * the chunk that brought it, and looks at each byte once, however small the chunks are.
 */
export class StreamFramer {
  /** What came and is not cut yet stands from `start` to `end`. */
  private held: Uint8Array = NOTHING;
  private start = 0;
  private end = 0;
  /** Before this no head ends. */
  private searched = 0;
  /** The extent of the message whose head is there, in bytes; undefined while the head is not. */
  private whole: number | undefined;
  private isBroken = false;

  /** Takes in the next bytes, and gives back what is complete. */
  push(chunk: Uint8Array): StreamItem[] {
    if (this.isBroken) return [];
    this.append(chunk);
    const items: StreamItem[] = [];
    for (let item = this.next(); item !== undefined; item = this.next()) {
      items.push(item);
      if (item.type !== 'error') continue;
      this.isBroken = true;
      this.release();
      return items;
    }
    if (this.start === this.end) this.release();
    return items;
  }

  /** Whether a message has begun and not ended; line breaks between messages are none. */
  get isMidMessage(): boolean {
    return this.end > this.start + lineBreaksAt(this.held, this.start, this.end);
  }

  private next(): StreamItem | undefined {
    if (this.whole === undefined) {
      const lineBreaks = lineBreaksAt(this.held, this.start, this.end);
      if (lineBreaks === 4) {
        this.skip(4);
        return { type: 'ping' };
      }
      // Up to three bytes may be part of a ping; behind other bytes they were a pong, or padding.
      if (this.start + lineBreaks === this.end) return undefined;
      if (lineBreaks >= 2) this.skip(2);
      const fault = this.readHead();
      if (fault !== undefined) return { type: 'error', why: fault };
    }
    if (this.whole === undefined || this.end - this.start < this.whole) return undefined;
    const bytes = this.held.slice(this.start, this.start + this.whole);
    this.skip(this.whole);
    return { type: 'message', bytes };
  }

  /** Learns from the head how long the message is, once the head is there; says what is wrong with it. */
  private readHead(): string | undefined {
    const found = endOfHead(this.held.subarray(this.searched, this.end));
    if (found < 0) {
      // The end is at most three bytes long, so that its beginning may be among the last two.
      this.searched = Math.max(this.start, this.end - 2);
      return this.end - this.start > messageLimits.messageBytes ? 'a head without end' : undefined;
    }
    const headEnd = this.searched + found;
    const headBytes = headEnd - this.start;
    if (headBytes > messageLimits.messageBytes) return 'too large';
    const length = contentLength(decoder.decode(this.held.subarray(this.start, headEnd)));
    if (length === undefined) return 'no Content-Length that can be read';
    if (headBytes + length > messageLimits.messageBytes) return 'too large';
    this.whole = headBytes + length;
    return undefined;
  }

  private skip(bytes: number): void {
    this.start += bytes;
    this.searched = this.start;
    this.whole = undefined;
  }

  /** Room grows by doubling: a message that comes byte by byte is not copied at each of them. */
  private append(chunk: Uint8Array): void {
    const live = this.end - this.start;
    if (this.held.length - this.end < chunk.length) {
      const roomier = new Uint8Array(live + Math.max(live, chunk.length));
      roomier.set(this.held.subarray(this.start, this.end));
      this.searched -= this.start;
      this.held = roomier;
      this.start = 0;
      this.end = live;
    }
    this.held.set(chunk, this.end);
    this.end += chunk.length;
  }

  /** A silent connection keeps no memory. */
  private release(): void {
    this.held = NOTHING;
    this.start = 0;
    this.end = 0;
    this.searched = 0;
    this.whole = undefined;
  }
}

/** How many bytes of a double line break stand there: 0 to 4. */
function lineBreaksAt(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  while (count < 4 && start + count < end && bytes[start + count] === (count % 2 === 0 ? CR : LF)) count += 1;
  return count;
}

/** Where the body begins; -1 while the head has no end. */
function endOfHead(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at + 1] === LF) return at + 2;
    if (bytes[at + 1] === CR && bytes[at + 2] === LF) return at + 3;
  }
  return -1;
}

/** Two that differ are none: who takes the other one sees other messages than we do. */
function contentLength(head: string): number | undefined {
  const unfolded = /\n[ \t]/.test(head) ? head.replace(/\r?\n[ \t]+/g, ' ') : head;
  const values = new Set<string>();
  for (const [, value] of unfolded.matchAll(/^(?:content-length|l)[ \t]*:(.*)$/gim)) values.add((value ?? '').trim());
  const [text] = values;
  return values.size === 1 && text !== undefined && /^[0-9]{1,9}$/.test(text) ? Number(text) : undefined;
}
