import { classNames } from './class-names';
import styles from './avatar.module.css';
import { personColour } from './person-colour';

/**
 * Initials on the person's own ground. `colour` is the person's number, 0–11. Decoration: the name stands beside it.
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
  const person = colour === undefined ? undefined : { '--person': personColour(colour) };
  return (
    <span
      aria-hidden="true"
      style={person as React.CSSProperties | undefined}
      className={classNames(styles.avatar, styles[size], colour !== undefined && styles.person)}
    >
      {initialsOf(name)}
    </span>
  );
}

/** The first letters of the first and the last name. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase('tr');
}
