import { join } from 'node:path';
import { defineConfig } from 'vite';

/** Builds the portal into web/dist: static files whose names change with what is in them, but for index.html. */
// eslint-disable-next-line no-restricted-syntax -- Vite asks for it.
export default defineConfig({
  root: import.meta.dirname,
  // The offline check is Node's; these are what it takes of Node.
  resolve: { alias: { 'node:crypto': join(import.meta.dirname, 'src/verify/node-crypto.ts') } },
  worker: { format: 'es' },
  esbuild: { jsx: 'automatic', legalComments: 'none' },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // A picture or font inside a style would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: 'manifest.json',
    chunkSizeWarningLimit: 300,
  },
});
