/** The migrations are written by hand; this holds what they make equal to what schema.prisma says. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../server/test/database';

const SCHEMA = 'prisma/schema.prisma';
let migrated: TestDatabase, described: TestDatabase;

beforeAll(async () => {
  [migrated, described] = [await createTestDatabase(), await createTestDatabase('empty')];
  await described.pool.query(await sqlOfSchema(described.url));
});
afterAll(async () => {
  await migrated?.close();
  await described?.close();
});

type Engine = { diff(input: unknown): Promise<{ stdout: string | null }> };
type EngineModule = {
  /** A static method of that name, not a constructor. */
  SchemaEngine: Record<'new', (options: unknown, log: () => void, adapter: unknown) => Promise<Engine>>;
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};

/**
 * What Prisma's own engine would write for an empty database. Its WebAssembly build is loaded by hand: it is made for
 * bundlers.
 */
async function sqlOfSchema(databaseUrl: string): Promise<string> {
  const folder = path.resolve('node_modules/@prisma/schema-engine-wasm');
  const engineModule = (await import(path.join(folder, 'schema_engine_bg.js'))) as EngineModule;
  const { instance } = await WebAssembly.instantiate(await readFile(path.join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': engineModule as unknown as WebAssembly.ModuleImports,
  });
  engineModule.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  const files = [{ path: SCHEMA, content: await readFile(SCHEMA, 'utf8') }];
  const engine = await engineModule.SchemaEngine.new(
    { datamodels: files.map((file) => [file.path, file.content]) },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl })),
  );
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files, configDir: path.resolve('prisma') },
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}

const COLUMNS = `
  SELECT c.table_name || '.' || c.column_name AS "column", c.udt_name AS type, c.datetime_precision AS precision,
    c.is_nullable AS nullable
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name !~ '^(_prisma_migrations|agenda)'
    ORDER BY 1`;
const REFERENCES = `
  SELECT conrelid::regclass::text || ': ' || pg_get_constraintdef(oid) AS definition FROM pg_constraint
  WHERE contype IN ('f', 'p') AND connamespace = 'public'::regnamespace AND conrelid::regclass::text !~
    '^(_prisma_migrations|agenda)' ORDER BY 1`;

it('has the same columns, types and nullability', async () => {
  const expected = (await described.pool.query(COLUMNS)).rows;
  expect(expected.length).toBeGreaterThan(60);
  expect((await migrated.pool.query(COLUMNS)).rows).toEqual(expected);
});

it('has the same keys and references', async () => {
  expect((await migrated.pool.query(REFERENCES)).rows).toEqual((await described.pool.query(REFERENCES)).rows);
});
