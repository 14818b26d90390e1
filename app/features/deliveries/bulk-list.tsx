import { MailCheck } from 'lucide-react';
import { api, errorText } from '../../api/client';
import { usePages } from '../../api/use-pages';
import { useText } from '../../i18n/use-text';
import { Stack } from '../../shell/screen';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { BulkAbout, BulkSums } from './bulk-words';

type Page = Awaited<ReturnType<typeof api.bulks.list.query>>;
const ask = (cursor: string | null) => api.bulks.list.query({ cursor });
const rowsOf = (page: Page) => page.bulks;

/** What was sent to many, a line each with its sums. */
export function BulkList() {
  const t = useText();
  const { rows, error, hasMore, more, reload } = usePages(ask, rowsOf);
  if (error !== undefined)
    return <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />;
  if (rows === undefined) return <Skeleton rows={6} />;
  if (rows.length === 0)
    return (
      <EmptyState illustration="people" title={t('deliveries.bulks.none')}>
        {t('deliveries.bulks.noneText')}
      </EmptyState>
    );
  return (
    <Stack>
      <Panel isFlush>
        {rows.map((bulk) => (
          <Row
            key={bulk.id}
            href={`/bulks/${bulk.id}`}
            icon={<MailCheck {...iconSize.row} />}
            title={bulk.templateName || t('deliveries.purpose.bulk')}
            detail={<BulkAbout bulk={bulk} />}
            isAfterBelow
            after={<BulkSums bulk={bulk} />}
          />
        ))}
      </Panel>
      {hasMore && <Button onPress={more}>{t('deliveries.more')}</Button>}
    </Stack>
  );
}
