/** Mutation testing of one folder: `npm run mutate -- packages/core/src/hours`. */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner'],
  coverageAnalysis: 'perTest',
  // Texts are for people; a table's words are no rule.
  mutator: { excludedMutations: ['StringLiteral'] },
  disableTypeChecks: false,
  ignoreStatic: true,
  ignorePatterns: ['dist', 'packages/*/dist', 'packages/adapter-sip/interop', '.stryker-tmp'],
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false },
  concurrency: 2,
  timeoutMS: 20000,
  thresholds: { high: 95, low: 90, break: 0 },
};
