import { useText } from '../../../i18n/use-text';
import { Fold } from '../../../ui/fold';
import lines from './reminder-lines.module.css';
import type { Fate } from './reminder-words';

/**
 * What a customer heard of appointments, a line each. `isFolded`: what left nobody wondering, behind a line of its own.
 * `what` and `became`: the two halves of a line.
 */
export function FateList({
  fates,
  isFolded,
  what,
  became,
}: {
  fates: readonly Fate[];
  isFolded: (fate: Fate) => boolean;
  what: (fate: Fate) => React.ReactNode;
  became: (fate: Fate) => string;
}) {
  const t = useText();
  const list = (some: readonly Fate[]) => (
    <ul className={lines.lines}>
      {some.map((fate) => (
        <li key={fate.id}>
          <span className={lines.when}>{what(fate)}</span>
          <span>{became(fate)}</span>
        </li>
      ))}
    </ul>
  );
  const [shown, folded] = [fates.filter((fate) => !isFolded(fate)), fates.filter(isFolded)];
  return (
    <>
      {shown.length > 0 && list(shown)}
      {folded.length > 0 && <Fold title={t('reminders.folded', { count: folded.length })}>{list(folded)}</Fold>}
    </>
  );
}
