// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { StoredByCollection } from '../../database/saha-database';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { createDocument, editDocument } from '../../database/write';
import { useTyping } from './use-typing';

type Template = StoredByCollection['templates'];
const formOf = ({ name, smsTr, emailSubjectTr, emailBodyTr }: Template) => ({
  name,
  smsTr,
  emailSubjectTr,
  emailBodyTr,
});
const EMPTY = { name: '', smsTr: '', emailSubjectTr: '', emailBodyTr: '' };

afterEach(async () => {
  cleanup();
  await closeDevices();
});

/** A form over a template that others write too. */
async function opened() {
  const { db } = await synced(new OfficeInMemory(), { names: ['countries', 'members', 'customers', 'templates'] });
  const id = await createDocument(db, 'templates', {
    ...{ name: 'Welcome', purpose: 'other', files: [], smsTr: 'Old', smsEn: '' },
    ...{ emailSubjectTr: 'Subject', emailBodyTr: 'Body', emailSubjectEn: '', emailBodyEn: '' },
    ...{ archivedAt: '', createdBy: db.me.memberId, createdAt: '2026-11-20T10:00:00.000Z' },
  });
  const stored = async () => (await db.collections.templates.findOne(id).exec())!.toJSON() as Template;
  const hook = renderHook(({ record }) => useTyping('templates', record, formOf, EMPTY), {
    initialProps: { record: await stored() },
  });
  return {
    typing: () => hook.result.current,
    type: (part: Partial<typeof EMPTY>) => act(() => hook.result.current.change(part)),
    writeElsewhere: async (values: Partial<typeof EMPTY>) => {
      await editDocument(db, 'templates', id, values);
      hook.rerender({ record: await stored() });
    },
  };
}

test('what nobody types in follows the record, and what is typed stays over what was shown', async () => {
  const { typing, type, writeElsewhere } = await opened();
  type({ smsTr: 'Mine' });
  await writeElsewhere({ name: 'Greeting', smsTr: 'Theirs' });
  expect(typing().form).toEqual({
    ...EMPTY,
    name: 'Greeting',
    smsTr: 'Mine',
    emailSubjectTr: 'Subject',
    emailBodyTr: 'Body',
  });
  expect(Object.keys(typing().bases)).toEqual(['smsTr']);
  expect(typing().bases['smsTr']?.values).toEqual({ smsTr: 'Old' });
  expect(typing().basisOf('smsTr').values).toEqual({ smsTr: 'Theirs' });
});

test('what was seen is what is typed over from then on', async () => {
  const { typing, type, writeElsewhere } = await opened();
  type({ smsTr: 'Mine' });
  await writeElsewhere({ smsTr: 'Theirs' });
  act(() => typing().see('smsTr'));
  expect(typing().form.smsTr).toBe('Mine');
  expect(typing().bases['smsTr']).toEqual(typing().basisOf('smsTr'));
  expect(typing().bases['smsTr']?.values).toEqual({ smsTr: 'Theirs' });
});

test('fields of one unit are typed over the same state of the record', async () => {
  const { typing, type, writeElsewhere } = await opened();
  type({ emailSubjectTr: 'Mine' });
  await writeElsewhere({ emailSubjectTr: 'Theirs', emailBodyTr: 'Their body' });
  expect(typing().form).toMatchObject({ emailSubjectTr: 'Mine', emailBodyTr: 'Body' });
  act(() => typing().giveUp('emailTr'));
  expect(typing().form).toMatchObject({ emailSubjectTr: 'Theirs', emailBodyTr: 'Their body' });
  expect(typing().bases).toEqual({});
});

test('a part with a state of its own begins again over what was seen or taken, not when its person types', async () => {
  const { typing, type, writeElsewhere } = await opened();
  const first = typing().keyOf('smsTr');
  type({ smsTr: 'Old' }); // as a part does that tells its beginning
  expect(typing().bases).toEqual({});
  type({ smsTr: 'Mine' });
  expect(typing().keyOf('smsTr')).toBe(first);
  await writeElsewhere({ smsTr: 'Theirs' });
  expect(typing().keyOf('smsTr')).toBe(first);
  act(() => typing().see('smsTr'));
  const seen = typing().keyOf('smsTr');
  act(() => typing().giveUp('smsTr'));
  expect(new Set([first, seen, typing().keyOf('smsTr')]).size).toBe(3);
  expect(typing().form.smsTr).toBe('Theirs');
});
