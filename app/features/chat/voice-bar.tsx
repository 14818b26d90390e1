import { Pause, Play, X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { clockWords } from './clock-words';
import styles from './voice-bar.module.css';
import { VoiceClock } from './voice-clock';
import { closeVoice, onPlaying, pauseVoice, playingNow, playVoice } from './voice-player';

/** What is being listened to, on whatever screen one is. */
export default function VoiceBar() {
  const t = useText();
  const { id, name, isPlaying, at, length, rate, isShown } = useSyncExternalStore(onPlaying, playingNow, playingNow);
  // Nobody stays behind whose voice goes on.
  useEffect(() => closeVoice, []);
  if (id === '' || isShown) return null;
  return (
    <section className={styles.bar} aria-label={t('chat.voice.ofCustomer', { name })}>
      <IconButton
        label={isPlaying ? t('chat.voice.pause') : t('chat.voice.play', { name })}
        icon={isPlaying ? <Pause {...iconSize.row} /> : <Play {...iconSize.row} />}
        // Its bytes are where they were.
        onPress={() => (isPlaying ? pauseVoice() : playVoice(id, name, '', length))}
      />
      <span className={styles.name}>{t('chat.voice.ofCustomer', { name })}</span>
      <VoiceClock words={`${clockWords(at)} / ${clockWords(length)}`} rate={rate} />
      <IconButton label={t('chat.voice.close')} icon={<X {...iconSize.row} />} onPress={closeVoice} />
    </section>
  );
}
