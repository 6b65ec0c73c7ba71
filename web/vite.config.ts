import { defineConfig } from 'vite';

/** Builds the portal into web/dist: static files whose names change with what is in them, but for index.html. */
// eslint-disable-next-line no-restricted-syntax -- Vite asks for it.
export default defineConfig({
  root: import.meta.dirname,
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
