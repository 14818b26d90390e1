import hidden from '../../ui/visually-hidden.module.css';
import { LabelDot } from '../settings/label-dot';
import { useSettings } from '../settings/settings-context';

/** The labels of a conversation where there is no room for their names. */
export function LabelDots({ ids }: { ids: readonly string[] }) {
  const { labels } = useSettings();
  const shown = labels.filter(({ id }) => ids.includes(id));
  if (shown.length === 0) return null;
  return (
    <span title={shown.map(({ name }) => name).join(', ')}>
      {shown.map(({ id, colour }) => (
        <LabelDot key={id} colour={colour} />
      ))}
      <span className={hidden.visuallyHidden}>{shown.map(({ name }) => name).join(', ')}</span>
    </span>
  );
}
