import { useState } from 'react';
import { longestText } from '../../../../sync/collections/longest-text';
import { SETTING_SHAPES, type SettingValue } from '../../../../sync/rules/setting-values';
import type { Absence } from '../../../../sync/rules/settings';
import { useDatabase } from '../../../database/database-context';
import { useText } from '../../../i18n/use-text';
import { ComboBox } from '../../../ui/combo-box';
import { DatePicker } from '../../../ui/date-picker';
import { Switch } from '../../../ui/switch';
import { TextField } from '../../../ui/text-field';
import { TimePicker } from '../../../ui/time-picker';
import { useMembers } from '../../members/use-members';
import { ThingDialog } from './thing-dialog';

/** Whole days, or a part of one. `today`: 'YYYY-MM-DD', the first day that can be picked. */
export function AbsenceDialog({
  absence,
  today,
  onSave,
  onClose,
}: {
  absence: Absence | null;
  today: string;
  onSave: (value: SettingValue<'absence'>) => Promise<boolean>;
  onClose: () => void;
}) {
  const t = useText();
  const { me } = useDatabase();
  const { all } = useMembers();
  const [fromOn, setFromOn] = useState(absence?.fromOn ?? '');
  const [toOn, setToOn] = useState(absence?.toOn ?? '');
  const [isPart, setPart] = useState(absence !== null && absence.fromTime !== '');
  const [fromTime, setFromTime] = useState(absence?.fromTime || '09:00');
  const [toTime, setToTime] = useState(absence?.toTime || '12:00');
  const [standInId, setStandInId] = useState(absence?.standInId ?? '');
  const [note, setNote] = useState(absence?.note ?? '');
  const [isTried, setTried] = useState(false);
  const lastOn = isPart || toOn === '' || toOn < fromOn ? fromOn : toOn;
  const isBackwards = isPart && toTime <= fromTime;
  const min = absence !== null && absence.fromOn < today ? absence.fromOn : today;
  const save = () => {
    setTried(true);
    if (fromOn === '' || isBackwards) return null;
    const times = isPart ? { fromTime, toTime } : { fromTime: '', toTime: '' };
    return onSave({ fromOn, toOn: lastOn, ...times, note: note.trim(), standInId });
  };
  return (
    <ThingDialog
      title={t(absence === null ? 'settings.absence.add' : 'settings.absence.edit')}
      onSave={save}
      onClose={onClose}
    >
      <DatePicker
        label={t(isPart ? 'settings.day' : 'settings.firstDay')}
        value={fromOn}
        onChange={setFromOn}
        min={min}
        {...(isTried && fromOn === '' ? { error: t('settings.dayMissing') } : {})}
        isRequired
      />
      {!isPart && <DatePicker label={t('settings.lastDay')} value={lastOn} onChange={setToOn} min={fromOn || min} />}
      <Switch isSelected={isPart} onChange={setPart}>
        {t('settings.absence.part')}
      </Switch>
      {isPart && (
        <>
          <TimePicker label={t('settings.from')} value={fromTime} onChange={setFromTime} />
          <TimePicker
            label={t('settings.to')}
            value={toTime}
            onChange={setToTime}
            {...(isBackwards ? { error: t('settings.backwards') } : {})}
          />
        </>
      )}
      <ComboBox
        label={t('settings.absence.standIn')}
        description={t('settings.absence.standInDetail')}
        placeholder={t('members.choose')}
        value={standInId === '' ? null : standInId}
        onChange={(id) => setStandInId(id ?? '')}
        options={all
          .filter(({ id, isActive }) => isActive && id !== me.memberId)
          .map(({ id, fullName, teamName }) => ({ id, label: fullName, detail: teamName }))}
      />
      <TextField
        label={t('settings.absence.note')}
        description={t('settings.absence.noteDetail')}
        value={note}
        onChange={setNote}
        maxLength={longestText(SETTING_SHAPES.absence.shape.note)}
        autoComplete="off"
      />
    </ThingDialog>
  );
}
