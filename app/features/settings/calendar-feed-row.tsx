import { CalendarSync } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useAct } from '../../api/use-act';
import { useCall } from '../../api/use-call';
import { api } from '../../api/client';
import { useBackOnline } from '../../database/use-back-online';
import { useSyncStatus } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Dialog } from '../../ui/dialog';
import { iconSize } from '../../ui/icon-size';
import { Row } from '../../ui/panel';
import { TextField } from '../../ui/text-field';
import { useNowMs } from '../../ui/use-now';
import styles from './settings.module.css';

/** One's own calendar in other programs: an address that is made, copied and revoked here. */
export function CalendarFeedRow() {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const isOffline = useSyncStatus().connection === 'offline';
  const ask = useCallback(() => api.calendar.feed.query(), []);
  const { data: feed, reload } = useCall(ask);
  useBackOnline(reload);
  const { isPending, act } = useAct();
  const [url, setUrl] = useState<string | null>(null);
  const [asked, setAsked] = useState<'make' | 'revoke' | null>(null);
  const make = () =>
    act(async () => {
      const made = await api.calendar.makeFeed.mutate({ language: formats.language });
      setUrl(made.url);
      reload();
      return null;
    });
  const speak = () =>
    act(async () => {
      await api.calendar.setFeedLanguage.mutate({ language: formats.language });
      reload();
      return t('settings.feed.spoken');
    });
  const revoke = () =>
    act(async () => {
      await api.calendar.revokeFeed.mutate();
      reload();
      return t('settings.feed.revoked');
    });
  const detail = isOffline
    ? t('settings.needsOffice')
    : feed === undefined || feed === null
      ? t('settings.feed.none')
      : feed.readAt === null
        ? t('settings.feed.unread', { when: formats.relativeTime(feed.createdAt, nowMs) })
        : t('settings.feed.read', { when: formats.relativeTime(feed.readAt, nowMs) });
  const isBusy = isOffline || isPending || feed === undefined;
  return (
    <>
      <Row
        icon={<CalendarSync {...iconSize.row} />}
        title={t('settings.feed.title')}
        detail={detail}
        isAfterBelow
        after={
          <span className={styles.feedActions}>
            <Button isDisabled={isBusy} onPress={() => (feed ? setAsked('make') : void make())}>
              {t(feed ? 'settings.feed.makeAnew' : 'settings.feed.make')}
            </Button>
            {feed && (
              <Button variant="quietDanger" isDisabled={isBusy} onPress={() => setAsked('revoke')}>
                {t('settings.feed.revoke')}
              </Button>
            )}
            {/* Its member may read two languages on two devices: the calendar goes on in one until they say so. */}
            {feed && feed.language !== null && feed.language !== formats.language && (
              <Button variant="quiet" isDisabled={isBusy} onPress={() => void speak()}>
                {t('settings.feed.speak')}
              </Button>
            )}
          </span>
        }
      />
      {asked !== null && (
        <ConfirmDialog
          isOpen
          onOpenChange={() => setAsked(null)}
          title={t(`settings.feed.${asked}Title`)}
          confirmLabel={t(asked === 'make' ? 'settings.feed.makeAnew' : 'settings.feed.revoke')}
          message={t('settings.feed.revokeText')}
          onConfirm={() => {
            setAsked(null);
            void (asked === 'make' ? make() : revoke());
          }}
        />
      )}
      {url !== null && <FeedMade url={url} onClose={() => setUrl(null)} />}
    </>
  );
}

/** The office keeps no copy of the address, so this is the only time it is seen. */
function FeedMade({ url, onClose }: { url: string; onClose: () => void }) {
  const t = useText();
  const { act } = useAct();
  const copy = () =>
    act(async () => {
      await navigator.clipboard.writeText(url);
      return t('settings.feed.copied');
    });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('settings.feed.title')}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.close')}</Button>
          <Button variant="primary" onPress={() => void copy()}>
            {t('settings.feed.copy')}
          </Button>
        </>
      }
    >
      <p>{t('settings.feed.made')}</p>
      <TextField label={t('settings.feed.address')} name="feed" value={url} onChange={() => undefined} />
    </Dialog>
  );
}
