import { useCallback, useEffect, useRef, useState } from 'react';
import type { Schedule } from '../../../sync/rules/appointment-schedule';
import { scheduleProblem } from '../../../sync/rules/appointment-schedule';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import { moveAppointment } from './appointment-verbs';
import type { KeyMove } from './use-event-keys';
import { addMinutes, moveSchedule } from './wall-clock';

/** Steps made with the keyboard are offered for undoing together, once there has been none for this long. */
const SETTLE_MS = 1_200;

type Moving = {
  readonly id: string;
  readonly name: string;
  readonly before: Schedule;
  after: Schedule;
  timer: ReturnType<typeof setTimeout> | undefined;
};

/** Moving appointments, with the new time spoken and a way back after every move. */
export function useMove() {
  const db = useDatabase();
  const t = useText();
  const formats = useFormats();
  const [spoken, setSpoken] = useState('');
  const moving = useRef<Moving | null>(null);
  const store = useCallback(
    (id: string, schedule: Schedule, shown: Schedule) =>
      moveAppointment(db, id, schedule, shown).then(
        () => true,
        () => {
          showToast({ text: t('appointments.notStored'), tone: 'attention' });
          return false;
        },
      ),
    [db, t],
  );
  const words = useCallback(
    (name: string, schedule: Schedule) =>
      t('appointments.moved', {
        name,
        when: formats.weekdayTime(schedule.startsAt, schedule.endsAt),
      }),
    [t, formats],
  );

  const offerUndo = useCallback(
    (move: Pick<Moving, 'id' | 'name' | 'before' | 'after'>) => {
      showToast({
        text: words(move.name, move.after),
        action: { label: t('appointments.undo'), onPress: () => void store(move.id, move.before, move.after) },
      });
    },
    [store, t, words],
  );

  const settle = useCallback(() => {
    const done = moving.current;
    moving.current = null;
    if (done === null) return;
    clearTimeout(done.timer);
    offerUndo(done);
  }, [offerUndo]);
  const lastSettle = useRef(settle);
  lastSettle.current = settle;
  useEffect(() => () => lastSettle.current(), []);

  /** At once, by dragging or from a dialog; false when the device could not store it. */
  const moveTo = useCallback(
    async (id: string, name: string, before: Schedule, after: Schedule) => {
      settle();
      const isStored = await store(id, after, before);
      if (isStored) offerUndo({ id, name, before, after });
      return isStored;
    },
    [store, offerUndo, settle],
  );

  /**
   * One step by keyboard; steps that follow quickly build on it. The schedule it leads to, null when there is no such.
   */
  const step = useCallback(
    async (id: string, name: string, schedule: Schedule, by: KeyMove): Promise<Schedule | null> => {
      if (moving.current !== null && moving.current.id !== id) settle();
      const from = moving.current?.after ?? schedule;
      const moved =
        by.lengthenMinutes === undefined
          ? moveSchedule(from, by, formats.zone)
          : { ...from, endsAt: addMinutes(from.endsAt, by.lengthenMinutes) };
      if (scheduleProblem(moved) !== null) return null;
      const before = moving.current?.before ?? schedule;
      clearTimeout(moving.current?.timer);
      moving.current = { id, name, before, after: moved, timer: setTimeout(settle, SETTLE_MS) };
      setSpoken(words(name, moved));
      return (await store(id, moved, from)) ? moved : null;
    },
    [store, formats.zone, settle, words],
  );

  return { moveTo, step, spoken };
}
