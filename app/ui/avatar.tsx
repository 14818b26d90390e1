import { classNames } from './class-names';
import styles from './avatar.module.css';

/**
 * Initials on the person's own ground. `colour` is the index of the calendar palette, 0–11. Decoration: the name stands
 * beside it.
 */
export function Avatar({
  name,
  colour,
  size = 'medium',
}: {
  name: string;
  colour?: number;
  size?: 'small' | 'medium' | 'large';
}) {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('');
  const person = colour === undefined ? undefined : { '--person': `var(--person-${((colour % 12) + 12) % 12})` };
  return (
    <span
      aria-hidden="true"
      style={person as React.CSSProperties | undefined}
      className={classNames(styles.avatar, styles[size], colour !== undefined && styles.person)}
    >
      {initials.toLocaleUpperCase('tr')}
    </span>
  );
}
