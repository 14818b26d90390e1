import { CircleCheck, CloudOff, LoaderCircle, TriangleAlert, Unplug, type LucideIcon } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { api } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useSyncStatus } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useNowMs } from '../../ui/use-now';
import styles from './line-bar.module.css';

const AGAIN_MS = 10_000;
const ICONS: Readonly<Record<string, LucideIcon>> = {
  open: CircleCheck,
  connecting: LoaderCircle,
  close: Unplug,
  restricted: TriangleAlert,
};

/**
 * How the line of a WhatsApp conversation stands, as the office knows it; without a connection it says that it does not
 * know.
 */
export function LineBar({ lineId }: { lineId: string }) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { connection } = useSyncStatus();
  const { data, reload } = useCall(useCallback(() => api.lines.status.query(), []));
  useEffect(() => {
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  if (connection === 'offline')
    return (
      <p role="status" className={styles.bar} data-state="offline">
        <CloudOff size={16} aria-hidden="true" />
        {t('chat.line.offline')}
      </p>
    );
  if (data === undefined) return null;
  // Over which one a chat would begin the office decides: a connected one first.
  const own = data.filter(({ mayBegin }) => mayBegin);
  const line = data.find(({ id }) => id === lineId) ?? own.find(({ state }) => state === 'open') ?? own[0];
  if (line === undefined)
    return (
      <p role="status" className={styles.bar} data-state="close">
        <Unplug size={16} aria-hidden="true" />
        {t('chat.line.none')}
      </p>
    );
  const { state, queued, lastInboundAt, restrictedUntil, silentSince, name } = line;
  const Icon = ICONS[state] ?? Unplug;
  return (
    <p role="status" className={styles.bar} data-state={state}>
      <Icon size={16} aria-hidden="true" />
      <span className={styles.word}>
        {state === 'restricted' && restrictedUntil !== null
          ? t('chat.line.restrictedUntil', { when: formats.weekdayTime(restrictedUntil) })
          : t(`chat.line.state.${state}`)}
      </span>
      <span>{name}</span>
      {queued > 0 && <span>{t('chat.line.queued', { count: queued })}</span>}
      {silentSince !== null ? (
        <span aria-live="off">{t('chat.line.silent', { when: formats.relativeTime(silentSince, nowMs) })}</span>
      ) : (
        lastInboundAt !== null && (
          <span aria-live="off">
            {t('chat.line.lastInbound', { when: formats.relativeTime(lastInboundAt, nowMs) })}
          </span>
        )
      )}
    </p>
  );
}
