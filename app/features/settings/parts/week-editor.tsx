import { Plus, Trash2 } from 'lucide-react';
import type { Span, WeekHours } from '../../../../sync/rules/setting-values';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import { iconSize } from '../../../ui/icon-size';
import { Switch } from '../../../ui/switch';
import { TimePicker } from '../../../ui/time-picker';
import styles from './week-editor.module.css';

const FIRST: Span = { from: '09:00', to: '18:00' };
const AFTERNOON: Span = { from: '13:00', to: '18:00' };
const MAX_SPANS = 4;

/** Whether every span ends after it begins, and after the one before it ended. */
export function isWeekInOrder(days: WeekHours): boolean {
  return days.every((spans) =>
    spans.every((span, at) => span.from < span.to && (spans[at - 1]?.to ?? '') <= span.from),
  );
}

/** The hours of seven days, Monday first; times are picked. */
export function WeekEditor({ days, onChange }: { days: WeekHours; onChange: (days: WeekHours) => void }) {
  const t = useText();
  const { locale } = useFormats();
  const dayName = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const set = (day: number, spans: readonly Span[]) =>
    onChange(days.map((before, at) => (at === day ? spans : before)));
  return (
    <div className={styles.week}>
      {days.map((spans, day) => {
        // 2024 began on a Monday.
        const name = dayName.format(Date.UTC(2024, 0, 1 + day));
        const change = (at: number, span: Span) =>
          set(
            day,
            spans.map((before, place) => (place === at ? span : before)),
          );
        return (
          <section key={day} className={styles.day} aria-label={name}>
            <Switch isSelected={spans.length > 0} onChange={(isOpen) => set(day, isOpen ? [FIRST] : [])}>
              {name}
            </Switch>
            <div className={styles.spans}>
              {spans.length === 0 && <p className={styles.closed}>{t('settings.value.closed')}</p>}
              {spans.map((span, at) => (
                <div key={at} className={styles.span} data-list-row>
                  <TimePicker
                    label={t('settings.week.from', { day: name })}
                    isLabelHidden
                    value={span.from}
                    onChange={(from) => change(at, { ...span, from })}
                  />
                  <span aria-hidden="true">–</span>
                  <TimePicker
                    label={t('settings.week.to', { day: name })}
                    isLabelHidden
                    value={span.to === '24:00' ? '23:59' : span.to}
                    onChange={(to) => change(at, { ...span, to })}
                  />
                  {spans.length > 1 && (
                    <IconButton
                      label={t('settings.week.removeSpan', { day: name })}
                      icon={<Trash2 {...iconSize.small} />}
                      onPress={() =>
                        set(
                          day,
                          spans.filter((_, place) => place !== at),
                        )
                      }
                    />
                  )}
                </div>
              ))}
              {spans.length > 0 && spans.length < MAX_SPANS && (
                <Button
                  variant="quiet"
                  icon={<Plus {...iconSize.small} />}
                  aria-label={t('settings.week.addSpanTo', { day: name })}
                  onPress={() => set(day, withPause(spans))}
                >
                  {t('settings.week.addSpan')}
                </Button>
              )}
              {day === 0 && (
                <Button
                  variant="quiet"
                  onPress={() => onChange(days.map((before, at) => (at > 0 && at < 5 ? spans : before)))}
                >
                  {t('settings.week.sameUntilFriday')}
                </Button>
              )}
            </div>
          </section>
        );
      })}
    </div>
  );
}

/** A pause at noon where there was none, else one more span after the last. */
function withPause(spans: readonly Span[]): readonly Span[] {
  const [only] = spans;
  if (spans.length === 1 && only !== undefined && only.from < '12:00' && only.to > AFTERNOON.from)
    return [
      { from: only.from, to: '12:00' },
      { from: AFTERNOON.from, to: only.to },
    ];
  const last = spans[spans.length - 1]!.to;
  return [
    ...spans,
    { from: last, to: last < '22:00' ? `${String(Number(last.slice(0, 2)) + 1).padStart(2, '0')}:00` : '23:59' },
  ];
}
