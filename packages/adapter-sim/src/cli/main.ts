import { playDemo } from '../demo/demo.ts';
import { scenarioJsonSchema } from '../scenario/json-schema.ts';
import { readArguments, usage } from './arguments.ts';
import type { CommandIo } from './command-io.ts';
import { runFile } from './run-file.ts';

/** A morning with something of everything. */
const DEMO_SEED = 2;

/** 0: all is well. 1: an expectation or a rule does not hold. 2: the arguments or the file are wrong. */
export type ExitCode = 0 | 1 | 2;

/** The command `sentralbord-sim`, with all that it touches given from outside. */
export async function main(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const request = readArguments(args);
  switch (request.kind) {
    case 'run':
      return runFile(request, io);
    case 'demo':
      await playDemo({ seed: request.seed ?? DEMO_SEED, isFast: request.isFast, io });
      return 0;
    case 'schema':
      io.write(scenarioJsonSchema());
      return 0;
    case 'help':
      io.write(usage);
      return 0;
    case 'wrong':
      io.writeError(`${request.mistakes.map((mistake) => `sentralbord-sim: ${mistake}\n`).join('')}${usage}`);
      return 2;
  }
}
