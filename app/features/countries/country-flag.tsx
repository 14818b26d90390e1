import { classNames } from '../../ui/class-names';
import styles from './country-flag.module.css';

/** A country's flag. Decoration: the name or code beside it is what is read. */
export function CountryFlag({ id, className }: { /** ISO alpha-2 */ id: string; className?: string }) {
  return (
    <svg className={classNames(styles.flag, className)} viewBox="0 0 3 2" aria-hidden="true" focusable="false">
      <use href={`/flags/flags.svg#${id}`} width="3" height="2" />
    </svg>
  );
}
