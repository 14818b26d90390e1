import { useCallback, useState } from 'react';
import { AUDIENCE_PARTS, type AudiencePart } from '../../../sync/rules/campaign';
import { api, errorText } from '../../api/client';
import { usePages } from '../../api/use-pages';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { EmptyState } from '../../ui/empty-state';
import { Row } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { Skeleton } from '../../ui/skeleton';
import styles from './campaigns.module.css';
import type { Readiness } from './use-campaign';

/** How many get it and how many do not, and why; each number opens its people. */
export function AudienceCounts({
  id,
  audience: { parts, languages, problems },
}: {
  id: string;
  audience: Readiness['audience'];
}) {
  const t = useText();
  const [open, setOpen] = useState<AudiencePart | null>(null);
  if (problems.length > 0) return <p className={styles.wrong}>{t('segments.unfinished')}</p>;
  return (
    <div className={styles.form}>
      <div role="group" aria-label={t('campaigns.count')} className={styles.counts}>
        {AUDIENCE_PARTS.filter((part) => part === 'in' || parts[part] > 0).map((part) => (
          <Button key={part} variant={part === 'in' ? 'secondary' : 'quiet'} onPress={() => setOpen(part)}>
            {t(`campaigns.part.${part}`, { count: parts[part] })}
          </Button>
        ))}
      </div>
      <p className={styles.note}>{t('campaigns.languages', { tr: languages.tr, en: languages.en })}</p>
      {open !== null && <People id={id} part={open} count={parts[open]} onClose={() => setOpen(null)} />}
    </div>
  );
}

type Page = Awaited<ReturnType<typeof api.campaigns.audience.query>>;
const rowsOf = (page: Page) => page.rows;

function People({ id, part, count, onClose }: { id: string; part: AudiencePart; count: number; onClose: () => void }) {
  const t = useText();
  const ask = useCallback((cursor: string | null) => api.campaigns.audience.query({ id, part, cursor }), [id, part]);
  const { rows, error, hasMore, more, reload } = usePages(ask, rowsOf);
  return (
    <Dialog isOpen onOpenChange={onClose} title={t(`campaigns.part.${part}`, { count })}>
      {error !== undefined && (
        <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />
      )}
      {rows === undefined && error === undefined && <Skeleton rows={5} />}
      {rows?.map((row) => (
        <Row
          key={row.id}
          href={`/customers/${row.id}`}
          title={row.name || t('customers.unnamed')}
          detail={<Particulars texts={[row.address, row.reason === '' ? '' : t(`deliveries.reason.${row.reason}`)]} />}
        />
      ))}
      {hasMore && <Button onPress={more}>{t('deliveries.bulks.more')}</Button>}
    </Dialog>
  );
}
