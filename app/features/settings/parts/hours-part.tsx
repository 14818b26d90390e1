import type { WeekHours } from '../../../../sync/rules/setting-values';
import { useDatabase } from '../../../database/database-context';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Panel } from '../../../ui/panel';
import { Switch } from '../../../ui/switch';
import styles from '../settings.module.css';
import { weekText } from '../setting-words';
import { useSettings } from '../settings-context';
import { useDecide } from './use-decide';
import { useTyped } from './use-typed';
import { isWeekInOrder, WeekEditor } from './week-editor';

/** One's own hours, or the office's. */
export default function HoursPart() {
  const t = useText();
  const formats = useFormats();
  const { me } = useDatabase();
  const { office, weeks } = useSettings();
  const { begin, decide } = useDecide();
  const own = weeks.get(me.memberId);
  const { value: draft, begun, type, forget } = useTyped<WeekHours>(() => begin('week', me.memberId));
  const isOwn = own !== undefined || draft !== null;
  const days = draft ?? own ?? office.hours;
  const store = (value: WeekHours, isArchived: boolean) =>
    decide(
      [
        {
          key: 'week',
          subject: me.memberId,
          memberId: me.memberId,
          value: { days: value.map((spans) => [...spans]) },
          isArchived,
          begun,
        },
      ],
      t('settings.week.saved'),
    ).then((isStored) => {
      if (isStored) forget();
    });
  return (
    <Panel title={t('settings.part.hours')} isTitleHidden>
      <div className={styles.form}>
        <Switch
          isSelected={!isOwn}
          onChange={(asOffice) => {
            if (!asOffice) type(office.hours);
            else if (own === undefined) forget();
            else void store(own, true);
          }}
        >
          {t('settings.week.asOffice')}
        </Switch>
        {isOwn ? (
          <>
            <WeekEditor days={days} onChange={type} />
            {!isWeekInOrder(days) && (
              <p role="alert" className={styles.refusal}>
                {t('settings.week.wrong')}
              </p>
            )}
            <Button
              variant="primary"
              isDisabled={draft === null || !isWeekInOrder(days)}
              onPress={() => void store(days, false)}
            >
              {t('settings.save')}
            </Button>
          </>
        ) : (
          <p>{weekText(office.hours, { t, formats })}</p>
        )}
        <p className={styles.wayDetail}>{t('settings.week.detail')}</p>
      </div>
    </Panel>
  );
}
