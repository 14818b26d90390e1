/**
 * No text keeps the office busy by its form: patterns look at no more than the longest text a field may hold, and take
 * steps that grow with it and no faster.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { EMAIL_PATTERN } from './email-pattern';
import { matching } from './pattern';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ELSEWHERE = /^(node_modules|cli|prove|test)$/;
/**
 * A password is looked at after its length, a typed number up to a length; a backreference has no other form, nor have
 * blanks before what ends a text.
 */
const BOUNDED_BEFORE: Readonly<Record<string, readonly string[]>> = {
  'server/features/auth/password-policy.ts': [String.raw`/^\d+|\d+$/g`, String.raw`/^(.{1,6})\1+.{0,2}$/u`],
  'sync/rules/phone-parts.ts': [
    String.raw`/[\s,;]*(?:ext(?:ension)?\.?|dah[iİı]l[iİı]|dah\.|x|#)\s*[:.]?\s*\d{1,7}\s*$/iu`,
    String.raw`/\s*(?=\+)|\s+(?=0)/u`,
  ],
};

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const place = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ELSEWHERE.test(entry.name) ? [] : sources(place);
    return /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name) ? [place] : [];
  });
}

function patternsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter((text) => !BOUNDED_BEFORE[file]?.includes(text));
}

const SEARCH_MS = 60_000;

/**
 * How the steps of a pattern grow with the text: `linear`, `safe` (bounded), `polynomial`, `exponential`, `unknown`.
 */
let growthOf: (pattern: string) => string;

beforeAll(async () => {
  // The part of the checker that is JavaScript alone; read when it is first asked.
  process.env['RECHECK_SYNC_BACKEND'] = 'pure';
  const { checkSync } = await import('recheck');
  growthOf = (pattern) => {
    const end = pattern.lastIndexOf('/');
    const [source, flags] = [pattern.slice(1, end), pattern.slice(end + 1)];
    // Without a clock, which a busy machine would run down; what no automaton can say (a lookahead) is searched for.
    const exact = checkSync(source, flags, { checker: 'automaton', timeout: null });
    const result = exact.status === 'unknown' ? checkSync(source, flags, { timeout: SEARCH_MS }) : exact;
    return result.status === 'unknown' ? 'unknown' : result.complexity.type;
  };
});
afterAll(() => delete process.env['RECHECK_SYNC_BACKEND']);

describe('patterns', () => {
  it.each(['sync', 'server'])('of %s take steps that grow with the text', { timeout: 240_000 }, (folder) => {
    const checked = new Map<string, string>();
    const steep: string[] = [];
    for (const file of sources(folder)) {
      for (const pattern of patternsIn(file)) {
        const growth = checked.get(pattern) ?? growthOf(pattern);
        checked.set(pattern, growth);
        if (growth !== 'linear' && growth !== 'safe') steep.push(`${file}: ${pattern} is ${growth}`);
      }
    }
    expect(steep).toEqual([]);
    expect(checked.size).toBeGreaterThan(10);
  });

  it('are told from those that do not', () => {
    expect(growthOf(String.raw`/^([^\s@]+@[^\s@]+\.[^\s@]+)?$/`)).toBe('polynomial');
    expect(growthOf(String(EMAIL_PATTERN))).toBe('linear');
  });
});

type Leaf = { readonly schema: z.core.$ZodType; readonly maxLength: number; readonly patterns: readonly RegExp[] };

