import { globSync, readFileSync, writeFileSync } from 'node:fs';
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
  type DryRunResult,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';
import { type InstrumenterContext, INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import * as v from 'valibot';
import type { CollectedTest } from './collected-tests.ts';

type Collector = {
  readonly collectFrom: (fileName: string) => Promise<void>;
  readonly collectedTests: () => readonly CollectedTest[];
  readonly finishFiles: () => Promise<void>;
};

const tests = new URL('collected-tests.ts', import.meta.url).href;

/**
 * A slower test is left out: of a change that it alone notices nothing is told by the score, which is then lower than
 * it could be and never higher.
 */
const slowestTestInMs = 3000;

/** Tests of commands start programs of their own, which know nothing of the active change. */
const isOwnProgram = (file: string): boolean => file.endsWith('-command.test.ts');

/** What tests took when nothing was changed, kept in the sandbox for the processes that come later. */
const measuredTests = 'measured-tests.json';
const measuredSchema = v.array(
  v.object({ id: v.string(), fileName: v.string(), runsInMs: v.number(), loadsInMs: v.number() }),
);
type MeasuredTest = Readonly<v.InferOutput<typeof measuredSchema>[number]>;

/** How often each test came by each place that can be changed, kept in the same way. */
const measuredHits = 'measured-hits.json';
const hitsSchema = v.record(v.string(), v.record(v.string(), v.number()));

/**
 * A change that makes a test come by its place so much more often has made it endless, or as good as that: what takes
 * milliseconds is stopped after some more, not after the time that all tests take.
 */
const mostHits = (usual: number): number => 100 * usual + 100_000;

const context: InstrumenterContext = {};
Reflect.set(globalThis, INSTRUMENTER_CONSTANTS.NAMESPACE, context);

/**
 * Runs a capability's tests inside this process, loaded once by Node itself: a change is switched on in loaded code,
 * which takes milliseconds. Jest's own runner loads every file anew for each change and takes seconds. Changes to what
 * a module does while it loads get a fresh process from Stryker (`reloadEnvironment: false`).
 */
const createRunner = (): TestRunner => {
  let starting: Promise<Collector> | null = null;
  let measured: readonly MeasuredTest[] | null = null;
  const readMeasured = () =>
    (measured ??= v.parse(measuredSchema, JSON.parse(readFileSync(measuredTests, 'utf8'))));
  let hits: v.InferOutput<typeof hitsSchema> | null = null;
  const readHits = () => (hits ??= v.parse(hitsSchema, JSON.parse(readFileSync(measuredHits, 'utf8'))));
  const loadedFiles = new Set<string>();

  const start = async (): Promise<Collector> => {
    registerHooks({
      resolve: (specifier, parent, next) =>
        specifier === '@jest/globals' ? { url: tests, shortCircuit: true } : next(specifier, parent),
    });
    return await import('./collected-tests.ts');
  };
  const started = () => (starting ??= start());

  const load = async (fileName: string): Promise<number> => {
    const startedAt = performance.now();
    const { collectFrom } = await started();
    if (!loadedFiles.has(fileName)) await collectFrom(fileName);
    loadedFiles.add(fileName);
    return performance.now() - startedAt;
  };

  const runOne = async (test: CollectedTest): Promise<TestResult> => {
    context.currentTestId = test.id;
    const startedAt = performance.now();
    const failure = await test.run().then(
      () => null,
      (error: unknown) => String(error),
    );
    delete context.currentTestId;
    const told = { id: test.id, name: test.id, timeSpentMs: performance.now() - startedAt };
    return failure === null
      ? { ...told, status: TestStatus.Success }
      : { ...told, status: TestStatus.Failed, failureMessage: failure };
  };

  /** Runs all tests and keeps what each one took, but for those too slow to be run for each change. */
  const measure = async (): Promise<readonly TestResult[]> => {
    const capability = process.env['MUTATED_CAPABILITY'] ?? '';
    const files = ['unit', 'property']
      .flatMap((kind) => globSync(`test/${kind}/${capability}/**/*.test.ts`).sort())
      .filter((file) => !isOwnProgram(file))
      .map((file) => pathToFileURL(join(process.cwd(), file)).href);
    const loadTimes = new Map<string, number>();
    for (const file of files) loadTimes.set(file, await load(file));
    const results: TestResult[] = [];
    const took: MeasuredTest[] = [];
    for (const test of (await started()).collectedTests()) {
      const result = await runOne(test);
      const { id, fileName } = test;
      const isSlow = result.status === TestStatus.Success && result.timeSpentMs > slowestTestInMs;
      if (isSlow) delete context.mutantCoverage?.perTest[id];
      if (isSlow) continue;
      results.push(result);
      const times = { runsInMs: result.timeSpentMs, loadsInMs: loadTimes.get(fileName) ?? 0 };
      took.push({ id, fileName, ...times });
    }
    writeFileSync(measuredTests, JSON.stringify(took));
    writeFileSync(measuredHits, JSON.stringify(context.mutantCoverage?.perTest ?? {}));
    return results;
  };

  /** Runs the chosen tests, the quickest first, until one fails; files are loaded when the first test of theirs is. */
  const runChosen = async (
    isChosen: (test: MeasuredTest) => boolean,
    hitLimitOf: (test: MeasuredTest) => number | undefined,
    isLastAfterFailure: boolean,
  ): Promise<DryRunResult> => {
    const costOf = ({ fileName, runsInMs, loadsInMs }: MeasuredTest): number =>
      loadedFiles.has(fileName) ? runsInMs : runsInMs + loadsInMs;
    const chosen = readMeasured().filter(isChosen);
    const results: TestResult[] = [];
    for (const measuredTest of chosen.toSorted((left, right) => costOf(left) - costOf(right))) {
      const { id, fileName } = measuredTest;
      await load(fileName);
      const test = (await started()).collectedTests().find((one) => one.id === id);
      if (test === undefined) throw new Error(`No test is called ${id} any more`);
      limitHits(hitLimitOf(measuredTest));
      const result = await runOne(test);
      const limit = determineHitLimitReached(context.hitCount, context.hitLimit);
      if (limit !== undefined) return limit;
      results.push(result);
      if (result.status === TestStatus.Failed && isLastAfterFailure) break;
    }
    return { status: DryRunStatus.Complete, tests: results };
  };

  const limitHits = (limit: number | undefined): void => {
    delete context.hitLimit;
    delete context.hitCount;
    if (limit !== undefined) Object.assign(context, { hitLimit: limit, hitCount: 0 });
  };

  return {
    capabilities: () => ({ reloadEnvironment: false }),
    dryRun: async (): Promise<DryRunResult> => {
      const tests = await measure();
      const { mutantCoverage } = context;
      return {
        status: DryRunStatus.Complete,
        tests: [...tests],
        ...(mutantCoverage === undefined ? {} : { mutantCoverage }),
      };
    },
    mutantRun: async ({
      activeMutant,
      testFilter,
      hitLimit,
      mutantActivation,
      disableBail,
    }): Promise<MutantRunResult> => {
      const chosen = testFilter === undefined ? null : new Set(testFilter);
      const isChosen = ({ id }: MeasuredTest): boolean => chosen === null || chosen.has(id);
      if (mutantActivation === 'runtime')
        for (const { fileName } of readMeasured().filter(isChosen)) await load(fileName);
      const hitLimitOf = ({ id }: MeasuredTest) =>
        mutantActivation === 'runtime' ? mostHits(readHits()[id]?.[activeMutant.id] ?? 0) : hitLimit;
      limitHits(hitLimit);
      context.activeMutant = activeMutant.id;
      try {
        return toMutantRunResult(await runChosen(isChosen, hitLimitOf, !disableBail));
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
      const collector = await starting?.catch(() => null);
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
