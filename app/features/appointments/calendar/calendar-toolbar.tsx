import { ChevronLeft, ChevronRight } from 'lucide-react';
import { memo } from 'react';
import type { MemberFields } from '../../../../sync/collections/member';
import { useText } from '../../../i18n/use-text';
import { useShortcut } from '../../../shell/use-shortcut';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import { iconSize } from '../../../ui/icon-size';
import { Segmented } from '../../../ui/segmented';
import { AgentFilter } from './agent-filter';
import styles from './calendar-toolbar.module.css';
import { CALENDAR_VIEWS, stepDate, viewFor, type CalendarPlace } from './calendar-url';

/** Through time, between views, and whose. `members` is empty for those who only see their own. */
export const CalendarToolbar = memo(function CalendarToolbar({
  place,
  today,
  members,
  hasTeam,
  isNarrow,
  isInBar = false,
  onChange,
}: {
  place: CalendarPlace;
  today: string;
  isNarrow: boolean;
  /** There is somebody else's day to see beside one's own. */
  hasTeam: boolean;
  /** Stands in the bar of the screen, and needs no line of its own. */
  isInBar?: boolean;
  members: readonly MemberFields[];
  onChange: (change: Partial<CalendarPlace>) => void;
}) {
  const t = useText();
  const { view, date } = place;
  useShortcut('t', () => onChange({ date: today }));
  useShortcut('j', () => onChange({ date: stepDate(view, date, 1) }));
  useShortcut('k', () => onChange({ date: stepDate(view, date, -1) }));
  return (
    <div
      className={isInBar ? styles.inBar : styles.toolbar}
      data-two-lines={isNarrow && hasTeam}
      role="toolbar"
      aria-label={t('appointments.calendar.toolbar')}
    >
      <div className={styles.time}>
        <IconButton
          label={t(`appointments.previous.${view}`)}
          icon={<ChevronLeft {...iconSize.row} />}
          onPress={() => onChange({ date: stepDate(view, date, -1) })}
        />
        <Button onPress={() => onChange({ date: today })}>{t('ui.today')}</Button>
        <IconButton
          label={t(`appointments.next.${view}`)}
          icon={<ChevronRight {...iconSize.row} />}
          onPress={() => onChange({ date: stepDate(view, date, 1) })}
        />
      </div>
      <Segmented
        label={t('appointments.view.label')}
        isLabelHidden
        className={styles.views}
        value={view}
        onChange={(next) => onChange({ view: next })}
        options={CALENDAR_VIEWS.filter((id) => viewFor(id, isNarrow, hasTeam) === id).map((id) => ({
          id,
          label: t(`appointments.view.${id}`),
        }))}
      />
      {members.length > 1 && (
        <AgentFilter members={members} chosen={place.agentIds} onChange={(agentIds) => onChange({ agentIds })} />
      )}
    </div>
  );
});
