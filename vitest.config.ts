import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: '@sentralbord/core/testkit', replacement: source('packages/core/src/testkit/index.ts') },
      { find: '@sentralbord/core', replacement: source('packages/core/src/index.ts') },
      { find: '@sentralbord/adapter-sim', replacement: source('packages/adapter-sim/src/index.ts') },
      { find: '@sentralbord/adapter-sip', replacement: source('packages/adapter-sip/src/index.ts') },
      { find: '@sentralbord/host', replacement: source('packages/host/src/index.ts') },
    ],
  },
  test: {
    include: ['packages/*/{src,test}/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
