const common = {
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, sourceMaps: 'inline' },
    ],
  },
  testEnvironment: 'node',
};

/** One deployed system for all suites of a project. */
const onStack = {
  globalSetup: '<rootDir>/test/support/start-stack.mjs',
  globalTeardown: '<rootDir>/test/support/stop-stack.mjs',
};

/** @type {import('jest').Config} */
export default {
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.mjs'],
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/unit/**/*.test.ts', '<rootDir>/test/property/**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'infra',
      testMatch: ['<rootDir>/test/infra/**/*.test.ts', '<rootDir>/test/statemachines/**/*.test.ts'],
    },
    {
      ...common,
      ...onStack,
      displayName: 'stack',
      testMatch: ['integration', 'e2e', 'browser'].map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
    },
    {
      ...common,
      ...onStack,
      displayName: 'load',
      testMatch: ['<rootDir>/test/load/**/*.test.ts'],
    },
  ],
};
