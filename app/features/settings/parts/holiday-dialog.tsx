import { useState } from 'react';
import type { SettingValue } from '../../../../sync/rules/setting-values';
import type { Holiday } from '../../../../sync/rules/settings';
import { useText } from '../../../i18n/use-text';
import { DatePicker } from '../../../ui/date-picker';
import { Switch } from '../../../ui/switch';
import { TimePicker } from '../../../ui/time-picker';
import { ThingDialog } from './thing-dialog';
import { TwoNames } from './two-names';

const NOON = '13:00';

export function HolidayDialog({
  holiday,
  onSave,
  onClose,
}: {
  holiday: Holiday | null;
  onSave: (value: SettingValue<'holiday'>) => Promise<boolean>;
  onClose: () => void;
}) {
  const t = useText();
  const [names, setNames] = useState({ nameTr: holiday?.nameTr ?? '', nameEn: holiday?.nameEn ?? '' });
  const [fromOn, setFromOn] = useState(holiday?.fromOn ?? '');
  const [toOn, setToOn] = useState(holiday?.toOn ?? '');
  const [fromTime, setFromTime] = useState(holiday?.fromTime ?? '');
  const [isYearly, setYearly] = useState(holiday?.isYearly ?? false);
  const [isTried, setTried] = useState(false);
  const lastOn = toOn === '' || toOn < fromOn ? fromOn : toOn;
  const save = () => {
    setTried(true);
    if (names.nameTr.trim() === '' || fromOn === '') return null;
    return onSave({
      nameTr: names.nameTr.trim(),
      nameEn: names.nameEn.trim(),
      fromOn,
      toOn: lastOn,
      fromTime,
      isYearly,
    });
  };
  return (
    <ThingDialog
      title={t(holiday === null ? 'settings.holiday.add' : 'settings.holiday.edit')}
      onSave={save}
      onClose={onClose}
    >
      <TwoNames value={names} onChange={setNames} isMissing={isTried} />
      <DatePicker
        label={t('settings.firstDay')}
        value={fromOn}
        onChange={setFromOn}
        {...(isTried && fromOn === '' ? { error: t('settings.dayMissing') } : {})}
        isRequired
      />
      <DatePicker label={t('settings.lastDay')} value={lastOn} onChange={setToOn} min={fromOn} />
      <Switch isSelected={isYearly} onChange={setYearly}>
        {t('settings.holiday.yearly')}
      </Switch>
      <Switch isSelected={fromTime !== ''} onChange={(isHalf) => setFromTime(isHalf ? NOON : '')}>
        {t('settings.holiday.halfDay')}
      </Switch>
      {fromTime !== '' && (
        <TimePicker label={t('settings.holiday.closedFrom')} value={fromTime} onChange={setFromTime} />
      )}
    </ThingDialog>
  );
}
