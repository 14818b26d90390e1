import { useMemo } from 'react';
import type { Label } from '../../../sync/rules/settings';
import { useSettings } from './settings-context';

type Labels = {
  /** By name, archived ones with them. */
  readonly all: readonly Label[];
  readonly byId: ReadonlyMap<string, Label>;
  /** A label that is not known here is called by its id. */
  readonly nameOf: (id: string) => string;
};

/** The labels of this office. */
export function useLabels(): Labels {
  const { labels } = useSettings();
  return useMemo(() => {
    const byId = new Map(labels.map((label) => [label.id, label]));
    return { all: labels, byId, nameOf: (id) => byId.get(id)?.name ?? id.replaceAll(/[-_]/g, ' ') };
  }, [labels]);
}
