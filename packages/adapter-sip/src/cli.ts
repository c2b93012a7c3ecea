#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { run } from './run.ts';

const status = await run(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  readText: (path) => readFile(path, 'utf8'),
  onSignal: (name, act) => process.on(name, act),
});
process.exit(status);
