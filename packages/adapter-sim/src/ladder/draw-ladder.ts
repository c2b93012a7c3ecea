import type { Event } from '@sentralbord/core';
import { type CallLadder, type LadderRow, laddersOf } from './ladder-rows.ts';

const WIDTH = 100;
const CALLER_AT = 18;
const SWITCHBOARD_AT = 43;
/** Columns for phones; when there are more phones, the last one is shared. */
const MAX_PHONE_COLUMNS = 4;
const OTHERS = 'others';

/** Draws every call of a trace as a ladder of at most 100 columns. Times count from `startAt`, in s.mmm. */
export function drawLadders(trace: readonly Event[], startAt = 0): string {
  return laddersOf(trace, startAt).map(drawLadder).join('\n');
}

function drawLadder(ladder: CallLadder): string {
  const columns = columnsOf(ladder);
  let lastTime = '';
  const rows = ladder.rows.map((row) => {
    const time = timeText(row.atMs);
    const shown = time === lastTime ? '' : time;
    lastTime = time;
    return finish(shown, drawRow(row, columns));
  });
  const title = `${ladder.call}  ${ladder.title}`;
  return [cut(title, WIDTH), '', finish('', header(columns)), ...rows, ''].join('\n');
}

/** Where each participant's line stands; the caller and the switchboard first. */
type Columns = ReadonlyMap<string, { readonly at: number; readonly label: string; readonly room: number }>;

function columnsOf({ caller, phones, answered }: CallLadder): Columns {
  const hasOthers = phones.length > MAX_PHONE_COLUMNS;
  const first = [...new Set([...answered, ...phones])].slice(0, MAX_PHONE_COLUMNS - 1);
  const own = phones.filter((phone) => !hasOthers || first.includes(phone));
  const shown = hasOthers ? [...own, OTHERS] : own;
  const step = Math.floor((WIDTH - SWITCHBOARD_AT - 6) / Math.max(shown.length, 1));
  const columns = new Map([
    ['caller', { at: CALLER_AT, label: caller, room: 24 }],
    ['switchboard', { at: SWITCHBOARD_AT, label: 'switchboard', room: 13 }],
  ]);
  // Few phones stand near the switchboard, not at the edge.
  const pitch = Math.min(step, 28);
  for (const [place, phone] of shown.entries()) {
    columns.set(phone, { at: SWITCHBOARD_AT + pitch * (place + 1), label: phone, room: pitch - 1 });
  }
  return columns;
}

function header(columns: Columns): string[] {
  const line = blank();
  for (const { at, label, room } of columns.values()) {
    const text = cut(label, Math.min(room, 2 * (WIDTH - at)));
    write(line, at - Math.floor(text.length / 2), text);
  }
  return line;
}

function drawRow(row: LadderRow, columns: Columns): string[] {
  const line = blank();
  for (const { at } of columns.values()) line[at] = '│';
  if (row.kind === 'note') {
    write(line, SWITCHBOARD_AT + 2, ` ${cut(row.text, WIDTH - SWITCHBOARD_AT - 4)} `);
    return line;
  }
  const [from, to] = [placeOf(columns, row.from), placeOf(columns, row.to)];
  const other = [row.from, row.to].find((name) => !columns.has(name));
  drawArrow(line, { from, to, isBothWays: row.isBothWays });
  const room = Math.abs(to - from) - 3;
  const wished = other === undefined ? row.labels : row.labels.map((label) => `${label} ${other}`);
  const label =
    [...wished, ...row.labels].find((text) => text.length + 2 <= room) ?? cut(row.labels.at(-1) ?? '', room);
  const padded = label.length + 2 <= room ? ` ${label} ` : label;
  write(line, Math.min(from, to) + 1 + Math.floor((Math.abs(to - from) - padded.length) / 2), padded);
  return line;
}

interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly isBothWays: boolean;
}

function drawArrow(line: string[], { from, to, isBothWays }: Arrow): void {
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  for (let at = left + 1; at < right; at += 1) line[at] = '─';
  line[from] = from < to ? '├' : '┤';
  if (from < to) line[to - 1] = '▶';
  else line[to + 1] = '◀';
  if (!isBothWays) return;
  line[from] = '│';
  line[left + 1] = '◀';
  line[right - 1] = '▶';
}

const placeOf = (columns: Columns, name: string): number =>
  (columns.get(name) ?? columns.get(OTHERS))?.at ?? SWITCHBOARD_AT;

const blank = (): string[] => Array.from({ length: WIDTH }, () => ' ');

function write(line: string[], at: number, text: string): void {
  for (const [place, letter] of [...text].entries()) if (at + place < WIDTH) line[Math.max(at, 0) + place] = letter;
}

const finish = (time: string, line: readonly string[]): string =>
  `${time.padStart(8)}${line.slice(8).join('')}`.trimEnd();

const cut = (text: string, room: number): string =>
  text.length <= room ? text : `${text.slice(0, Math.max(room - 1, 0))}…`;

/** 12345 → `12.345`. */
function timeText(ms: number): string {
  return `${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}`;
}
