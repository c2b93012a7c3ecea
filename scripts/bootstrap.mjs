// Makes a fresh clone ready: installs the dependencies and builds the packages, each only when it is needed.
// Plain JavaScript for any Node from 18 on, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const installStamp = join(root, 'node_modules', '.sentralbord-installed');
const buildStamp = join(root, 'node_modules', '.sentralbord-built');
const packages = join(root, 'packages');

const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
if (read(installStamp) !== lockHash) {
  // Not `npm ci`: it refuses a lock file that was written where packages for other systems could not be had.
  run('Installing the dependencies (once, about half a minute) ...', 'npm', [
    'install',
    '--no-save',
    '--loglevel=error',
  ]);
  writeFileSync(installStamp, lockHash);
}
const newest = newestSource();
if (!isBuilt() || Number(read(buildStamp)) < newest) {
  run('Building the packages ...', process.execPath, [
    join(root, 'node_modules', 'turbo', 'bin', 'turbo'),
    'run',
    'build',
    '--output-logs=errors-only',
  ]);
  writeFileSync(buildStamp, String(newest));
}

/** The change time of the youngest file that a build depends on. */
function newestSource() {
  const times = [join(root, 'tsconfig.json'), join(root, 'package-lock.json')].map((path) => statSync(path).mtimeMs);
  for (const name of readdirSync(packages)) {
    for (const file of ['package.json', 'tsup.config.ts']) times.push(timeOf(join(packages, name, file)));
    for (const file of readdirSync(join(packages, name, 'src'), { recursive: true }))
      times.push(timeOf(join(packages, name, 'src', String(file))));
  }
  return Math.max(...times);
}

function isBuilt() {
  return readdirSync(packages).every((name) => existsSync(join(packages, name, 'dist', 'index.js')));
}

function timeOf(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** Runs a step; ends with its status when it fails. */
function run(what, command, args) {
  console.error(what);
  const env = {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
  };
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === 0) return;
  console.error(`${what} failed${error ? `: ${error.message}` : ''}`);
  process.exit(status ?? 1);
}
