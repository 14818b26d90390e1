import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ALWAYS, allScenarios, partOfCommit, PARTS, scenariosOf } from './scenarios.mjs';

const every = Array.from({ length: PARTS }, (_, at) => at + 1);

describe('the scenarios of the browser', () => {
  it('are all in exactly one part, or always run', () => {
    const names = allScenarios().map(({ name }) => name);
    const seen = every.flatMap((part) => scenariosOf(part).filter((name) => !ALWAYS.includes(name)));
    expect([...seen, ...ALWAYS].toSorted()).toEqual(names);
  });

  it('are spread so that no part takes much longer than another', () => {
    const sizeOf = new Map(allScenarios().map(({ name, size }) => [name, size]));
    const sizes = every.map((part) => scenariosOf(part).reduce((sum, name) => sum + (sizeOf.get(name) ?? 0), 0));
    expect(Math.max(...sizes)).toBeLessThan(1.5 * Math.min(...sizes));
  });

  it('run in the same part for the same commit, and in each for some', () => {
    const commits = Array.from({ length: 10 * PARTS }, (_, at) =>
      createHash('sha1').update(`commit ${at}`).digest('hex'),
    );
    const parts = commits.map((commit) => partOfCommit(commit));
    expect([...new Set(parts)].toSorted((a, b) => a - b)).toEqual(every);
    expect(commits.map((commit) => partOfCommit(commit))).toEqual(parts);
    expect(partOfCommit(null)).toBe(1);
  });
});
