import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  commonTokens,
  declareFactoryPlugin,
  PluginKind,
  tokens,
  type Injector,
  type PluginContext,
} from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
  type CompleteDryRunResult,
  type DryRunResult,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';
import { type InstrumenterContext, INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import type { CollectedTest } from './collected-tests.ts';

type Collector = {
  readonly collectFrom: (fileName: string) => Promise<void>;
  readonly collectedTests: () => readonly CollectedTest[];
  readonly finishFiles: () => Promise<void>;
};

const tests = new URL('collected-tests.ts', import.meta.url).href;

/** Tests of commands start programs of their own, which know nothing of the active change. */
const isOwnProgram = (file: string): boolean => file.endsWith('-command.test.ts');

const context: InstrumenterContext = {};
Reflect.set(globalThis, INSTRUMENTER_CONSTANTS.NAMESPACE, context);

/**
 * Runs a capability's tests inside this process, loaded once by Node itself: a change is switched on in loaded code,
 * which takes milliseconds. Jest's own runner loads every file anew for each change and takes seconds. Changes to what
 * a module does while it loads get a fresh process from Stryker (`reloadEnvironment: false`).
 */
const createRunner = (): TestRunner => {
  let loading: Promise<Collector> | null = null;
  const load = async (): Promise<Collector> => {
    registerHooks({
      resolve: (specifier, parent, next) =>
        specifier === '@jest/globals' ? { url: tests, shortCircuit: true } : next(specifier, parent),
    });
    const collector = await import('./collected-tests.ts');
    const capability = process.env['MUTATED_CAPABILITY'] ?? '';
    // Unit tests first: they notice most changes, and sooner.
    const files = ['unit', 'property'].flatMap((kind) =>
      globSync(`test/${kind}/${capability}/**/*.test.ts`).sort(),
    );
    for (const file of files)
      if (!isOwnProgram(file)) await collector.collectFrom(pathToFileURL(join(process.cwd(), file)).href);
    return collector;
  };
  const loaded = () => (loading ??= load());

  const run = async (
    isChosen: (id: string) => boolean,
    isLastAfterFailure: boolean,
  ): Promise<CompleteDryRunResult> => {
    const { collectedTests } = await loaded();
    const results: TestResult[] = [];
    for (const test of collectedTests().filter(({ id }) => isChosen(id))) {
      context.currentTestId = test.id;
      const startedAt = performance.now();
      const failure = await test.run().then(
        () => null,
        (error: unknown) => String(error),
      );
      const told = { id: test.id, name: test.id, timeSpentMs: performance.now() - startedAt };
      if (failure === null) results.push({ ...told, status: TestStatus.Success });
      else results.push({ ...told, status: TestStatus.Failed, failureMessage: failure });
      if (failure !== null && isLastAfterFailure) break;
    }
    delete context.currentTestId;
    return { status: DryRunStatus.Complete, tests: results };
  };

  return {
    capabilities: () => ({ reloadEnvironment: false }),
    dryRun: async (): Promise<DryRunResult> => {
      const outcome = await run(() => true, false);
      return context.mutantCoverage === undefined
        ? outcome
        : { ...outcome, mutantCoverage: context.mutantCoverage };
    },
    mutantRun: async ({
      activeMutant,
      testFilter,
      hitLimit,
      mutantActivation,
      disableBail,
    }): Promise<MutantRunResult> => {
      if (mutantActivation === 'runtime') await loaded();
      context.activeMutant = activeMutant.id;
      if (hitLimit === undefined) delete context.hitLimit;
      else context.hitLimit = hitLimit;
      if (hitLimit === undefined) delete context.hitCount;
      else context.hitCount = 0;
      const chosen = testFilter === undefined ? null : new Set(testFilter);
      try {
        const outcome = await run((id) => chosen === null || chosen.has(id), !disableBail);
        const limit = determineHitLimitReached(context.hitCount, context.hitLimit);
        return toMutantRunResult(limit ?? outcome);
      } catch (error) {
        // A module that no longer loads is a failure that every test shows.
        return toMutantRunResult({
          status: DryRunStatus.Complete,
          tests: [
            {
              id: 'load',
              name: 'load',
              timeSpentMs: 0,
              status: TestStatus.Failed,
              failureMessage: String(error),
            },
          ],
        });
      } finally {
        delete context.activeMutant;
      }
    },
    dispose: async () => {
      // Where a change kept the files from loading there is nothing to undo.
      const collector = await loading?.catch(() => null);
      await collector?.finishFiles();
    },
  };
};

const createInProcessRunner = Object.assign((_: Injector<PluginContext>): TestRunner => createRunner(), {
  inject: tokens(commonTokens.injector),
});

/** What Stryker loads. */
export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, 'in-process', createInProcessRunner),
];
