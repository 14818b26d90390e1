import { useMemo } from 'react';
import type { AppointmentKindSetting } from '../../../sync/rules/settings';
import { useLanguage } from '../../i18n/language';
import type { Option } from '../../ui/option';
import { nameIn } from './setting-words';
import { useAreSettingsRead, useSettings } from './settings-context';

type AppointmentKinds = {
  readonly kindOf: (id: string) => AppointmentKindSetting | undefined;
  /** One that is not known here, of a later build or written by nobody, is called by its id; '' until they are read. */
  readonly nameOf: (id: string) => string;
  readonly needsApproval: (id: string) => boolean;
  /** Those in use, and the one that stands although it is not. */
  readonly optionsWith: (standing?: string) => Option[];
};

/** The kinds of appointment of this office, in the reader's language. */
export function useAppointmentKinds(): AppointmentKinds {
  const { appointmentKinds } = useSettings();
  const areRead = useAreSettingsRead();
  const language = useLanguage();
  return useMemo(() => {
    const byId = new Map(appointmentKinds.map((kind) => [kind.id, kind]));
    const nameOf = (id: string) => {
      // Until they are read a name, or an id, would be put right a moment later.
      if (!areRead) return '';
      const kind = byId.get(id);
      return kind === undefined ? id.replaceAll(/[-_]/g, ' ') : nameIn(kind, language);
    };
    return {
      kindOf: (id) => byId.get(id),
      nameOf,
      needsApproval: (id) => byId.get(id)?.needsApproval === true,
      optionsWith(standing) {
        const offered = appointmentKinds.filter(({ id, isArchived }) => !isArchived || id === standing);
        const ids = offered.map(({ id }) => id);
        if (standing !== undefined && standing !== '' && !byId.has(standing)) ids.push(standing);
        return ids.map((id) => ({ id, label: nameOf(id) }));
      },
    };
  }, [appointmentKinds, areRead, language]);
}
