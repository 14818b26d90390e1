import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const TESTS = [
  '**/*.test.{ts,tsx}',
  '**/*.e2e.ts',
  'app/e2e/**',
  'app/bench/**',
  'server/test/**',
  'server/prove/**',
  'prisma/factories/**',
];
const COMMANDS = ['server/cli/**', '*.config.{ts,js}', 'bench/**'];

const FOLDING = 'Text is folded and ordered in sync/rules/turkish-text.ts: İ, I, ı and i differ by locale.';
const foldingRules = [
  {
    selector: 'CallExpression[callee.property.name=/^to(Locale)?(Lower|Upper)Case$/][arguments.length=0]',
    message: FOLDING,
  },
  { selector: 'CallExpression[callee.property.name="localeCompare"][arguments.length<2]', message: FOLDING },
];
const environmentRule = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'server/config.ts is the only reader of the environment.',
};
const RXDB =
  'RxDB’s internals are used in app/database/rxdb-internals, where a test holds them to the installed version.';
const INTERNALS = '/^(storageInstance|eventBulks\\$|_queryCache|_docCache|_changeEventBuffer)$/';
const rxdbRules = [
  { selector: `MemberExpression[property.name=${INTERNALS}]`, message: RXDB },
  { selector: `ObjectPattern > Property[key.name=${INTERNALS}]`, message: RXDB },
];

/** Whoever switches a rule off says why, after two dashes. */
const disableWithReason = {
  meta: {
    type: 'problem',
    messages: { reason: 'Say why the rule is switched off: // eslint-disable-next-line rule -- reason' },
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        if (/^\s*eslint-disable/.test(comment.value) && !/ -- \S/.test(comment.value))
          context.report({ loc: comment.loc, messageId: 'reason' });
      }
    },
  }),
};

export default tseslint.config(
  { ignores: ['build/', 'node_modules/', 'prisma/generated/', '.data/', '.cache/', 'test-results/', 'public/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'all' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    files: ['**/*.{ts,tsx,js,mjs,cjs}'],
    plugins: { saha: { rules: { 'disable-with-reason': disableWithReason } } },
    rules: {
      'saha/disable-with-reason': 'error',
      'no-console': 'error',
      // What the formatter cannot break: comments. Words, patterns and SQL may be longer than their line.
      'max-len': [
        'error',
        { code: 120, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true, ignoreUrls: true },
      ],
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...foldingRules, environmentRule],
    },
  },
  {
    files: ['app/**/*.{ts,tsx}'],
    ignores: ['app/database/rxdb-internals/**'],
    rules: { 'no-restricted-syntax': ['error', ...foldingRules, environmentRule, ...rxdbRules] },
  },
  { files: ['sync/rules/turkish-text.ts'], rules: { 'no-restricted-syntax': ['error', environmentRule] } },
  { files: ['server/config.ts', ...COMMANDS], rules: { 'no-restricted-syntax': ['error', ...foldingRules] } },
  { files: TESTS, rules: { 'no-restricted-syntax': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
  {
    files: ['app/**/*.{ts,tsx}'],
    ignores: ['app/e2e/**'],
    extends: [jsxA11y.flatConfigs.recommended],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      // react-aria moves focus where a dialog or search expects it; the rule only knows the bare attribute.
      'jsx-a11y/no-autofocus': ['error', { ignoreNonDOM: true }],
    },
  },
);
