import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { SettingFields } from '../../../sync/collections/setting';
import { FIRST_SETTINGS, readSettings, type Settings } from '../../../sync/rules/settings';
import type { StoredByCollection } from '../../database/saha-database';
import { useAllDocuments } from '../../database/use-all-documents';

type StoredSetting = StoredByCollection['settings'];
type Known = {
  readonly settings: Settings;
  readonly documents: ReadonlyMap<string, StoredSetting>;
  readonly areRead: boolean;
};

const NONE: Known = { settings: FIRST_SETTINGS, documents: new Map(), areRead: false };
const SettingsContext = createContext<Known>(NONE);

/** What the office decided about itself, read once for all screens below; what every office begins with until it is. */
export function SettingsProvider({ children }: { children: ReactNode }) {
  const documents = useAllDocuments('settings');
  const known = useMemo(
    () =>
      documents === undefined
        ? NONE
        : {
            settings: readSettings(documents as readonly SettingFields[]),
            documents: new Map(documents.map((document) => [document.id, document])),
            areRead: true,
          },
    [documents],
  );
  return <SettingsContext.Provider value={known}>{children}</SettingsContext.Provider>;
}

export const useSettings = (): Settings => useContext(SettingsContext).settings;
/** Whether they are this office's own already. */
export const useAreSettingsRead = (): boolean => useContext(SettingsContext).areRead;
/** As they are stored, by id, for whoever changes them. */
export const useSettingDocuments = () => useContext(SettingsContext).documents;
