import { useCallback, useEffect, useRef, useState } from 'react';
import type { Schedule } from '../../../../sync/rules/appointment-schedule';
import { scheduleProblem } from '../../../../sync/rules/appointment-schedule';
import { canReschedule } from '../../../../sync/rules/appointment-status';
import { useDatabase } from '../../../database/database-context';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { showToast } from '../../../ui/toast';
import { changeAppointment, type TakeBack } from '../appointment-verbs';
import type { Appointment } from '../use-appointments';
import type { KeyMove } from './use-event-keys';
import type { ScopeAnswer } from '../recurrence/use-scope-question';
import { addMinutes, moveSchedule } from '../../../ui/wall-clock';

/** Steps made with the keyboard are offered for undoing together, once there has been none for this long. */
const HELD_MS = 1_200;

const THIS_ONE: ScopeAnswer = { scope: 'this' };

type Moving = {
  readonly appointment: Appointment;
  readonly name: string;
  after: Schedule;
  /** What takes each of its steps back, in their order. */
  readonly steps: Promise<TakeBack | null>[];
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
    (
      appointment: Appointment,
      { startsAt, endsAt, zone }: Schedule,
      shown: Schedule,
      answer: ScopeAnswer = THIS_ONE,
    ) => {
      const values = { startsAt: shown.startsAt, endsAt: shown.endsAt, zone: shown.zone };
      const before = { ...appointment, ...values };
      const bases = { schedule: { stamp: '', values } };
      return changeAppointment(db, before, { startsAt, endsAt, zone }, { ...answer, bases }).catch(() => {
        showToast({ text: t('appointments.notStored'), tone: 'attention' });
        return null;
      });
    },
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
    ({ name, after }: Pick<Moving, 'name' | 'after'>, takeBack: () => Promise<unknown>) => {
      showToast({
        text: words(name, after),
        action: { label: t('appointments.undo'), onPress: () => void takeBack() },
      });
    },
    [t, words],
  );

  const undone = useCallback(
    (takeBack: TakeBack) => takeBack().catch(() => showToast({ text: t('appointments.notStored'), tone: 'attention' })),
    [t],
  );
  const finish = useCallback(() => {
    const done = moving.current;
    moving.current = null;
    if (done === null) return;
    clearTimeout(done.timer);
    // Moved to where it was it would have a time of its own in its series, and be asked for anew.
    offerUndo(done, () =>
      undone(async () => {
        for (const takeBack of (await Promise.all(done.steps)).reverse()) await takeBack?.();
      }),
    );
  }, [offerUndo, undone]);
  const lastFinish = useRef(finish);
  lastFinish.current = finish;
  useEffect(() => () => lastFinish.current(), []);

  /** At once, by dragging or from a dialog; false when the device could not store it. */
  const moveTo = useCallback(
    async (appointment: Appointment, name: string, after: Schedule, answer: ScopeAnswer = THIS_ONE) => {
      finish();
      const takeBack = await store(appointment, after, appointment, answer);
      if (takeBack !== null) offerUndo({ name, after }, () => undone(takeBack));
      return takeBack !== null;
    },
    [store, offerUndo, finish, undone],
  );

  /**
   * One step by keyboard; steps that follow quickly build on it. The schedule it leads to, null when there is no such.
   */
  const step = useCallback(
    async (appointment: Appointment, name: string, by: KeyMove): Promise<Schedule | null> => {
      if (moving.current !== null && moving.current.appointment.id !== appointment.id) finish();
      const from: Schedule = moving.current?.after ?? appointment;
      const moved =
        by.lengthenMinutes === undefined
          ? moveSchedule(from, by, formats.zone)
          : { ...from, endsAt: addMinutes(from.endsAt, by.lengthenMinutes) };
      if (!canReschedule(appointment) || scheduleProblem(moved) !== null) return null;
      clearTimeout(moving.current?.timer);
      const stored = store(appointment, moved, from);
      const steps = [...(moving.current?.steps ?? []), stored];
      moving.current = { appointment, name, after: moved, steps, timer: setTimeout(finish, HELD_MS) };
      setSpoken(words(name, moved));
      return (await stored) === null ? null : moved;
    },
    [store, formats.zone, finish, words],
  );

  return { moveTo, step, spoken };
}
