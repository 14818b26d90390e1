import { useMemo, useRef } from 'react';
import { settings } from '../../../../sync/collections/setting';
import { settingId } from '../../../../sync/rules/setting-rights';
import type { SettingKey, SettingValue } from '../../../../sync/rules/setting-values';
import { unitValues, type Basis } from '../../../../sync/rules/document';
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

/**
 * Stores what somebody decides, several things as one; says so, and resolves to whether it is stored. A form that stays
 * open shows what it has saved: the next save is over that, and over nothing that came from elsewhere meanwhile.
 */
export function useDecide() {
  const t = useText();
  const db = useDatabase();
  const documents = useSettingDocuments();
  const saved = useRef(new Map<string, Basis>());
  return useMemo(() => {
    const now = () => new Date(db.clock.nowMs()).toISOString();
    /** What is shown of a thing now; undefined where nobody decided about it. */
    const begin = (key: SettingKey, subject: string): Basis | undefined => {
      const id = settingId(key, subject);
      const stored = documents.get(id);
      saved.current.delete(id);
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
        const shown = saved.current.get(id) ?? begun;
        const bases = shown === undefined ? {} : { bases: { value: shown } };
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
      const before = new Map(saved.current);
      // Known before it is stored: whoever presses again at once presses over this.
      for (const { id, values } of parts)
        saved.current.set(id, { stamp: '', values: unitValues(settings, values, 'value') });
      try {
        await saveTogether(db, 'settings', parts);
        showToast({ text: said });
        return true;
      } catch {
        saved.current = before;
        showToast({ text: t('settings.notStored'), tone: 'attention' });
        return false;
      }
    };
    return { begin, decide };
  }, [t, db, documents]);
}
