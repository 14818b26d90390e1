import { expect, it } from 'vitest';
import { cursorAfter, readTimeCursor } from './time-cursor';

const row = { id: '01a21c29-6d72-721c-bb43-ed15b8a05dba', startsAt: '2026-11-27T10:00:00.000Z' };
const at = ({ startsAt }: typeof row) => startsAt;

it('goes on after the last row of a full page', () => {
  expect(readTimeCursor(cursorAfter([row], 1, at))).toEqual([row.startsAt, row.id]);
});

it('says that a page which is not full was the last', () => {
  expect(cursorAfter([row], 2, at)).toBeNull();
  expect(cursorAfter([], 0, at)).toBeNull();
});

it('begins anew with what a database would refuse, instead of failing', () => {
  const wrong = [
    null,
    '',
    'x',
    row.startsAt,
    `${row.startsAt} ${'-'.repeat(36)}`,
    `2026-13-41T10:00:00.000Z ${row.id}`,
  ];
  for (const cursor of wrong) expect(readTimeCursor(cursor)).toEqual([null, null]);
});
