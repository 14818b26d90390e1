import { Logo } from '../ui/logo';
import styles from './splash.module.css';

/** The first paint, before words are there. */
export function Splash() {
  return (
    <div className={styles.splash}>
      <Logo size={72} />
    </div>
  );
}
