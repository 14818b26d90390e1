/** Which part may know which (CONTRIBUTING.md). Every rule says why it is there. */
const TEST = '\\.(test|e2e)\\.tsx?$|^app/e2e/|^app/bench/|^server/(test|prove)/|^prisma/factories/';

/** Features by tier: a feature may use its own tier and the ones above it in this list. */
const TIERS = [
  'auth|countries|customers|members|settings|segments|templates|consent|conflicts|audit',
  'appointments|interactions|deliveries|messages|chat|files|calendar|lines|notifications',
  'campaigns|reminders|imports',
  'journey|reports|today|outbox|more|office',
];
const unplaced = {
  name: 'features-have-a-tier',
  comment: 'What stands in no tier would be held to no direction: a new feature is placed in TIERS first.',
  severity: 'error',
  from: { path: '^(app|server)/features/', pathNot: `${TEST}|^(app|server)/features/(${TIERS.join('|')})/` },
  to: {},
};
const tierRules = TIERS.slice(0, -1).map((features, at) => ({
  name: `features-look-down-${at + 1}`,
  comment:
    'Features build on the ones below them; the other way round a change in a report would break the customer list.',
  severity: 'error',
  from: { path: `^(app|server)/features/(${features})/`, pathNot: TEST },
  to: { path: `^(app|server)/features/(${TIERS.slice(at + 1).join('|')})/` },
}));

/** Server layers, outermost first; each may import the ones after it. */
const layerRule = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: TEST },
  to: { path: to, dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that need each other cannot be understood, tested or loaded one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'sync-is-pure',
      comment:
        'Both ends must answer alike, offline too: sync knows nothing but itself, zod, uuid and the rules of RFC 5545.',
      severity: 'error',
      from: { path: '^sync/', pathNot: TEST },
      to: { pathNot: '^sync/|^node_modules/(zod|uuid|rrule-temporal)/' },
    },
    {
      name: 'server-without-app',
      comment: 'The server runs without a browser and without the app’s packages.',
      severity: 'error',
      from: { path: '^(server|prisma)/', pathNot: TEST },
      to: { path: '^app/' },
    },
    {
      name: 'app-without-server',
      comment: 'Server code in the bundle would ship secrets and megabytes: only the root router’s type crosses.',
      severity: 'error',
      from: { path: '^app/', pathNot: TEST },
      to: { path: '^(server|prisma)/', pathNot: '^server/trpc/root-router\\.ts$' },
    },
    {
      name: 'app-takes-only-the-type',
      comment: 'Importing the root router itself would pull the whole server into the bundle.',
      severity: 'error',
      from: { path: '^app/', pathNot: TEST },
      to: { path: '^server/trpc/root-router\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'app-without-node',
      comment: 'Browsers have no Node modules.',
      severity: 'error',
      from: { path: '^app/', pathNot: `${TEST}|\\.vite\\.ts$` },
      to: { dependencyTypes: ['core'] },
    },
    unplaced,
    ...tierRules,
    {
      name: 'features-speak-in-verbs',
      comment: 'Another feature’s router, store or jobs are its own affair; what it offers others are its verbs.',
      severity: 'error',
      from: { path: '^server/features/([^/]+)/', pathNot: TEST },
      to: {
        path: '^server/features/',
        pathNot: '^server/features/$1/|^server/features/[^/]+/(?!.*\\.(router|store|job)\\.ts$)',
      },
    },
    {
      name: 'ui-without-nouns',
      comment: 'The kit serves every feature: a button that knows customers serves one.',
      severity: 'error',
      from: { path: '^app/ui/', pathNot: TEST },
      to: { path: '^(app/(features|database|api|shell|routes)|sync/(collections|protocol))/' },
    },
    {
      name: 'rxdb-behind-the-database',
      comment: 'Screens ask for documents and write them; by which library they are kept is the database’s affair.',
      severity: 'error',
      from: { path: '^app/(?!database/)', pathNot: TEST },
      to: { path: '^node_modules/rxdb/' },
    },
    {
      name: 'rxdb-behind-one-folder',
      comment:
        'What an update of RxDB may break stands in rxdb-internals, where its contract is tested; types may be named.',
      severity: 'error',
      from: { path: '^app/database/(?!rxdb-internals/|test/)', pathNot: TEST },
      to: { path: '^node_modules/(rxdb|dexie)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'routes-are-the-outside',
      comment: 'Routes pick a screen; screens do not know their addresses’ files.',
      severity: 'error',
      from: { path: '^app/(?!routes/)[^/]+/', pathNot: TEST },
      to: { path: '^app/routes/' },
    },
    layerRule(
      'deps-are-made-once',
      '^server/(?!main\\.ts|office-at-work\\.ts|test/office-host\\.ts|cli/|deps\\.ts)',
      '^server/(main|office-at-work|deps)\\.ts$',
      'Only the start of the program makes dependencies; everything else is handed them.',
    ),
    layerRule(
      'features-without-outside',
      '^server/features/',
      '^server/(http|jobs|replication)/',
      'A use case works the same behind HTTP, a job or replication.',
    ),
    layerRule(
      'only-routers-know-trpc',
      '^server/features/(?!.*\\.router\\.ts$)',
      '^server/trpc/|^node_modules/@trpc/',
      'Verbs are called by jobs and replication too, which have no request.',
    ),
    layerRule(
      'only-stores-know-sql',
      '^server/features/(?!.*\\.store\\.ts$)',
      '^prisma/generated/|^node_modules/(pg|@prisma)/',
      'How rows are kept changes in one file of a feature.',
    ),
    layerRule(
      'only-jobs-know-agenda',
      '^server/(?!jobs/|deps\\.ts|features/.*\\.job\\.ts$)',
      '^node_modules/(agenda|@agendajs)/',
      'The truth about work is in rows; what wakes it may be replaced.',
    ),
    layerRule(
      'ground-floor',
      '^server/(db|lib)/',
      '^server/(main|deps)\\.ts$|^server/(http|jobs|replication|trpc|features|gateways)/',
      'Database and lib carry everything else and know none of it.',
    ),
    layerRule(
      'gateways-by-contract',
      '^server/gateways/',
      '^server/(http|jobs|replication|trpc|features)/',
      'A gateway can be replaced only while it knows nobody.',
    ),
    {
      name: 'no-test-in-product',
      comment: 'Test support has no place in what runs in an office.',
      severity: 'error',
      // The scenarios' own configuration is looked at as well: that of a proof begins with it.
      from: { pathNot: `${TEST}|^prisma/seed/|^playwright\\.config\\.ts$` },
      to: { path: TEST },
    },
    {
      name: 'declared-packages',
      comment: 'A package that only came along with another may be gone after the next update.',
      severity: 'error',
      from: { path: '^(app|server|sync)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'server-without-dev-packages',
      comment: 'The server must run where only production packages are installed.',
      severity: 'error',
      from: { path: '^server/', pathNot: `${TEST}|^server/cli/` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'A path that leads nowhere fails at the first visitor.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|\\?' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^prisma/generated' },
    exclude: { path: '^(build|\\.cache|test-results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
