import { useMemo } from 'react';
import type { Stage } from '../../../sync/rules/settings';
import { useLanguage } from '../../i18n/language';
import type { Option } from '../../ui/option';
import { nameIn } from './setting-words';
import { useAreSettingsRead, useSettings } from './settings-context';

type Stages = {
  /** In their order, archived ones with them. */
  readonly all: readonly Stage[];
  /** In which a new customer begins. */
  readonly first: string;
  readonly stageOf: (id: string) => Stage | undefined;
  /** One that is not known here, of a later build or written by nobody, is called by its id; '' until they are read. */
  readonly nameOf: (id: string) => string;
  /** Those in use, and the one that stands although it is not. */
  readonly optionsWith: (standing?: string) => Option[];
};

/** The stages of this office, in the reader's language. */
export function useStages(): Stages {
  const { stages } = useSettings();
  const areRead = useAreSettingsRead();
  const language = useLanguage();
  return useMemo(() => {
    const byId = new Map(stages.map((stage) => [stage.id, stage]));
    const nameOf = (id: string) => {
      // Until they are read a name, or an id, would be put right a moment later.
      if (!areRead) return '';
      const stage = byId.get(id);
      return stage === undefined ? id.replaceAll(/[-_]/g, ' ') : nameIn(stage, language);
    };
    return {
      all: stages,
      first: stages.find(({ isArchived, kind }) => !isArchived && kind === 'open')?.id ?? 'new',
      stageOf: (id) => byId.get(id),
      nameOf,
      optionsWith(standing) {
        const offered = stages.filter(({ id, isArchived }) => !isArchived || id === standing).map(({ id }) => id);
        const ids = standing === undefined || standing === '' || byId.has(standing) ? offered : [...offered, standing];
        return ids.map((id) => ({ id, label: nameOf(id) }));
      },
    };
  }, [stages, areRead, language]);
}
