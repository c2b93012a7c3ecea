import { readFileSync } from 'node:fs';
import { main } from './cli/main.ts';

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
// Whoever reads our output may stop early: `sentralbord-sim run … | head` is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await main(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  readText: (path) => readFileSync(path, 'utf8'),
  hasColours: process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '',
  signal: stop.signal,
});
