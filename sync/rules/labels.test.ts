import { expect, it } from 'vitest';
import { customers, labelMarks } from '../collections/customer';
import { labelsAsBefore, labelsOn, withLabel, type LabelMarks } from './labels';
import { mergePatch } from './merge';
import { makeStamp } from './stamp';

const merged = (master: LabelMarks, mine: LabelMarks, atMs: number) =>
  mergePatch(
    customers,
    { fields: { labels: master }, stamps: { '*': makeStamp(1, 0, '00000000'), labels: makeStamp(5, 0, 'bbbbbbbb') } },
    {
      labels: {
        values: { labels: mine },
        stamp: makeStamp(atMs, 0, 'aaaaaaaa'),
        base: makeStamp(1, 0, '00000000'),
        seq: 1,
      },
    },
    true,
  );

it('counts a label once that two people put on, and keeps what either added', () => {
  const mine = withLabel(withLabel({}, 'vip', true), 'abroad', true);
  const theirs = withLabel(withLabel({}, 'vip', true), 'family', true);
  for (const atMs of [2, 9]) {
    const { fields, clashes } = merged(theirs, mine, atMs);
    expect(labelsOn(fields['labels'] as LabelMarks)).toEqual(['abroad', 'family', 'vip']);
    expect(clashes).toEqual([]);
  }
});

it('lets stand what was taken off by somebody who saw it on', () => {
  const both = withLabel({}, 'vip', true);
  const off = withLabel(both, 'vip', false);
  expect(labelsOn(merged(off, withLabel(both, 'family', true), 9).fields['labels'] as LabelMarks)).toEqual(['family']);
  expect(labelsOn(merged(withLabel(both, 'family', true), off, 2).fields['labels'] as LabelMarks)).toEqual(['family']);
});

it('takes back what was done and nothing else', () => {
  const before = withLabel({}, 'family', true);
  const after = withLabel(withLabel(before, 'vip', true), 'family', false);
  const back = labelsAsBefore(before, after);
  expect(labelsOn(back)).toEqual(['family']);
  expect(labelsOn(merged(after, back, 9).fields['labels'] as LabelMarks)).toEqual(['family']);
  expect(withLabel(before, 'family', true)).toBe(before);
});

it('reads a label that is called like something every object has', () => {
  const marks = withLabel({}, 'constructor', true);
  expect(marks).toEqual({ constructor: 1 });
  expect(labelsOn(merged({}, marks, 9).fields['labels'] as LabelMarks)).toEqual(['constructor']);
  expect(labelMarks.safeParse({ 'Çok önemli': 1 }).success).toBe(false);
});
