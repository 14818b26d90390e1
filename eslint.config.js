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
        if (/^\s*(eslint|oxlint)-disable/.test(comment.value) && !/ -- \S/.test(comment.value))
          context.report({ loc: comment.loc, messageId: 'reason' });
      }
    },
  }),
};

/**
 * How long a text may be stands with its shape in sync, where the office takes it from as well: a number beside a field
 * of the app would one day be another than the office's.
 */
const lengthsFromShapes = {
  meta: {
    type: 'problem',
    messages: {
      number:
        'How long it may be stands in sync, for both ends: longestText(shape) or a constant that the shape takes.',
    },
    schema: [],
  },
  create(context) {
    /** The numbers an expression is made of, also those of constants beside it. */
    const numbersIn = (node, seen = new Set()) => {
      if (!node || seen.has(node)) return [];
      seen.add(node);
      const within = (...parts) => parts.flatMap((part) => numbersIn(part, seen));
      switch (node.type) {
        case 'Literal':
          return typeof node.value === 'number' ? [node] : [];
        case 'JSXExpressionContainer':
        case 'TSAsExpression':
          return within(node.expression);
        case 'BinaryExpression':
        case 'LogicalExpression':
          return within(node.left, node.right);
        case 'ConditionalExpression':
          return within(node.consequent, node.alternate);
        case 'ObjectExpression':
          return within(...node.properties.map(({ value }) => value));
        case 'MemberExpression':
          return within(node.object);
        case 'Identifier': {
          let scope = context.sourceCode.getScope(node);
          while (scope !== null && !scope.set.has(node.name)) scope = scope.upper;
          const written = scope?.set.get(node.name)?.defs.find((one) => one.node.type === 'VariableDeclarator');
          return written?.node.id.type === 'Identifier' ? within(written.node.init) : [];
        }
        default:
          return [];
      }
    };
    const check = (value) => {
      const found = value?.type === 'Literal' ? [value] : numbersIn(value);
      for (const node of found) context.report({ node, messageId: 'number' });
    };
    return {
      'JSXAttribute[name.name="maxLength"]': ({ value }) => check(value),
      'ObjectExpression > Property[key.name="maxLength"]': ({ value }) => check(value),
    };
  },
};

export default tseslint.config(
  { ignores: ['build/', 'node_modules/', 'prisma/generated/', '.data/', '.cache/', 'test-results/', 'public/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    // Rules that have to know types are oxlint’s (.oxlintrc.json): it finds out what is of which type once for both.
    extends: [...tseslint.configs.recommended],
    rules: {
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
    ignores: [...TESTS, 'app/database/**'],
    plugins: { 'saha-app': { rules: { 'lengths-from-shapes': lengthsFromShapes } } },
    rules: { 'saha-app/lengths-from-shapes': 'error' },
  },
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
