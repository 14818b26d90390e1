import { initialsOf } from './avatar';
import styles from './initials.module.css';
import { personColour } from './person-colour';
import hidden from './visually-hidden.module.css';

/** Somebody in two letters, where a line has no room for more: drawn in their colour, spoken in full. */
export function Initials({ name, colour }: { name: string; colour: number | undefined }) {
  return (
    <span title={name} className={styles.initials} style={{ '--person': personColour(colour) } as React.CSSProperties}>
      <span aria-hidden="true">{initialsOf(name)}</span>
      <span className={hidden.visuallyHidden}>{name}</span>
    </span>
  );
}
