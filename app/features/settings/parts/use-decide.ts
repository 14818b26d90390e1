import { useMemo } from 'react';
import { settingId } from '../../../../sync/rules/setting-rights';
import type { SettingKey, SettingValue } from '../../../../sync/rules/setting-values';
import type { Basis } from '../../../../sync/rules/document';
import { settingValue } from '../../../../sync/rules/settings';
import { useDatabase } from '../../../database/database-context';
import { saveTogether } from '../../../database/save-together';
import { shownBasis } from '../../../database/stored-document';
import { useText } from '../../../i18n/use-text';
import { showToast } from '../../../ui/toast';
import { useSettingDocuments } from '../settings-context';

export type Decision<K extends SettingKey = SettingKey> = {
  readonly key: K;
  readonly subject: string;
  readonly memberId?: string;
  readonly value: SettingValue<K>;
  /** Left out: it stays as it is, and what is new is in use. */
  readonly isArchived?: boolean;
  /** What was shown of it when the person began (`begun`); without it, what stands. */
  readonly begun?: Basis | undefined;
};

/** Stores what somebody decides, several things as one; says so, and resolves to whether it is stored. */
export function useDecide() {
  const t = useText();
  const db = useDatabase();
  const documents = useSettingDocuments();
  return useMemo(() => {
    const now = () => new Date(db.clock.nowMs()).toISOString();
    /** What is shown of a thing now; undefined where nobody decided about it. */
    const begin = (key: SettingKey, subject: string): Basis | undefined => {
      const stored = documents.get(settingId(key, subject));
      return stored === undefined ? undefined : shownBasis('settings', stored, 'value');
    };
    const decide = async (decisions: readonly Decision[], said: string): Promise<boolean> => {
      if (decisions.length === 0) return true;
      const parts = decisions.map(({ key, subject, memberId = '', value, isArchived, begun }) => {
        const id = settingId(key, subject);
        const stored = documents.get(id);
        const archivedAt = isArchived === undefined ? (stored?.archivedAt ?? '') : isArchived ? now() : '';
        // What a later build keeps in it stays.
        const changed = { value: { ...stored?.value, ...value }, archivedAt };
        const bases = begun === undefined ? {} : { bases: { value: begun } };
        return stored === undefined
          ? {
              id,
              isNew: true,
              values: { key, subject, memberId, ...changed, createdBy: db.me.memberId, createdAt: now() },
            }
          : { id, isNew: false, values: changed, ...bases };
      });
      if (!decisions.every(({ key, value }) => settingValue(key, value) !== null)) {
        showToast({ text: t('settings.incomplete'), tone: 'attention' });
        return false;
      }
      try {
        await saveTogether(db, 'settings', parts);
        showToast({ text: said });
        return true;
      } catch {
        showToast({ text: t('settings.notStored'), tone: 'attention' });
        return false;
      }
    };
    return { begin, decide };
  }, [t, db, documents]);
}
