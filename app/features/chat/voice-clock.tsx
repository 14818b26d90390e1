import { Button } from 'react-aria-components';
import { useText } from '../../i18n/use-text';
import styles from './voice-clock.module.css';
import { changeRate } from './voice-player';

/** How far a voice is, and how fast it is heard; a press makes it faster. */
export function VoiceClock({
  words,
  rate,
}: {
  words: string;
  /** Null while it is not this one that is heard. */ rate: number | null;
}) {
  const t = useText();
  return (
    <>
      <span className={styles.time}>{words}</span>
      {rate !== null && (
        <Button className={styles.rate} aria-label={t('chat.voice.rate', { rate })} onPress={changeRate}>
          {rate}×
        </Button>
      )}
    </>
  );
}
