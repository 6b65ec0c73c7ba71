import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command } from 'commander';
import project from '../../package.json' with { type: 'json' };
import { describeApi } from './openapi.ts';
import { namedSchemas, operations } from './operations.ts';

type Options = { readonly out: string; readonly signInUrl: string };

new Command()
  .name('build-openapi')
  .description('Writes the description of the API (OpenAPI 3.1) that the capabilities declare')
  .option('--out <file>', 'where to write it', '.build/openapi.json')
  .option('--sign-in-url <url>', 'where people sign in', 'http://localhost:4566')
  .action(({ out, signInUrl }: Options) => {
    const description = describeApi({ version: project.version, signInUrl, operations, namedSchemas });
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, `${JSON.stringify(description)}\n`);
    console.log(`${out}: ${operations.length} operations, ${Object.keys(namedSchemas).length} named schemas`);
  })
  .parse();
