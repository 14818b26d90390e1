import { useNavigate } from '@remix-run/react';
import { FileSpreadsheet } from 'lucide-react';
import { api, errorText } from '../../api/client';
import { usePages } from '../../api/use-pages';
import { useReloadEvery } from '../../api/use-reload-every';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { Skeleton } from '../../ui/skeleton';
import { BringPanel } from './bring-panel';
import { isMoving, stateTone } from './import-words';
import { useBring } from './use-bring';

type Page = Awaited<ReturnType<typeof api.imports.list.query>>;
const LOOK_EVERY_MS = 3_000;
const ask = (cursor: string | null) => api.imports.list.query({ cursor });
const rowsOf = (page: Page) => page.imports;

/** Files with customers, newest first, and the place to bring one. */
export default function ImportsScreen() {
  const t = useText();
  const formats = useFormats();
  const navigate = useNavigate();
  const { me } = useDatabase();
  const { rows, error, hasMore, more, reload } = usePages(ask, rowsOf);
  const bringing = useBring((id) => navigate(`/imports/${id}`));
  const isReadOn = (rows?.length ?? 0) > 0 && !hasMore;
  return (
    <Screen title={t('imports.title')} back="/more">
      <Stack>
        {/* Nothing is in the way of whoever has a file in hand: also before, or without, the list of earlier ones. */}
        <BringPanel bringing={bringing} />
        {error !== undefined && (
          <EmptyState
            illustration="offline"
            title={t(errorText(error))}
            action={<Button onPress={reload}>{t('system.again')}</Button>}
          >
            {t('imports.needsOffice')}
          </EmptyState>
        )}
        {rows === undefined && error === undefined && <Skeleton rows={4} />}
        {rows?.length === 0 && (
          <Panel title={t('imports.earlier')}>
            <p>{t('imports.none')}</p>
          </Panel>
        )}
        {rows !== undefined && rows.length > 0 && (
          <Panel title={t('imports.earlier')} isFlush>
            {rows.map((one) => (
              <Row
                key={one.id}
                href={`/imports/${one.id}`}
                icon={<FileSpreadsheet {...iconSize.row} />}
                title={one.fileName || t('imports.unnamed')}
                detail={
                  <Particulars
                    texts={[
                      one.createdByName === me.fullName ? '' : one.createdByName,
                      formats.dateTime(one.createdAt),
                      t('imports.rows', { count: one.rowCount }),
                      one.written === null ? '' : t('imports.written', { count: one.written }),
                    ]}
                  />
                }
                isAfterBelow
                after={<Badge tone={stateTone(one.state)}>{t(`imports.state.${one.state}`)}</Badge>}
              />
            ))}
          </Panel>
        )}
        {hasMore && <Button onPress={more}>{t('deliveries.more')}</Button>}
        {isReadOn && rows?.some(({ state }) => isMoving(state)) === true && <Watch reload={reload} />}
      </Stack>
    </Screen>
  );
}

/** While one of them goes on by itself. */
function Watch({ reload }: { reload: () => void }) {
  useReloadEvery(reload, LOOK_EVERY_MS);
  return null;
}
