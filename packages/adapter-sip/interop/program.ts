import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { basename, join } from 'node:path';

/** A program that was started, with what it printed. */
export interface Program {
  readonly name: string;
  readonly output: () => string;
  /** The exit status; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

const running = new Set<ChildProcess>();

/** Starts a program; it is ended with us at the latest. */
export function start(name: string, args: readonly string[], folder: string): Program {
  const child = spawn(name, [...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TERM: 'dumb' },
  });
  running.add(child);
  const parts: string[] = [];
  const log = createWriteStream(join(folder, `${basename(name)}-${child.pid}.log`));
  const keep = (data: Buffer) => {
    parts.push(data.toString());
    log.write(data);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      running.delete(child);
      log.end();
      resolve(status);
    });
  });
  return { name, output: () => parts.join(''), ended, kill: (signal) => child.kill(signal) };
}

/** Runs a program to its end. */
export async function finish(
  name: string,
  args: readonly string[],
  folder: string,
): Promise<{ status: number | null; output: string }> {
  const program = start(name, args, folder);
  const status = await program.ended;
  return { status, output: program.output() };
}

/** Ends whatever is still running, so that a check that failed leaves nothing in the way of the next. */
export async function stopAll(): Promise<void> {
  const ends = [...running].map((child) => new Promise((resolve) => child.once('close', resolve)));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(ends);
}

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Waits until the condition holds; rejects, naming `what`, after the limit. */
export async function until(what: string, condition: () => boolean, limitMs = 10_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms in vain: ${what}`);
    await pause(10);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
