import { useSearchParams } from '@remix-run/react';
import { api, errorText } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { FigureList } from './figure-list';
import { ReportPages } from './report-pages';
import styles from './reports.module.css';
import { saveFile } from '../../ui/save-file';
import { keptOr, useKeptCall } from './use-kept-call';
import { segmentKey, useReportSegment } from './use-report-segment';
import { SegmentGone } from '../segments/segment-gone';

const OFFICE = 'office';
const EVERYBODY = 'everybody';
const askList = () => api.reports.list.query();

/** The page on which a figure was opened. */
function leavingFigure(query: URLSearchParams): URLSearchParams {
  const to = new URLSearchParams(query);
  const from = to.get('from');
  if (from !== null) to.set('month', from);
  to.delete('from');
  to.delete('figure');
  return to;
}

/** The months of the office or a team, for managers and admins. */
export default function ReportsScreen() {
  const t = useText();
  const { me } = useDatabase();
  return me.role === 'agent' ? (
    <Screen title={t('reports.title')} back="/more">
      <EmptyState illustration="people" title={t('error.auth.forbidden')} />
    </Screen>
  ) : (
    <Months />
  );
}

function Months() {
  const t = useText();
  const formats = useFormats();
  const [query, setQuery] = useSearchParams();
  const { data, error, reload } = useKeptCall('reports', askList);
  const { isPending, act } = useAct();
  const { memberId } = useDatabase().me;
  const { months = [], scopes = [] } = data?.answer ?? {};
  // The last month that is over is what one comes for.
  const month = query.get('month') ?? (months[1] ?? months[0])?.month;
  const scope = query.get('scope') ?? scopes[0]?.id ?? OFFICE;
  const teamId = scope === OFFICE ? null : scope;
  const figure = query.get('figure');
  const segmentId = query.get('segment') ?? '';
  const { offered, segment, isGone } = useReportSegment(segmentId);
  const choose = (name: 'month' | 'scope' | 'segment', value: string) =>
    setQuery({ ...(month === undefined ? {} : { month }), scope, segment: segmentId, [name]: value });
  const download = (language: 'tr' | 'en') =>
    act(async () => {
      const which = { teamId, month: month ?? '', segment: segment ?? null, language };
      const key = `pdf ${language} ${which.month} ${teamId ?? ''}${segmentKey(which.segment)}`;
      const { answer } = await keptOr(memberId, key, () => api.reports.pdf.query(which));
      const { fileName, pdf } = answer;
      const bytes = Uint8Array.from(atob(pdf), (letter) => letter.charCodeAt(0));
      await saveFile(new File([bytes], fileName, { type: 'application/pdf' }));
      return t('reports.saved');
    });
  const isKnown = month !== undefined && scopes.length > 0;
  const monthName = (id: string) => formats.month(`${id}-15T12:00:00.000Z`);
  const monthOptions = months.map(({ month: id, closedAt }) => ({
    id,
    label: closedAt === null ? t('reports.soFar', { month: monthName(id) }) : monthName(id),
  }));
  return (
    <Screen
      title={month === undefined ? t('reports.title') : `${t('reports.title')} · ${monthName(month)}`}
      scrollKey="reports"
      back={figure === null ? '/more' : `/reports?${leavingFigure(query).toString()}`}
    >
      <Stack>
        {error !== undefined && (
          <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />
        )}
        {data === undefined && error === undefined && <Skeleton rows={8} />}
        {data !== undefined && scopes.length === 0 && <EmptyState illustration="people" title={t('reports.noTeam')} />}
        {isKnown && isGone && <SegmentGone onClear={() => choose('segment', '')} />}
        {isKnown && segment === undefined && !isGone && <Skeleton rows={8} />}
        {isKnown && segment !== undefined && figure !== null && (
          <FigureList teamId={teamId} month={month} segment={segment} figure={figure} />
        )}
        {isKnown && segment !== undefined && figure === null && (
          <>
            <div className={styles.choices}>
              <Select
                label={t('reports.month')}
                value={month}
                onChange={(id) => choose('month', id)}
                options={monthOptions}
              />
              {scopes.length > 1 && (
                <Select
                  label={t('reports.scope')}
                  value={scope}
                  onChange={(id) => choose('scope', id)}
                  options={scopes.map(({ id, name }) => ({ id: id ?? OFFICE, label: name || t('reports.office') }))}
                />
              )}
              {offered.length > 0 && (
                <Select
                  label={t('reports.segment')}
                  value={segmentId === '' ? EVERYBODY : segmentId}
                  onChange={(id) => choose('segment', id === EVERYBODY ? '' : id)}
                  options={[
                    { id: EVERYBODY, label: t('reports.allCustomers') },
                    ...offered.map(({ id, name }) => ({ id, label: name })),
                  ]}
                />
              )}
              <span className={styles.downloads}>
                <Button isPending={isPending} onPress={() => void download('tr')}>
                  {t('reports.pdf.tr')}
                </Button>
                <Button isPending={isPending} onPress={() => void download('en')}>
                  {t('reports.pdf.en')}
                </Button>
              </span>
            </div>
            <ReportPages
              key={`${month} ${scope} ${segmentId}`}
              teamId={teamId}
              month={month}
              months={monthOptions}
              segment={segment}
            />
          </>
        )}
      </Stack>
    </Screen>
  );
}
