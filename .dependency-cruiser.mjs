/** The layers of the code as rules: a breach fails the build. */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'rules-are-pure',
      comment: 'rules.ts takes values and an instant; no SDK, schema library, environment or network.',
      severity: 'error',
      from: { path: '^functions/[^/]+/rules(\\.ts$|/)' },
      to: {
        pathNot: [
          '^functions/[^/]+/rules(\\.ts$|/)',
          '^functions/platform/(refusal|transition|canonical-json|instant|digest|roles)\\.ts$',
          '^functions/[^/]+/refusals\\.ts$',
          '^(node:)?crypto$',
          '^node_modules/canonicalize/',
        ],
      },
    },
    {
      name: 'only-stores-touch-the-sdk',
      severity: 'error',
      from: { path: '^functions/(?!platform/)', pathNot: '/store(\\.ts$|/)|\\.lambda\\.ts$' },
      to: { path: '^node_modules/@(aws-sdk|smithy)/' },
    },
    {
      name: 'capabilities-meet-through-rules-and-stores',
      severity: 'error',
      comment: 'What Lambda loads binds the parts together; nothing else does.',
      from: { path: '^functions/([^/]+)/', pathNot: ['^functions/platform/', '\\.lambda\\.ts$'] },
      to: {
        path: '^functions/(?!platform/)[^/]+/',
        pathNot: ['^functions/$1/', '^functions/[^/]+/(rules|store|refusals|schema)(\\.ts$|/)'],
      },
    },
    {
      name: 'the-verifier-stands-alone',
      comment: 'Whoever trusts nothing else reads this folder, Node’s crypto and the canonical JSON.',
      severity: 'error',
      from: { path: '^functions/ledger/verify/' },
      to: { pathNot: ['^functions/ledger/verify/', '^(node:)?crypto$', '^node_modules/canonicalize/'] },
    },
    {
      name: 'platform-knows-no-capability',
      severity: 'error',
      from: { path: '^functions/platform/' },
      to: { path: '^functions/(?!platform/)' },
    },
    {
      name: 'infra-runs-no-runtime-code',
      comment: 'The local tools under infra/local are clients of the system, not part of its deployment.',
      severity: 'error',
      from: { path: '^infra/', pathNot: '^infra/local/' },
      to: { path: '^functions/', pathNot: '^functions/platform/environment\\.ts$' },
    },
    {
      name: 'runtime-knows-no-infra',
      severity: 'error',
      from: { path: '^(functions|statemachines)/' },
      to: { path: '^(infra|test|web)/' },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
