import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Tests beside a folder's own that prove what it does. */
const testsOf: Readonly<Record<string, readonly string[]>> = {
  'packages/core/src/hours': ['packages/core/test/hours', 'packages/core/test/behaviour/hours.test.ts'],
  'packages/core/src/access': ['packages/core/test/access', 'packages/core/test/behaviour/access.test.ts'],
  'packages/core/src/flow': ['packages/core/test/flow', 'packages/core/test/behaviour/flow.test.ts'],
  'packages/core/src/vip': ['packages/core/test/behaviour/vip.test.ts'],
  'packages/core/src/statistics': ['packages/core/test/statistics'],
  'packages/core/src/directory': ['packages/core/test/directory'],
  'packages/core/src/structures': [],
};
/** What the other folders of the engine are proved by. */
const ENGINE = ['packages/core/test/behaviour', 'packages/core/test/cases'];

const [folder = ''] = process.argv.slice(2);
if (!existsSync(folder)) {
  console.error('usage: npm run mutate -- FOLDER, such as packages/core/src/hours');
  process.exit(2);
}
const tests = [folder, ...(testsOf[folder] ?? ENGINE)].filter((path) => existsSync(path));
const { status } = spawnSync(
  'stryker',
  ['run', 'stryker.config.mjs', '--mutate', `${folder}/**/*.ts,!${folder}/**/*.test.ts`],
  {
    stdio: 'inherit',
    env: { ...process.env, MUTATION_TESTS: tests.join(',') },
  },
);
process.exit(status ?? 1);
