import { Pause, Play } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { clockWords } from './clock-words';
import { FLAT } from './peaks';
import { VoiceClock } from './voice-clock';
import styles from './voice-message.module.css';
import { onPlaying, pauseVoice, playingNow, playVoice, seekVoice, showVoice } from './voice-player';

const STEP_S = 5;

/** What was spoken: heard, drawn as loud as it was, and gone about in. */
export function VoiceMessage({
  id,
  address,
  name,
  seconds,
  peaks,
}: {
  id: string;
  address: string;
  /** Who speaks. */
  name: string;
  /** 0 where nobody says. */
  seconds: number;
  peaks: readonly number[];
}) {
  const t = useText();
  const playing = useSyncExternalStore(onPlaying, playingNow, playingNow);
  useEffect(() => showVoice(id), [id]);
  const isMine = playing.id === id;
  const length = (isMine ? playing.length : 0) || seconds;
  const at = isMine ? playing.at : 0;
  const isPlaying = isMine && playing.isPlaying;
  const bars = peaks.length > 0 ? peaks : FLAT;
  const part = length > 0 ? at / length : 0;
  const goTo = (to: number) =>
    isMine ? seekVoice(Math.min(length, Math.max(0, to))) : playVoice(id, name, address, seconds, to);
  return (
    <div className={styles.voice}>
      <IconButton
        label={isPlaying ? t('chat.voice.pause') : t('chat.voice.play', { name })}
        icon={isPlaying ? <Pause {...iconSize.row} /> : <Play {...iconSize.row} />}
        onPress={() => (isPlaying ? pauseVoice() : playVoice(id, name, address, seconds))}
      />
      <div
        className={styles.wave}
        role="slider"
        tabIndex={0}
        aria-label={t('chat.voice.position')}
        aria-valuemin={0}
        aria-valuemax={Math.round(length)}
        aria-valuenow={Math.round(at)}
        aria-valuetext={`${clockWords(at)} / ${clockWords(length)}`}
        onKeyDown={(event) => {
          const step = { ArrowRight: STEP_S, ArrowUp: STEP_S, ArrowLeft: -STEP_S, ArrowDown: -STEP_S }[event.key];
          if (step === undefined) return;
          event.preventDefault();
          goTo(at + step);
        }}
        onPointerDown={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect();
          if (length > 0) goTo(((event.clientX - left) / width) * length);
        }}
      >
        {bars.map((peak, index) => (
          <span
            key={index}
            className={styles.bar}
            data-heard={index / bars.length < part || undefined}
            style={{ height: `${Math.max(8, peak)}%` }}
          />
        ))}
      </div>
      <VoiceClock words={clockWords(isMine && at > 0 ? at : length)} rate={isMine ? playing.rate : null} />
      {isMine && playing.isBroken && (
        <p role="alert" className={styles.broken}>
          {t('chat.voice.cannotPlay')}{' '}
          <a href={address} target="_blank" rel="noreferrer">
            {t('files.download')}
          </a>
        </p>
      )}
    </div>
  );
}
