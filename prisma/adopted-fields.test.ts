/**
 * A column that a migration adds to a replicated table must not come into being with what somebody left under its name.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const MIGRATIONS = 'prisma/migrations';
/** Before it a field's name could not be cleared, and none was added. */
const SINCE = '20261126101000';

const ADDED = /ADD\s+COLUMN\s+(?:IF\s+NOT\s+EXISTS\s+)?"?(\w+)"?/gi;
const toField = (column: string) => column.replace(/_(.)/g, (_, letter: string) => letter.toLocaleUpperCase('en'));

/** Columns that `sql` adds to tables with a column `extra`, as `table.field`, and fields it adopts. */
function fieldsOf(sql: string, replicated: ReadonlySet<string>): { added: string[]; adopted: string[] } {
  const plain = sql.replace(/--.*$/gm, '');
  const added = [...plain.matchAll(/ALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?"?(\w+)"?([^;]*)/gi)]
    .filter(([, table = '']) => replicated.has(table))
    .flatMap(([, table = '', rest = '']) =>
      [...rest.matchAll(ADDED)].map(([, column = '']) => `${table}.${toField(column)}`),
    );
  const adopted = [...plain.matchAll(/"?saha_adopt_field"?\s*\(\s*'(\w+)'\s*,\s*'(\w+)'\s*\)/g)].map(
    ([, table = '', field = '']) => `${table}.${field}`,
  );
  return { added, adopted };
}

function replicatedTables(sql: string): string[] {
  const declared = [...sql.matchAll(/CREATE\s+TABLE\s+"?(\w+)"?\s*\(([^;]*)\)\s*;/gi)]
    .filter(([, , body = '']) => /"?extra"?\s+JSONB/i.test(body))
    .map(([, table = '']) => table);
  const made = [...sql.matchAll(/"?saha_replicate"?\s*\(\s*'(\w+)'/g)].map(([, table = '']) => table);
  return [...declared, ...made];
}

it('is held by every migration', () => {
  const names = readdirSync(MIGRATIONS)
    .filter((name) => /^\d/.test(name))
    .sort();
  const files = names.map(
    (name) => [name, readFileSync(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8')] as const,
  );
  const replicated = new Set(files.flatMap(([, sql]) => replicatedTables(sql)));
  expect([...replicated]).toEqual(expect.arrayContaining(['customers', 'appointments', 'interactions', 'members']));
  const described = files
    .filter(([name]) => name > SINCE)
    .map(([name, sql]) => ({ name, ...fieldsOf(sql, replicated) }));
  // By the same migration, or by one after it: nothing runs between them.
  const forgotten = described.flatMap(({ name, added }) =>
    added
      .filter((field) => !described.some((later) => later.name >= name && later.adopted.includes(field)))
      .map((field) => `${name}: ${field}`),
  );
  expect(forgotten, 'call saha_adopt_field for these, see CONTRIBUTING.md').toEqual([]);
});

it('tells an adopted field from a forgotten one', () => {
  const sql = `ALTER TABLE "customers" ADD COLUMN "next_step" JSONB, ADD COLUMN IF NOT EXISTS reach JSONB;
    ALTER TABLE "sessions" ADD COLUMN "x" TEXT; SELECT saha_adopt_field('customers', 'nextStep');`;
  expect(fieldsOf(sql, new Set(['customers']))).toEqual({
    added: ['customers.nextStep', 'customers.reach'],
    adopted: ['customers.nextStep'],
  });
});