/** Every text of a schema that a pattern looks at, however deep it lies. */
function leavesOf(schema: z.core.$ZodType, seen = new Set<unknown>()): Leaf[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const { def } = schema._zod;
  const checks = (def.checks ?? []).map(
    (check) => check._zod.def as { check: string; maximum?: number; pattern?: RegExp },
  );
  const patterns = checks.flatMap(({ pattern }) => pattern ?? []);
  const own: Leaf[] =
    patterns.length === 0
      ? []
      : [{ schema, patterns, maxLength: Math.min(...checks.map(({ maximum }) => maximum ?? Infinity)) }];
  const inner = Object.values(def).flatMap((part: unknown) => (isSchema(part) ? [part] : childrenOf(part)));
  return [...own, ...inner.flatMap((child) => leavesOf(child, seen))];
}
const isSchema = (value: unknown): value is z.core.$ZodType => value instanceof z.core.$ZodType;
const childrenOf = (part: unknown): z.core.$ZodType[] =>
  typeof part === 'object' && part !== null ? Object.values(part).filter(isSchema) : [];

async function exportedSchemas(): Promise<[string, z.core.$ZodType][]> {
  const files = [...sources('sync/collections'), ...sources('sync/protocol')];
  const modules = await Promise.all(
    files.map(async (file) => Object.entries((await import(path.join(ROOT, file))) as Record<string, unknown>)),
  );
  return modules.flat().filter((pair): pair is [string, z.core.$ZodType] => isSchema(pair[1]));
}

/** What such patterns stumble over: long runs of what may stand in many places, and an end that fits nowhere. */
const HOSTILE = ['.', 'a', '0', '-', '@', 'a@', ' ', '\t', '+1', 'A/', 'a@.', '\ud83d', 'ı'];
const hostileTexts = (length: number) =>
  HOSTILE.flatMap((pump) => {
    const run = pump.repeat(Math.ceil(length / pump.length)).slice(0, length);
    return [run, `${run.slice(0, -1)}@`, `a@${run.slice(0, Math.max(0, length - 3))}@`];
  });

describe('texts', () => {
  it('are never given to a pattern when they are longer than the field', async () => {
    const schemas = await exportedSchemas();
    const leaves = new Map(
      schemas.flatMap(([name, schema]) => leavesOf(schema).map((leaf) => [leaf.schema, { name, ...leaf }])),
    );
    expect(leaves.size).toBeGreaterThan(10);
    for (const { name, schema, maxLength, patterns } of leaves.values()) {
      const lengths: number[] = [];
      const spies = patterns.map((pattern) => {
        const test = pattern.test.bind(pattern);
        pattern.test = (text) => {
          lengths.push(text.length);
          return test(text);
        };
        return pattern;
      });
      try {
        const accepted = [...hostileTexts(maxLength + 1), ...hostileTexts(40_000)].filter(
          (text) => z.core.safeParse(schema, text).success,
        );
        expect([name, accepted, lengths]).toEqual([name, [], []]);
        for (const text of hostileTexts(maxLength)) z.core.safeParse(schema, text);
        expect([name, Math.max(...lengths)]).toEqual([name, maxLength]);
      } finally {
        for (const pattern of spies) delete (pattern as Partial<RegExp>).test;
      }
    }
  });

  it('of the greatest length are judged by the whole shape', async () => {
    for (const [name, schema] of await exportedSchemas()) {
      const fields = (schema._zod.def as { shape?: Record<string, z.core.$ZodType> }).shape;
      if (fields === undefined) continue;
      for (const text of hostileTexts(20_000)) {
        const filled = Object.fromEntries(Object.keys(fields).map((field) => [field, text]));
        expect([name, z.core.safeParse(schema, filled).success]).toEqual([name, false]);
      }
    }
  });

  it.each([
    ['a@b.c', true],
    ['ad.soyad@posta.ornek.com.tr', true],
    ['a@.b.c', true],
    ['a@b..c', true],
    ['a@b', false],
    ['a@.b', false],
    ['a@b.', false],
    ['a@b@c.d', false],
    [' a@b.c', false],
    ['@b.c', false],
  ])('like %j are addresses: %s', (text, isAddress) => {
    expect(z.safeParse(matching(EMAIL_PATTERN, 254), text).success).toBe(isAddress);
    // The same as the pattern before it, which took steps by the square of the text.
    expect(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)).toBe(isAddress);
  });
});
