import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import type { Basis } from '../../../../sync/rules/document';
import { TURKISH_HOLIDAYS } from '../../../../sync/rules/setting-defaults';
import { settingValue, type Holiday } from '../../../../sync/rules/settings';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { iconSize } from '../../../ui/icon-size';
import { Panel, Row } from '../../../ui/panel';
import { Particulars } from '../../../ui/particulars';
import { datesText, nameIn } from '../setting-words';
import { useSettings } from '../settings-context';
import { HolidayDialog } from './holiday-dialog';
import { newSubject } from './new-subject';
import { ThingList } from './thing-list';
import { useDecide } from './use-decide';

type Open = { readonly holiday: Holiday | null; readonly begun: Basis | undefined };

/**
 * Days on which the office is closed. Türkiye's fixed ones are offered; the two feasts move and are entered by hand.
 */
export default function HolidaysPart() {
  const t = useText();
  const formats = useFormats();
  const { holidays } = useSettings();
  const { begin, decide } = useDecide();
  const [open, setOpen] = useState<Open | null>(null);
  const byId = new Map(holidays.map((holiday) => [holiday.id, holiday]));
  const offered = TURKISH_HOLIDAYS.filter(({ id }) => !byId.has(id));
  const year = formats.dayOf(Date.now()).slice(0, 4);
  const takeOffered = () =>
    void decide(
      offered.map(({ id, day, ...names }) => ({
        key: 'holiday',
        subject: id,
        value: { ...names, fromOn: `${year}-${day}`, toOn: `${year}-${day}`, isYearly: true },
        isArchived: false,
      })),
      t('settings.holiday.taken'),
    );
  const days = ({ fromOn, toOn, isYearly }: Holiday) =>
    isYearly
      ? t('settings.holiday.everyYear', { day: yearlyDay(fromOn, formats.locale) })
      : datesText(fromOn, toOn, formats);
  return (
    <>
      {offered.length > 0 && (
        <Panel isFlush>
          <Row
            icon={<CalendarPlus {...iconSize.row} />}
            title={t('settings.holiday.offer', { count: offered.length })}
            detail={t('settings.holiday.offerDetail')}
            after={<Button onPress={takeOffered}>{t('settings.holiday.take')}</Button>}
          />
        </Panel>
      )}
      <ThingList
        title={t('settings.part.holidays')}
        rows={[...holidays]
          .sort((a, b) => (key(a) < key(b) ? -1 : 1))
          .map((holiday) => ({
            id: holiday.id,
            title: nameIn(holiday, formats.language),
            detail: (
              <Particulars
                texts={[
                  days(holiday),
                  ...(holiday.fromTime === ''
                    ? []
                    : [t('settings.holiday.from', { time: formats.clock(holiday.fromTime) })]),
                ]}
              />
            ),
            isArchived: false,
          }))}
        empty={t('settings.holiday.none')}
        addLabel={t('settings.holiday.add')}
        onAdd={() => setOpen({ holiday: null, begun: undefined })}
        onEdit={(id) => setOpen({ holiday: byId.get(id)!, begun: begin('holiday', id) })}
        onArchive={(id, isArchived) => {
          const value = settingValue('holiday', byId.get(id))!;
          void decide([{ key: 'holiday', subject: id, value, isArchived }], t('settings.holiday.archived'));
        }}
      />
      {open !== null && (
        <HolidayDialog
          holiday={open.holiday}
          onClose={() => setOpen(null)}
          onSave={(value) => {
            const subject = open.holiday?.id ?? newSubject(`${value.nameTr} ${value.fromOn}`, byId.keys());
            return decide(
              [{ key: 'holiday', subject, value, isArchived: false, begun: open.begun }],
              t('settings.saved'),
            );
          }}
        />
      )}
    </>
  );
}

/** Yearly ones by their day in the year, the others after them by their date. */
const key = ({ isYearly, fromOn }: Holiday) => (isYearly ? `0${fromOn.slice(5)}` : `1${fromOn}`);

function yearlyDay(on: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.parse(on));
}
