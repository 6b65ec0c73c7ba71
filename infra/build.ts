import { execFileSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build as bundle } from 'esbuild';
import * as v from 'valibot';
import { type FunctionName, functionVariables } from '../functions/platform/environment.ts';

const projectDirectory = resolve(import.meta.dirname, '..');

/** An operation of the API, as its description names it: what the gateway routes. */
export type Route = {
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly servedBy: FunctionName;
  readonly isPublic: boolean;
};

/** What was built. */
export type Build = {
  /** The directory that is the function's code. */
  readonly codeOf: (name: FunctionName) => string;
  readonly routes: readonly Route[];
};

const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(functionVariables, name);
const functionNames = Object.keys(functionVariables).filter(isFunctionName);

/**
 * Bundles every function into `<directory>/functions/<name>/index.js`, writes the bundles' sizes in bytes to
 * `<directory>/sizes.json` and the API's description to `<directory>/openapi.json`, where `public-api` has a copy
 * beside its code. Throws when a bundle or the description cannot be built, and for
 * a function without a file or a file without its line in functions/platform/environment.ts.
 */
export const build = async (directory: string, signInUrl: string): Promise<Build> => {
  const entries = findEntries();
  const outputDirectory = resolve(projectDirectory, directory);
  const functionsDirectory = join(outputDirectory, 'functions');
  const { metafile } = await bundle({
    absWorkingDir: projectDirectory,
    entryPoints: Object.fromEntries([...entries].map(([name, entry]) => [`${name}/index`, entry])),
    outdir: functionsDirectory,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    // Required modules load faster than imported ones at a cold start.
    format: 'cjs',
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'lambda-credentials.ts') },
    define: { 'import.meta.dirname': '__dirname' },
    // The maps stay here: with the commit they tell the place in a stack trace, and no function carries them.
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const sizes = Object.entries(metafile.outputs)
    .filter(([path]) => path.endsWith('/index.js'))
    .map(([path, { bytes }]) => [basename(path.slice(0, -'/index.js'.length)), bytes] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  writeFileSync(
    join(outputDirectory, 'sizes.json'),
    `${JSON.stringify(Object.fromEntries(sizes), null, 2)}\n`,
  );

  const description = join(outputDirectory, 'openapi.json');
  // A program of its own, since the deployment runs none of the system's code.
  execFileSync(
    process.execPath,
    ['functions/public/build-openapi.command.ts', '--out', description, '--sign-in-url', signInUrl],
    { cwd: projectDirectory, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  mkdirSync(join(functionsDirectory, 'public-api'), { recursive: true });
  copyFileSync(description, join(functionsDirectory, 'public-api', 'openapi.json'));
  return {
    codeOf: (name) => join(functionsDirectory, name),
    routes: routesOf(readFileSync(description, 'utf8')),
  };
};

/** The functions' files: `functions/<capability>/<name>.lambda.ts`. */
const findEntries = (): ReadonlyMap<FunctionName, string> => {
  const found = globSync('functions/*/*.lambda.ts', { cwd: projectDirectory }).map((path) => ({
    path,
    name: basename(path, '.lambda.ts'),
  }));
  const names = found.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two files are named ${twice}.lambda.ts`);
  const missing = functionNames.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`These functions have no file: ${missing.join(', ')}`);
  const unknown = names.filter((name) => !isFunctionName(name));
  if (unknown.length > 0)
    throw new Error(`functions/platform/environment.ts does not name these functions: ${unknown.join(', ')}`);
  return new Map(found.flatMap(({ name, path }) => (isFunctionName(name) ? [[name, path] as const] : [])));
};

const methods = ['get', 'post', 'put', 'delete'] as const;
const described = v.object({
  paths: v.record(
    v.string(),
    v.record(
      v.picklist(methods),
      v.object({
        operationId: v.string(),
        'x-served-by': v.custom<FunctionName>((name) => typeof name === 'string' && isFunctionName(name)),
        'x-access': v.picklist(['public', 'signed-in']),
      }),
    ),
  ),
});

const gatewayMethod = { get: 'GET', post: 'POST', put: 'PUT', delete: 'DELETE' } as const;

const routesOf = (description: string): readonly Route[] =>
  Object.entries(v.parse(described, JSON.parse(description)).paths).flatMap(([path, operations]) =>
    methods.flatMap((method) => {
      const operation = operations[method];
      if (operation === undefined) return [];
      return {
        operation: operation.operationId,
        method: gatewayMethod[method],
        path,
        servedBy: operation['x-served-by'],
        isPublic: operation['x-access'] === 'public',
      };
    }),
  );
