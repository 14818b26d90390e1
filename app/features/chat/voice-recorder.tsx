import { Mic, SendHorizontal, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useText } from '../../i18n/use-text';
import { holdHere } from '../../shell/only-here';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { showToast } from '../../ui/toast';
import { useSecondTapGuard } from '../../ui/use-second-tap-guard';
import { clockWords } from './clock-words';
import { LONGEST_MS, recordVoice, VoiceError, type Recorded, type Recording } from './record-voice';
import { pauseVoice } from './voice-player';
import styles from './voice-recorder.module.css';

/** So long held it is let go to be sent; less is a tap, and it goes on. */
const HELD_MS = 500;
const BARS = 24;

/** Records what is said: held and let go, or tapped and sent. */
export function VoiceRecorder({
  onRecorded,
  onDiscarded,
  onLeft,
}: {
  onRecorded: (recorded: Recorded) => Promise<void>;
  /** By the bin, which goes with it: whoever pressed it has to go on somewhere. Not by touch, which holds nothing. */
  onDiscarded: () => void;
  /** What had been said when somebody went elsewhere. */
  onLeft: (recorded: Recorded) => void;
}) {
  const t = useText();
  const [isOn, setOn] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const [levels, setLevels] = useState<readonly number[]>([]);
  const recording = useRef<Promise<Recording> | null>(null);
  const pressedAt = useRef(0);
  /** The press that is on has begun it. */
  const began = useRef(false);
  // It comes in the place of the button that sends, and its own button means something else once it runs.
  const unlessSecondTap = useSecondTapGuard(`${isOn}`);

  const end = () => {
    const ended = recording.current;
    recording.current = null;
    setOn(false);
    return ended;
  };
  const say = (error: unknown) =>
    showToast({
      text: t(`chat.voice.${error instanceof VoiceError ? error.problem : 'notStored'}`),
      tone: 'attention',
    });
  const cancel = () =>
    void end()?.then(
      (one) => one.cancel(),
      () => undefined,
    );
  const send = () => {
    void end()
      ?.then((one) => one.stop())
      .then((recorded) => (recorded === null ? say(new VoiceError('short')) : onRecorded(recorded)))
      .catch(say);
  };
  const latest = useRef(send);
  latest.current = send;
  const start = () => {
    if (recording.current !== null) return;
    pauseVoice();
    setSeconds(0);
    setLevels([]);
    setOn(true);
    const begun = recordVoice((level, at) => {
      setSeconds(at);
      setLevels((before) => [...before.slice(1 - BARS), level]);
      if (at * 1000 >= LONGEST_MS) latest.current();
    });
    recording.current = begun;
    begun.catch((error: unknown) => {
      if (recording.current !== begun) return;
      void end();
      say(error);
    });
  };
  const begin = () => {
    began.current = true;
    pressedAt.current = performance.now();
    start();
  };
  const keep = useRef(onLeft);
  keep.current = onLeft;
  // Left behind it would listen on.
  useEffect(
    () => () =>
      void recording.current
        ?.then((one) => one.stop())
        .then(
          (recorded) => recorded !== null && keep.current(recorded),
          () => undefined,
        ),
    [],
  );
  useEffect(() => (isOn ? holdHere() : undefined), [isOn]);

  return (
    <span className={styles.recorder} data-alone={isOn || undefined}>
      {isOn && (
        <span className={styles.running} role="status" aria-label={t('chat.voice.recording')}>
          <IconButton
            label={t('chat.voice.cancel')}
            icon={<Trash2 {...iconSize.row} />}
            onPress={({ pointerType }) => {
              // The field is out of sight until then, and takes no focus.
              flushSync(cancel);
              if (pointerType !== 'touch') onDiscarded();
            }}
          />
          <span className={styles.wave} aria-hidden="true">
            {levels.map((level, at) => (
              <span key={at} className={styles.bar} style={{ height: `${Math.max(8, level * 100)}%` }} />
            ))}
          </span>
          <span className={styles.time}>{t('chat.voice.recordingFor', { time: clockWords(Math.floor(seconds)) })}</span>
        </span>
      )}
      <IconButton
        label={isOn ? t('chat.voice.send') : t('chat.voice.record')}
        icon={isOn ? <SendHorizontal {...iconSize.row} /> : <Mic {...iconSize.row} />}
        tone={isOn ? 'accent' : 'plain'}
        // Beside the field nothing takes the focus by being pressed; with a mouse Escape is to end it.
        onPressStart={({ pointerType, target }) => {
          began.current = false;
          if (pointerType !== 'touch') (target as HTMLElement).focus();
          if (recording.current === null) unlessSecondTap(begin)();
        }}
        // Let go beside the button it goes on, as after a tap.
        onPressUp={({ pointerType }) => {
          const isHeld = performance.now() - pressedAt.current >= HELD_MS;
          if (began.current && isHeld && pointerType !== 'keyboard' && pointerType !== 'virtual') send();
        }}
        onPress={() => {
          if (!began.current) unlessSecondTap(send)();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && isOn) cancel();
        }}
      />
    </span>
  );
}
