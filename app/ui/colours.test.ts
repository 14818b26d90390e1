/** The promises of colours.css and colours-dark.css, computed from the files themselves. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contrast, distance, greyOf, lightness, mixed, seenBy, type Deficiency } from './test/colour-science';

const read = (file: string) =>
  new Map(
    [...readFileSync(path.join(import.meta.dirname, file), 'utf8').matchAll(/--([\w-]+): (#[0-9a-f]{6}|\d+%);/g)].map(
      ([, name, value]) => [name as string, value as string],
    ),
  );
const LIGHT = read('colours.css');
const DARK = read('colours-dark.css');
const PEOPLE = Array.from({ length: 8 }, (_, at) => `person-${at}`);
const STATES = ['accent', 'amber', 'brick', 'slate'];
const CHART = Array.from({ length: 6 }, (_, at) => `chart-${at + 1}`);
const STAGES = Array.from({ length: 5 }, (_, at) => `stage-${at + 1}`);
const SURFACES = ['ground', 'pane', 'surface', 'raised'];
const DEFICIENCIES: readonly Deficiency[] = ['protan', 'deutan', 'tritan'];

const pairs = <One>(all: readonly One[]): [One, One][] =>
  all.flatMap((one, at) => all.slice(at + 1).map((other): [One, One] => [one, other]));

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('in the %s', (mode, colours) => {
  const of = (name: string) => colours.get(name) ?? `${name} is missing`;

  test('ink is read on every surface, and what needs a person on its own ground', () => {
    for (const surface of SURFACES)
      for (const ink of ['ink', 'ink-soft', 'ink-faint', 'accent-ink', 'amber', 'brick', 'slate', 'overlap'])
        expect(contrast(of(ink), of(surface)), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    for (const state of ['amber', 'brick', 'slate', 'overlap'])
      expect(contrast(of(state), of(`${state}-soft`)), state).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of('accent-ink'), of('accent-soft'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of('on-brick'), of('brick'))).toBeGreaterThanOrEqual(4.5);
  });

  test('each surface stands off the one before', () => {
    const steps = SURFACES.slice(1).map((name, at) => lightness(of(name)) - lightness(of(SURFACES[at] ?? '')));
    for (const step of steps) expect(step).toBeGreaterThan(mode === 'dark' ? 0.04 : 0.0005);
  });

  test('a person is read on surface and soft ground, and is nobody else and no state', () => {
    const share = Number.parseFloat(of('person-soft')) / 100;
    for (const person of PEOPLE) {
      const soft = mixed(of(person), of('surface'), share);
      expect(contrast(of(person), of('surface')), person).toBeGreaterThanOrEqual(4.5);
      expect(contrast(of(person), soft), `${person} on its own ground`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(of('ink-soft'), soft), `words on ${person}`).toBeGreaterThanOrEqual(4.5);
      for (const state of STATES)
        expect(distance(of(person), of(state)), `${person} and ${state}`).toBeGreaterThan(0.055);
    }
    for (const [one, other] of pairs(PEOPLE))
      expect(distance(of(one), of(other)), `${one} and ${other}`).toBeGreaterThan(0.04);
  });

  test('stages run evenly from neutral to pine', () => {
    for (const stage of [...STAGES, 'stage-off'])
      expect(contrast(of(stage), of('surface')), stage).toBeGreaterThanOrEqual(3);
    const toPine = STAGES.map((stage) => distance(of(stage), of('stage-5')));
    expect(toPine).toEqual([...toPine].sort((a, b) => b - a));
  });

  test('a chart’s colours stay apart for everybody, and in grey', () => {
    for (const colour of CHART) expect(contrast(of(colour), of('surface')), colour).toBeGreaterThanOrEqual(3);
    for (const [one, other] of pairs(CHART)) {
      for (const deficiency of DEFICIENCIES)
        expect(
          distance(seenBy(of(one), deficiency), seenBy(of(other), deficiency)),
          `${one} and ${other}, ${deficiency}`,
        ).toBeGreaterThan(0.08);
      expect(Math.abs(greyOf(of(one)) - greyOf(of(other))), `${one} and ${other} in grey`).toBeGreaterThan(0.035);
    }
    for (const deficiency of DEFICIENCIES)
      expect(distance(seenBy(of('chart-minus'), deficiency), seenBy(of('chart-plus'), deficiency))).toBeGreaterThan(
        0.1,
      );
  });
});

test('dark answers every role that light has', () => {
  expect([...DARK.keys()].sort()).toEqual([...LIGHT.keys()].sort());
});

test('the check itself sees two colours that only a red-green deficiency confuses', () => {
  expect(distance('#b04a3a', '#6f6f1f')).toBeGreaterThan(0.08);
  expect(distance(seenBy('#b04a3a', 'deutan'), seenBy('#6f6f1f', 'deutan'))).toBeLessThan(0.08);
});
