import {
  Ban,
  Check,
  Footprints,
  History,
  MessageSquareText,
  Phone,
  PhoneMissed,
  RotateCcw,
  type LucideIcon,
} from 'lucide-react';
import { isLoggedKind, type InteractionFields, type InteractionKind } from '../../../sync/collections/interaction';
import type { Text } from '../../i18n/use-text';

export type Outcome = Exclude<InteractionFields['outcome'], ''>;

export const INTERACTION_ICONS: Readonly<Record<InteractionKind, LucideIcon>> = {
  call: Phone,
  visit: Footprints,
  note: MessageSquareText,
};
/** A kind of a later build has a name and no picture of its own here. */
export const interactionIcon = (kind: string): LucideIcon => (isLoggedKind(kind) ? INTERACTION_ICONS[kind] : History);
export const OUTCOME_ICONS: Readonly<Record<Outcome, LucideIcon>> = {
  reached: Check,
  no_answer: PhoneMissed,
  call_back: RotateCcw,
  not_interested: Ban,
};

/** What can come of it. A visit is a contact whatever came of it, so that "nobody there" is no outcome of a visit. */
export const OUTCOMES: Readonly<Record<InteractionKind, readonly Outcome[]>> = {
  call: ['reached', 'no_answer', 'call_back', 'not_interested'],
  visit: ['reached', 'call_back', 'not_interested'],
  note: [],
};

/** "Arama · Görüşüldü" */
export function interactionTitle({ kind, outcome }: Pick<InteractionFields, 'kind' | 'outcome'>, t: Text): string {
  const kindWord = t(`interactions.kind.${kind}`);
  return kind === 'note' || outcome === ''
    ? kindWord
    : t('interactions.title', { kind: kindWord, outcome: t(`interactions.${kind}.${outcome}`) });
}
