import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { MORE_PLACES } from '../../shell/more-places';

test('the list of what is under Daha stays beside all that it leads to', () => {
  const rows = readFileSync(path.join(import.meta.dirname, 'more-rows.tsx'), 'utf8');
  const leadsTo = [...rows.matchAll(/place\('([^']+)'\)/g)].map(([, href]) => href!);
  expect(leadsTo.length).toBeGreaterThan(10);
  expect(leadsTo.filter((href) => !MORE_PLACES.includes(href))).toEqual([]);
});
