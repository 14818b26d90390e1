import { useLayoutEffect, useRef, useState } from 'react';
import { api, errorText } from '../../api/client';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Panel, Row } from '../../ui/panel';
import { showToast } from '../../ui/toast';
import styles from './files.module.css';

type Deleted = Awaited<ReturnType<typeof api.files.deleted.query>>;

/** What was deleted and can be brought back; the office is asked when somebody looks for it. */
export function DeletedFiles({ customerId }: { customerId: string }) {
  const t = useText();
  const formats = useFormats();
  const [deleted, setDeleted] = useState<Deleted | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const isShown = deleted !== null;
  // The button that asked for them is gone, and one goes on with what it asked for.
  useLayoutEffect(() => {
    if (isShown && document.activeElement === document.body) place.current?.focus();
  }, [isShown]);
  const failed = (error: unknown) => showToast({ text: t(errorText(error)), tone: 'attention' });
  const look = () => api.files.deleted.query({ id: customerId }).then(setDeleted, failed);
  const bringBack = (id: string) =>
    api.files.bringBack.mutate({ id }).then(() => {
      showToast({ text: t('files.restored') });
      setDeleted((before) => before?.filter((file) => file.id !== id) ?? null);
    }, failed);
  if (deleted === null)
    return (
      <span className={styles.acts}>
        <Button variant="quiet" onPress={() => void look()}>
          {t('files.showDeleted')}
        </Button>
      </span>
    );
  return (
    <div ref={place} tabIndex={-1}>
      <Panel title={t('files.deletedTitle')} isFlush>
        {deleted.length === 0 && <Row title={t('files.noneDeleted')} />}
        {deleted.map(({ id, name, deletedAt }) => (
          <Row
            key={id}
            title={name}
            detail={formats.dateTime(deletedAt)}
            after={<Button onPress={() => void bringBack(id)}>{t('files.restore')}</Button>}
          />
        ))}
      </Panel>
    </div>
  );
}
