import type { CalendarOptions, DayCellInfo, DayHeaderInfo, EventDisplayInfo } from '@fullcalendar/react';
import { classNames } from '../../../ui/class-names';
import type { CalendarEntry } from './calendar-entries';
import look from './calendar-look.module.css';

const dayClass = (info: { isToday: boolean }) => classNames(look.lane, info.isToday && look.today);

/** The calendar drawn with the product's own tokens: the library brings the geometry, nothing of its look. */
export const CALENDAR_LOOK: CalendarOptions = {
  className: look.calendar,
  viewClass: look.view,
  tableHeaderClass: look.tableHeader,
  dayHeaderRowClass: look.headerRow,
  dayHeaderClass: dayClass,
  dayHeaderInnerClass: look.dayHeader,
  dayHeaderAlign: 'center',
  dayLaneClass: dayClass,
  dayLaneInnerClass: look.laneInner,
  dayRowClass: look.dayRow,
  dayCellClass: (info: DayCellInfo) =>
    classNames(look.lane, look.dayCell, info.isToday && look.today, info.isOther && look.otherMonth),
  dayCellTopClass: look.dayCellTop,
  dayCellTopInnerClass: (info: DayCellInfo) => classNames(look.dayNumber, info.isToday && look.todayNumber),
  slotLaneClass: (info) => classNames(look.slotLane, info.isMinor && look.halfHour),
  slotHeaderClass: look.slotHeader,
  slotHeaderInnerClass: look.slotHour,
  slotHeaderDividerClass: look.slotDivider,
  nowIndicatorLineClass: look.nowLine,
  nowIndicatorDotClass: look.nowDot,
  nowIndicatorHeaderClass: look.nowHeader,
  highlightClass: look.selection,
  eventClass: (info: EventDisplayInfo) => {
    const entry = info.event.extendedProps['entry'] as CalendarEntry | undefined;
    const status = entry?.appointment.status;
    return classNames(
      look.event,
      (status === 'requested' || status === 'draft') && look.unagreed,
      !info.isMirror && entry !== undefined && entry.clashes.length > 0 && look.met,
      info.isMirror && look.ghost,
      info.isSelected && look.held,
      info.isDragging && look.dragging,
    );
  },
  columnEventClass: look.columnEvent,
  columnEventInnerClass: ({ view }: EventDisplayInfo) =>
    classNames(look.columnInner, view.type === 'timeGridDay' && look.ofDay),
  columnEventAfterClass: (info: EventDisplayInfo) => (info.isEndResizable ? look.stretch : ''),
  rowEventClass: look.rowEvent,
  rowEventInnerClass: look.rowInner,
  listItemEventClass: look.rowEvent,
  listItemEventInnerClass: look.rowInner,
  rowMoreLinkClass: look.moreLink,
  backgroundEventClass: look.free,
  columnMoreLinkClass: classNames(look.moreLink, look.columnMore),
  navLinkClass: look.navLink,
};

/**
 * Weekday and day number, and what is to be said of the day; today's number on the accent. The full date is spoken from
 * the library's own hidden text.
 */
export function DayHeader({ info, note }: { info: DayHeaderInfo; note?: string | undefined }) {
  return (
    <>
      <span className={look.weekday}>{info.weekdayText}</span>
      {info.dayNumberText !== '' && (
        <span className={classNames(look.headerNumber, info.isToday && look.todayNumber)}>{info.dayNumberText}</span>
      )}
      {note !== undefined && (
        <span className={look.note} title={note}>
          {note}
        </span>
      )}
    </>
  );
}
