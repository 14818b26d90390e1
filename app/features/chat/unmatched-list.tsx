import { useCallback, useEffect } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { api, errorText } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useReloadEvery } from '../../api/use-reload-every';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { useNowMs } from '../../ui/use-now';
import { usePhoneWords } from '../customers/use-phone-words';
import { UNMATCHED_AGAIN_MS } from './unmatched-again';
import styles from './unmatched.module.css';

/** Who wrote and is nobody's customer. Only the office knows them, so this needs a connection. */
export default function UnmatchedList({
  selectedId,
  onOpen,
}: {
  selectedId: string | undefined;
  onOpen: (id: string) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const phoneWords = usePhoneWords();
  const { data, error, reload } = useCall(useCallback(() => api.chat.unmatched.query(), []));
  // After one was linked or set aside, and while others write.
  useEffect(reload, [reload, selectedId]);
  useReloadEvery(reload, UNMATCHED_AGAIN_MS);
  if (data === undefined)
    return error === undefined ? (
      <Skeleton rows={5} />
    ) : (
      <EmptyState
        illustration="offline"
        title={t('chat.unmatched.offline')}
        action={<Button onPress={reload}>{t('chat.retry')}</Button>}
      >
        {t(errorText(error))}
      </EmptyState>
    );
  if (data.length === 0)
    return (
      <EmptyState illustration="people" title={t('chat.unmatched.none')}>
        {t('chat.unmatched.noneText')}
      </EmptyState>
    );
  return (
    <ul className={styles.list} aria-label={t('chat.filter.unmatched')}>
      {data.map(({ id, name, phone, lastAt, lastText, lastKind, lineName }) => {
        const shown = name || phoneWords(phone) || t('chat.unmatched.nameless');
        return (
          <li key={id}>
            <AriaButton
              className={styles.row}
              aria-current={id === selectedId ? 'true' : undefined}
              onPress={() => onOpen(id)}
            >
              <Avatar name={name === '' ? '?' : name} />
              <span className={styles.words}>
                <span className={styles.name}>{shown}</span>
                <span className={styles.about} dir="auto">
                  {lastKind === 'text' ? lastText : `${t(`chat.kind.${lastKind}`)} ${lastText}`}
                </span>
              </span>
              <span className={styles.when}>
                {lastAt !== null && <time dateTime={lastAt}>{formats.relativeTime(lastAt, nowMs)}</time>}
                <span>{lineName}</span>
              </span>
            </AriaButton>
          </li>
        );
      })}
    </ul>
  );
}
