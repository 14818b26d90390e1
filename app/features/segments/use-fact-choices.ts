import { useMemo } from 'react';
import { FACTS, MINE, type FactId } from '../../../sync/rules/segment-facts';
import { useText } from '../../i18n/use-text';
import type { Option } from '../../ui/option';
import { useCountries } from '../countries/use-countries';
import { useMembers } from '../members/use-members';
import { useLabels } from '../settings/use-labels';
import { useStages } from '../settings/use-stages';

/** What may be chosen of a fact, in the reader's language. */
export function useFactChoices(fact: FactId): readonly Option[] {
  const t = useText();
  const { all: stages, nameOf } = useStages();
  const { all: labels } = useLabels();
  const countries = useCountries();
  const { all: members } = useMembers();
  return useMemo(() => {
    switch (fact) {
      case 'stage':
        return stages.map(({ id }) => ({ id, label: nameOf(id) }));
      case 'labels':
        return labels.map(({ id, name }) => ({ id, label: name }));
      case 'countryId':
        return countries.map(({ id, name }) => ({ id, label: name }));
      case 'ownerId':
      case 'createdBy':
      case 'sharedWith':
        return [{ id: MINE, label: t('segments.me') }, ...members.map(({ id, fullName }) => ({ id, label: fullName }))];
      case 'teamId': {
        const teams = new Map(members.map(({ teamId, teamName }) => [teamId, teamName]));
        const named = [...teams].filter(([id]) => id !== '').map(([id, label]) => ({ id, label }));
        return [{ id: MINE, label: t('segments.myTeam') }, ...named];
      }
      default: {
        const { choices = null } = FACTS[fact] as { choices?: readonly string[] | null };
        const of = fact === 'source' ? 'customers.source' : fact === 'language' ? 'customers.language' : null;
        const group = fact.startsWith('reach') ? 'reach' : fact;
        return (choices ?? []).map((id) => ({
          id,
          label: t(of === null ? `segments.choice.${group}.${id}` : `${of}.${id}`),
        }));
      }
    }
  }, [fact, t, stages, nameOf, labels, countries, members]);
}
