/** What the command line asks for. */
export type Request =
  | { readonly kind: 'run'; readonly file: string; readonly isLadder: boolean; readonly seed: number | undefined }
  | { readonly kind: 'demo'; readonly isFast: boolean; readonly seed: number | undefined }
  | { readonly kind: 'schema' }
  | { readonly kind: 'help' }
  /** The arguments are wrong; each mistake in words. */
  | { readonly kind: 'wrong'; readonly mistakes: readonly string[] };

/** How the command is used. */
export const usage = `usage:
  sentralbord-sim run FILE [--ladder] [--seed N]   play a scenario; print its events, or draw its calls
  sentralbord-sim demo [--fast] [--seed N]         a lively morning in a small company
  sentralbord-sim schema                           the JSON Schema of scenario files
`;

const flagsOf: Readonly<Record<string, readonly string[]>> = {
  run: ['--ladder', '--seed'],
  demo: ['--fast', '--seed'],
  schema: [],
};

interface Parsed {
  readonly flags: Set<string>;
  readonly files: string[];
  readonly mistakes: string[];
  seed: number | undefined;
}

/** Reads the arguments after the command's name. */
export function readArguments(args: readonly string[]): Request {
  const [command, ...rest] = args;
  if (command === undefined || command === '--help' || command === 'help' || rest.includes('--help')) {
    return command === undefined ? { kind: 'wrong', mistakes: ['a command is missing'] } : { kind: 'help' };
  }
  const allowed = flagsOf[command];
  if (allowed === undefined) return { kind: 'wrong', mistakes: [`there is no command ${command}`] };
  const parsed = parse(rest, allowed);
  const { flags, files, mistakes, seed } = parsed;
  const [file] = files;
  if (command === 'run' && file === undefined) mistakes.push('run: the scenario file is missing');
  for (const extra of command === 'run' ? files.slice(1) : files) mistakes.push(`${command}: ${extra} is too much`);
  if (mistakes.length > 0) return { kind: 'wrong', mistakes };
  if (command === 'run') return { kind: 'run', file: file ?? '', isLadder: flags.has('--ladder'), seed };
  return command === 'demo' ? { kind: 'demo', isFast: flags.has('--fast'), seed } : { kind: 'schema' };
}

function parse(args: readonly string[], allowed: readonly string[]): Parsed {
  const parsed: Parsed = { flags: new Set(), files: [], mistakes: [], seed: undefined };
  for (let place = 0; place < args.length; place += 1) {
    const [name = '', inline] = (args[place] ?? '').split('=', 2);
    if (!name.startsWith('-')) parsed.files.push(args[place] ?? '');
    else if (!allowed.includes(name)) parsed.mistakes.push(`there is no option ${name} here`);
    else if (name !== '--seed') parsed.flags.add(name);
    else if (inline !== undefined) takeSeed(parsed, inline);
    else {
      place += 1;
      takeSeed(parsed, args[place]);
    }
  }
  return parsed;
}

function takeSeed(parsed: Parsed, text: string | undefined): void {
  if (text !== undefined && /^[0-9]{1,9}$/.test(text)) parsed.seed = Number(text);
  else parsed.mistakes.push(`--seed: found ${text ?? 'nothing'}, expected a whole number from 0 to 999999999`);
}
