import { MapPin } from 'lucide-react';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import styles from './contact-card.module.css';

const WHERE = /^(-?\d{1,3}(?:\.\d+)?), (-?\d{1,3}(?:\.\d+)?)$/;

/** A place: what it is called, and where it is on a map. */
export function PlaceLink({ text }: { text: string }) {
  const t = useText();
  const lines = text.split('\n');
  const [, latitude, longitude] = WHERE.exec(lines[lines.length - 1] ?? '') ?? [];
  if (latitude === undefined || longitude === undefined) return <p className={styles.line}>{text}</p>;
  const place = encodeURIComponent(`${latitude},${longitude}`);
  return (
    <div className={styles.card}>
      {lines.slice(0, -1).map((line, at) => (
        <p key={at} className={styles.line}>
          {line}
        </p>
      ))}
      <a
        className={styles.act}
        href={`https://www.google.com/maps/search/?api=1&query=${place}`}
        target="_blank"
        rel="noopener noreferrer"
      >
        <MapPin {...iconSize.small} />
        {t('chat.location.open')}
      </a>
    </div>
  );
}
