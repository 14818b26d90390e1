/**
 * A class that a component asks for stands in the style sheet it asks: types do not say, and the browser shows it
 * plain.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const APP = path.resolve(import.meta.dirname, '..');

function missingIn(component: string): string[] {
  const source = readFileSync(component, 'utf8');
  return [...source.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)].flatMap(([, name, sheet]) => {
    const css = readFileSync(path.resolve(path.dirname(component), sheet as string), 'utf8');
    const classes = new Set([...css.matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, found]) => found));
    const asked = new Set(
      [...source.matchAll(new RegExp(`(?<![\\w./-])${name}\\.(\\w+)`, 'g'))].map(([, found]) => found),
    );
    return [...asked]
      .filter((one) => !classes.has(one))
      .map((one) => `${path.relative(APP, component)}: ${name}.${one}`);
  });
}

test('every class is in its style sheet', () => {
  const components = readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => path.join(APP, file));
  expect(components.length).toBeGreaterThan(100);
  expect(components.flatMap(missingIn)).toEqual([]);
});
