import * as z from 'zod/mini';
import { matching } from '../rules/pattern';
import { collection, documentId, field, instant, instantOrNone } from './definition';

const MAX_VALUE_CHARACTERS = 8_000;

/**
 * What an office decides about itself, a document per thing: its name, a stage, a holiday, somebody's week. The id is
 * derivedId(key, subject), so that a thing decided twice is one document (sync/rules/setting-id.ts). What nobody
 * decided has no document: sync/rules/settings.ts says what then stands. Never removed: archived.
 */
export const settings = collection({
  name: 'settings',
  noun: 'setting',
  audience: { kind: 'everyone' },
  writable: true,
  since: 3,
  fields: {
    /** What kind of thing; one of SETTING_SHAPES (sync/rules/setting-values.ts), or of a later build. */
    key: field(matching(/^[a-zA-Z]+$/, 24), 'once', { indexed: 24 }),
    /** Which one: the id a stage, label or kind is named by elsewhere; '' where there is but one. */
    subject: field(matching(/^[a-z0-9_-]*$/, 36), 'once', { empty: '' }),
    /** Whose own it is, and '' for what is the office's. */
    memberId: field(z.union([z.literal(''), documentId]), 'once', { empty: '' }),
    /** JSON of the shape of its key. Whoever changes a part keeps the members they do not know. */
    value: field(
      z
        .record(z.string(), z.unknown())
        .check(z.refine((value) => JSON.stringify(value).length <= MAX_VALUE_CHARACTERS)),
      'text',
      { empty: {} },
    ),
    /** '' while it is in use. What is archived stays for what was made with it. */
    archivedAt: field(instantOrNone, 'latest', { empty: '' }),
    createdBy: field(documentId, 'once'),
    createdAt: field(instant, 'once'),
  },
  indexes: [['key']],
});
export const settingShape = settings.shape;
export type SettingFields = z.infer<typeof settingShape>;
