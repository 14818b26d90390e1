import { X } from 'lucide-react';
import { useEffect, useRef, type FocusEvent } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { api } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import styles from './reaction-bar.module.css';
import type { StoredMessage } from './read-thread';

const EMOJIS = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const;

/** What can be put below a message with one tap; one that stands there already is taken back by it. */
export function ReactionBar({ message, onClose }: { message: StoredMessage; onClose: () => void }) {
  const t = useText();
  const { isPending, act } = useAct();
  const bar = useRef<HTMLDivElement>(null);
  // One is open at a time: whoever turns to something else is done with it.
  const closeOnLeave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!isPending && !currentTarget.contains(relatedTarget)) onClose();
  };
  useEffect(() => bar.current?.querySelector('button')?.focus(), []);
  /** The keyboard goes on at the message it came from, and not at the top of the page. */
  const leave = () => {
    const { activeElement } = document;
    const isHere = activeElement === document.body || bar.current?.contains(activeElement) === true;
    const menu = bar.current?.closest('[data-message]')?.querySelector<HTMLElement>('[aria-haspopup]');
    onClose();
    if (isHere) menu?.focus();
  };
  const own = (message.reactions ?? []).find(({ by }) => by !== 'customer')?.emoji ?? '';
  const send = (emoji: string) =>
    void act(async () => {
      await api.chat.react.mutate({ id: message.id, emoji: emoji === own ? '' : emoji });
      leave();
      return null;
    });
  return (
    <div className={styles.place}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the buttons inside it */}
      <div
        ref={bar}
        role="group"
        aria-label={t('chat.react')}
        className={styles.bar}
        onBlur={closeOnLeave}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          leave();
        }}
      >
        {EMOJIS.map((emoji) => (
          <AriaButton
            key={emoji}
            isDisabled={isPending}
            aria-label={emoji === own ? t('chat.reactBack') : t('chat.reactWith', { emoji })}
            aria-pressed={emoji === own}
            className={styles.emoji}
            onPress={() => send(emoji)}
          >
            {emoji}
          </AriaButton>
        ))}
        <IconButton label={t('chat.reactClose')} icon={<X {...iconSize.small} />} onPress={leave} />
      </div>
    </div>
  );
}
