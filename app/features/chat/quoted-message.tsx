import { Button } from 'react-aria-components';
import { useText } from '../../i18n/use-text';
import { messageWords } from './message-words';
import styles from './quoted-message.module.css';
import type { StoredMessage } from './read-thread';

/** What a message answers; pressed, the thread goes there. */
export function QuotedMessage({
  message,
  name,
  onPress,
}: {
  /** Null where this device does not hold it. */
  message: StoredMessage | null;
  name: string;
  onPress: (id: string) => void;
}) {
  const t = useText();
  if (message === null) return <p className={styles.quoted}>{t('chat.quotedGone')}</p>;
  const words = messageWords(message, t);
  return (
    <Button
      className={styles.quoted}
      onPress={() => onPress(message.id)}
      aria-label={t('chat.quotedOf', { name, text: words.slice(0, 80) })}
    >
      <span className={styles.name}>{name}</span>
      <span className={styles.text} dir="auto">
        {words}
      </span>
    </Button>
  );
}
