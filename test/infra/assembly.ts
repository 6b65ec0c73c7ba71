import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';

const projectDirectory = resolve(import.meta.dirname, '../..');

export const account = '111122223333';
export const region = 'ap-northeast-2';
export const portalOrigin = 'https://portal.example.org';
export const noticeSender = 'notices@agency.example.org';

const resourceSchema = v.object({
  Type: v.string(),
  Properties: v.optional(v.record(v.string(), v.unknown()), {}),
  DeletionPolicy: v.optional(v.string()),
  Metadata: v.optional(
    v.object({
      cdk_nag: v.object({ rules_to_suppress: v.array(v.object({ id: v.string(), reason: v.string() })) }),
    }),
  ),
});
const templateSchema = v.object({
  Resources: v.record(v.string(), resourceSchema),
  Outputs: v.optional(v.record(v.string(), v.object({ Value: v.unknown() })), {}),
});
const manifestSchema = v.object({
  artifacts: v.record(
    v.string(),
    v.object({ type: v.string(), properties: v.optional(v.record(v.string(), v.unknown()), {}) }),
  ),
});

export type Resource = v.InferOutput<typeof resourceSchema> & { readonly id: string; readonly stack: string };

/** What the app makes of a place. */
export type Assembly = {
  readonly stacks: ReadonlyMap<string, v.InferOutput<typeof templateSchema>>;
  /** Every resource of a type, over all stacks or of one. */
  readonly all: (type: string, stack?: string) => readonly Resource[];
  /** The one resource of a type whose id begins so; throws where there is none or more. */
  readonly one: (type: string, id?: string) => Resource;
  readonly manifest: v.InferOutput<typeof manifestSchema>;
  /** The description that the routes were made from. */
  readonly description: unknown;
  /** Where all of it lies, for whoever is done with it to remove. */
  readonly directory: string;
  /** Where the bundles are. */
  readonly buildDirectory: string;
  /** The names of the files that go to AWS as functions' code. */
  readonly codeFiles: readonly string[];
};

/** The two places' assemblies, made before the first test runs. */
export type Places = {
  readonly production: () => Assembly;
  readonly local: () => Assembly;
  readonly all: () => readonly Assembly[];
};

/** Runs the app with a context, as the CDK does; answers its exit code and what it said on standard error. */
const runApp = async (
  context: Readonly<Record<string, string>>,
  outputDirectory: string,
): Promise<{ readonly exitCode: number; readonly complaint: string }> => {
  try {
    const { stderr } = await promisify(execFile)(process.execPath, ['infra/app.ts'], {
      cwd: projectDirectory,
      env: {
        PATH: process.env['PATH'],
        CDK_OUTDIR: outputDirectory,
        CDK_CONTEXT_JSON: JSON.stringify(context),
        ...(context['place'] === 'nowhere'
          ? {}
          : { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region }),
      },
    });
    return { exitCode: 0, complaint: stderr };
  } catch (error) {
    const { code, stderr } = v.parse(v.object({ code: v.number(), stderr: v.string() }), error);
    return { exitCode: code, complaint: stderr };
  }
};

/** Synthesises the stacks of a place; throws what the app said when it refused, such as a finding of cdk-nag. */
export const synthesise = async (context: Readonly<Record<string, string>>): Promise<Assembly> => {
  const directory = mkdtempSync(join(tmpdir(), 'first-buyer-infra-'));
  const output = join(directory, 'cdk.out');
  const buildDirectory = join(directory, 'build');
  const { exitCode, complaint } = await runApp({ ...context, buildDirectory }, output);
  if (exitCode !== 0) throw new Error(complaint);
  const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  const manifest = v.parse(manifestSchema, read(join(output, 'manifest.json')));
  const stacks = new Map(
    Object.entries(manifest.artifacts)
      .filter(([, { type }]) => type === 'aws:cloudformation:stack')
      .map(([name]) => [name, v.parse(templateSchema, read(join(output, `${name}.template.json`)))]),
  );
  const all = (type: string, only?: string): readonly Resource[] =>
    [...stacks].flatMap(([stack, { Resources }]) =>
      only === undefined || only === stack
        ? Object.entries(Resources)
            .filter(([, resource]) => resource.Type === type)
            .map(([id, resource]) => ({ ...resource, id, stack }))
        : [],
    );
  const one = (type: string, id = ''): Resource => {
    const [found, ...others] = all(type).filter((resource) => resource.id.startsWith(id));
    if (found === undefined || others.length > 0)
      throw new Error(`Not one ${type} ${id} but ${others.length + 1}`);
    return found;
  };
  return {
    stacks,
    all,
    one,
    manifest,
    description: read(join(buildDirectory, 'openapi.json')),
    directory,
    buildDirectory,
    codeFiles: globSync('asset.*/**/*', { cwd: output }).map((path) => basename(path)),
  };
};

/** A value of a template as text: references in angle brackets. */
export const written = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, operand] = ['', undefined]] = Object.entries(value);
  if (name === 'Fn::Join' && Array.isArray(operand) && Array.isArray(operand[1]))
    return operand[1].map(written).join(String(operand[0]));
  if (name === 'Fn::GetAtt' && Array.isArray(operand)) return `<${operand.join('.')}>`;
  return `<${String(operand)}>`;
};
