import { RotateCw } from 'lucide-react';
import { api, errorText } from '../../../api/client';
import { useDatabase } from '../../../database/database-context';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Screen, Stack } from '../../../shell/screen';
import { BarChart } from '../../../ui/bar-chart';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { IconButton } from '../../../ui/icon-button';
import { iconSize } from '../../../ui/icon-size';
import { Panel } from '../../../ui/panel';
import { Skeleton } from '../../../ui/skeleton';
import { useStages } from '../../settings/use-stages';
import { useKeptCall } from '../use-kept-call';
import { LeftMember, MemberDay } from './member-day';
import { leftOf, silentDays, type TeamDay } from './silence';
import styles from './team-day.module.css';

const ask = () => api.reports.teamDay.query();

/** A manager's day: who has what today, who is silent, this week beside the last, and where customers stand. */
export default function TeamDayScreen() {
  const t = useText();
  const { me } = useDatabase();
  return me.role === 'agent' ? (
    <Screen title={t('teamDay.title')} back="/more">
      <EmptyState illustration="people" title={t('error.auth.forbidden')} />
    </Screen>
  ) : (
    <Asked />
  );
}

function Asked() {
  const t = useText();
  const formats = useFormats();
  const { data, error, reload } = useKeptCall('teamDay', ask);
  const day = data?.answer;
  const isNobody = day !== undefined && day.members.length === 0 && leftOf(day).length === 0;
  return (
    <Screen
      title={t('teamDay.title')}
      scrollKey="teamDay"
      back="/more"
      {...(day === undefined ? {} : { subtitle: t('teamDay.at', { when: formats.dateTime(day.at) }) })}
      actions={<IconButton label={t('teamDay.reload')} icon={<RotateCw {...iconSize.row} />} onPress={reload} />}
    >
      <Stack>
        {error !== undefined && (
          <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />
        )}
        {day === undefined && error === undefined && <Skeleton rows={8} />}
        {day !== undefined && isNobody && <EmptyState illustration="people" title={t('teamDay.nobody')} />}
        {day !== undefined && !isNobody && <Day day={day} />}
      </Stack>
    </Screen>
  );
}

function Day({ day }: { day: TeamDay }) {
  const t = useText();
  const formats = useFormats();
  const { all: stages, nameOf } = useStages();
  const silent = day.members.filter((member) => silentDays(member, day.at) !== null);
  const known = stages.map(({ id }) => id);
  const standing = new Map(day.funnel.map(({ stage, customers }) => [stage, customers]));
  const steps = [...known, ...[...standing.keys()].filter((id) => !known.includes(id))].filter(
    (id) => standing.has(id) || stages.some((stage) => stage.id === id && !stage.isArchived),
  );
  return (
    <>
      <Panel title={t('teamDay.today')} isFlush>
        <ul className={styles.members}>
          {day.members.map((member) => (
            <MemberDay key={member.id} member={member} at={day.at} />
          ))}
          {leftOf(day).map((member) => (
            <LeftMember key={member.id} member={member} />
          ))}
        </ul>
      </Panel>
      <Panel title={t('teamDay.silent')}>
        {silent.length === 0 ? (
          <p>{t('teamDay.nobodySilent')}</p>
        ) : (
          <ul className={styles.silent} aria-label={t('teamDay.silent')}>
            {silent.map((member) => {
              const days = silentDays(member, day.at) ?? 0;
              return (
                <li key={member.id}>
                  <strong>{member.name}</strong>{' '}
                  {member.lastLoggedAt === '' ? t('teamDay.neverLogged') : t('teamDay.silentDays', { days })}
                </li>
              );
            })}
          </ul>
        )}
      </Panel>
      <Panel title={t('teamDay.weeks')}>
        <BarChart
          label={t('teamDay.weeks')}
          series={[t('teamDay.thisWeek'), t('teamDay.lastWeek')]}
          rowsLabel={t('teamDay.member')}
          rows={day.members.map(({ id, name, thisWeek, lastWeek }) => ({
            id,
            label: name,
            values: [thisWeek, lastWeek],
          }))}
          format={formats.number}
        />
      </Panel>
      <Panel title={t('teamDay.funnel')}>
        <BarChart
          label={t('teamDay.funnel')}
          series={[t('teamDay.customers')]}
          rowsLabel={t('teamDay.stage')}
          rows={steps.map((id) => ({ id, label: nameOf(id), values: [standing.get(id) ?? 0] }))}
          format={formats.number}
        />
      </Panel>
    </>
  );
}
