import { useText } from '../../../i18n/use-text';
import { LabelDot } from '../../settings/label-dot';
import { useAreSettingsRead } from '../../settings/settings-context';
import { useLabels } from '../../settings/use-labels';
import styles from './label-tags.module.css';

/** Labels by name beside their colour; of more than `most` the rest is counted. */
export function LabelTags({ ids, most }: { ids: readonly string[]; most: number }) {
  const t = useText();
  const { byId, nameOf } = useLabels();
  // Until then a label has neither its name nor its colour.
  if (!useAreSettingsRead()) return null;
  const shown = ids.slice(0, ids.length > most ? most - 1 : most);
  const left = ids.slice(shown.length);
  return (
    <span className={styles.tags}>
      {shown.map((id) => (
        <span key={id} className={styles.tag}>
          <LabelDot colour={byId.get(id)?.colour ?? 1} />
          <span className={styles.name}>{nameOf(id)}</span>
        </span>
      ))}
      {left.length > 0 && (
        <span className={styles.tag} title={left.map(nameOf).join(', ')}>
          {t('customers.labels.more', { count: left.length })}
        </span>
      )}
    </span>
  );
}
