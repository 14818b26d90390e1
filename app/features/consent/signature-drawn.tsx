import { SIGNATURE_HEIGHT, SIGNATURE_WIDTH } from '../../../sync/rules/consent-evidence';
import styles from './signature-drawn.module.css';

/** A signature as it was drawn. */
export function SignatureDrawn({ path, label }: { path: string; label: string }) {
  return (
    <svg className={styles.drawn} viewBox={`0 0 ${SIGNATURE_WIDTH} ${SIGNATURE_HEIGHT}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}
