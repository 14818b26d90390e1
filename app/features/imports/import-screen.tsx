import { useParams } from '@remix-run/react';
import { useCallback, useEffect, useState } from 'react';
import { api, errorTextOf, isOffline } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useReloadEvery } from '../../api/use-reload-every';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Particulars } from '../../ui/particulars';
import { Skeleton } from '../../ui/skeleton';
import { isMoving } from './import-words';
import styles from './imports.module.css';
import { PrepareImport } from './prepare-import';
import { ResultPane } from './result-pane';

const LOOK_EVERY_MS = 1_500;

/** One file with customers: said what its columns are and looked through, then written, then looked back at. */
export default function ImportScreen() {
  const { id = '' } = useParams();
  return <OneImport key={id} id={id} />;
}

function OneImport({ id }: { id: string }) {
  const t = useText();
  const formats = useFormats();
  const { me } = useDatabase();
  const { data, error, reload } = useCall(useCallback(() => api.imports.show.query({ id }), [id]));
  const isAway = useIsAway(data, error);
  const state = data?.import.state;
  return (
    <Screen
      title={data?.import.fileName || t('imports.one')}
      subtitle={
        data !== undefined && (
          <Particulars
            texts={[
              data.import.createdBy === me.memberId ? '' : data.import.createdByName,
              formats.dateTime(data.import.createdAt),
              t('imports.rows', { count: data.import.rowCount }),
            ]}
          />
        )
      }
      back="/imports"
      scrollKey={`import-${id}`}
    >
      {data === undefined && error !== undefined && (
        <EmptyState
          illustration={isOffline(error) ? 'offline' : 'trouble'}
          title={t(errorTextOf(error, 'error.import.unknown'))}
          action={<Button onPress={reload}>{t('system.again')}</Button>}
        >
          {isOffline(error) ? t('imports.needsOffice') : null}
        </EmptyState>
      )}
      {data === undefined && error === undefined && <Skeleton rows={8} />}
      {data !== undefined && (
        <Stack>
          {isAway && (
            <p role="status" className={styles.away}>
              {t('imports.away')}
            </p>
          )}
          {state === 'columns' || state === 'checking' || state === 'ready' ? (
            <PrepareImport shown={data} onChanged={reload} />
          ) : (
            <ResultPane shown={data} onChanged={reload} />
          )}
        </Stack>
      )}
      {state !== undefined && isMoving(state) && <Watch reload={reload} />}
    </Screen>
  );
}

/** Whether the office was not reached the last time; it stands until it is, however often it is asked. */
function useIsAway(data: unknown, error: unknown): boolean {
  const [isAway, setAway] = useState(false);
  useEffect(() => setAway(false), [data]);
  useEffect(() => {
    if (error !== undefined) setAway(true);
  }, [error]);
  return isAway;
}

function Watch({ reload }: { reload: () => void }) {
  useReloadEvery(reload, LOOK_EVERY_MS);
  return null;
}
