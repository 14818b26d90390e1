import { expect, test } from 'vitest';
import { environmentOf } from './grouped-sequencer';

test('a file says its environment in its first lines, or has that of its project', () => {
  expect(environmentOf('// @vitest-environment happy-dom\nimport x from "y";')).toBe('happy-dom');
  expect(environmentOf('/**\n * @vitest-environment node\n */')).toBe('node');
  expect(environmentOf(`import x from 'y';\n${' '.repeat(1_000)}// @vitest-environment happy-dom`)).toBe('');
});
