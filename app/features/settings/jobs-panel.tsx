import { api, errorText } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Panel, Row } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { Skeleton } from '../../ui/skeleton';
import { useNowMs } from '../../ui/use-now';
import styles from './settings.module.css';

const ask = () => api.jobs.list.query();
/** What was asked for has usually run by then. */
const LOOK_AGAIN_MS = 1_500;

/** Background work, for admins: what runs, when it ran last and looks again, what failed; and to have it look now. */
export default function JobsPanel() {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { data, error, reload } = useCall(ask);
  const { isPending, act } = useAct();
  const run = (name: string) =>
    act(async () => {
      await api.jobs.run.mutate({ name });
      setTimeout(reload, LOOK_AGAIN_MS);
      return t('system.jobs.asked');
    });
  return (
    <Panel
      title={t('system.jobs')}
      isFlush
      action={
        <Button variant="quiet" onPress={reload}>
          {t('system.again')}
        </Button>
      }
    >
      {data === undefined && error === undefined && (
        <div className={styles.waiting}>
          <Skeleton rows={3} />
        </div>
      )}
      {data === undefined && error !== undefined && <Row title={t(errorText(error))} />}
      {data?.map((job) => (
        <Row
          key={job.name}
          title={t(`system.job.${job.name}`)}
          detail={
            <Particulars
              texts={[
                job.finishedAt === null
                  ? t('system.jobs.never')
                  : t('system.jobs.last', { when: formats.relativeTime(job.finishedAt, nowMs) }),
                ...(job.nextAt === null ? [] : [t('system.jobs.next', { when: formats.dateTime(job.nextAt) })]),
                ...(job.failedAt === null
                  ? []
                  : [
                      t('system.jobs.failed', {
                        count: job.failures,
                        when: formats.dateTime(job.failedAt),
                        why: job.failure,
                      }),
                    ]),
              ]}
            />
          }
          after={
            <>
              {job.isRunning && <Badge tone="slate">{t('system.jobs.running')}</Badge>}
              <Button isDisabled={isPending} onPress={() => void run(job.name)}>
                {t('system.jobs.run')}
              </Button>
            </>
          }
        />
      ))}
    </Panel>
  );
}
