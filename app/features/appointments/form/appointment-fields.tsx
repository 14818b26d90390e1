/**
 * The fields of an appointment's form. Each renders when it is its turn and not with every other: a form of pickers
 * takes a tablet a tenth of a second, and it renders at every letter, at every document that arrives, and several
 * times while it is saved.
 */
import { memo } from 'react';
import { useController, type Control, type UseFormReturn } from 'react-hook-form';
import { anchoredTo } from '../../../../sync/rules/recurrence-anchor';
import { useDatabase } from '../../../database/database-context';
import { useText } from '../../../i18n/use-text';
import { iconSize } from '../../../ui/icon-size';
import { Segmented } from '../../../ui/segmented';
import { Select } from '../../../ui/select';
import { TextArea, TextField } from '../../../ui/text-field';
import { NewsBelow } from '../../conflicts/field-news';
import { memberOptions } from '../../members/member-options';
import { useMembers } from '../../members/use-members';
import { useAppointmentKinds } from '../../settings/use-appointment-kinds';
import type { AppointmentFormValues } from './appointment-form-shape';
import styles from './appointment-form.module.css';
import { kindIcon } from '../appointment-words';
import { CustomerPicker } from './customer-picker';
import { RecurrencePicker } from '../recurrence/recurrence-picker';
import { SchedulePicker } from './schedule-picker';
import { appointmentShape } from '../../../../sync/collections/appointment';
import { longestText } from '../../../../sync/collections/longest-text';

type Form = UseFormReturn<AppointmentFormValues>;
type FormControl = Control<AppointmentFormValues>;

export const Schedule = memo(function Schedule({
  control,
  agentId,
  customerId,
  ownId,
  readerZone,
  zone,
  isDisabled,
  dateError,
  timeError,
}: {
  control: FormControl;
  agentId: string;
  customerId: string;
  ownId: string;
  readerZone: string;
  zone: string;
  isDisabled: boolean;
  dateError?: string;
  timeError?: string;
}) {
  const { field: date } = useController({ control, name: 'date' });
  const { field: time } = useController({ control, name: 'time' });
  const { field: length } = useController({ control, name: 'lengthMinutes' });
  const { field: later } = useController({ control, name: 'isLater' });
  const { field: recurrence } = useController({ control, name: 'recurrence' });
  return (
    <NewsBelow unit="schedule">
      <SchedulePicker
        value={{ date: date.value, time: time.value, lengthMinutes: length.value, isLater: later.value }}
        zone={readerZone}
        otherZone={zone}
        busy={{ agentId, customerId, ownId }}
        isDisabled={isDisabled}
        dateError={dateError}
        timeError={timeError}
        onChange={(picked) => {
          if (picked.date !== date.value) {
            const anchored = anchoredTo(recurrence.value, picked.date, date.value);
            const isAnchored = date.value !== '' && anchored !== recurrence.value;
            date.onChange(picked.date);
            if (isAnchored) recurrence.onChange(anchored);
          }
          if (picked.time !== time.value) time.onChange(picked.time);
          if (picked.lengthMinutes !== length.value) length.onChange(picked.lengthMinutes);
          if (picked.isLater !== later.value) later.onChange(picked.isLater);
        }}
      />
    </NewsBelow>
  );
});

/** So many stand side by side; more are a list. */
const MOST_SIDE_BY_SIDE = 4;

export const Kind = memo(function Kind({
  control,
  approval,
}: {
  control: FormControl;
  /** What an approval is to it: a request of it, nothing any more, or something to be asked for once again. */
  approval: 'asked' | 'given' | 'lost';
}) {
  const t = useText();
  const { me } = useDatabase();
  const kinds = useAppointmentKinds();
  const { field } = useController({ control, name: 'kindId' });
  const options = kinds.optionsWith(field.value).map(({ id, label }) => {
    const Icon = kindIcon(id);
    const detail = kinds.needsApproval(id) ? { detail: t('appointments.approval.needed') } : {};
    return { id, label, ...detail, icon: <Icon {...iconSize.small} /> };
  });
  const asks = me.role === 'agent' && approval !== 'given' && kinds.needsApproval(field.value);
  return (
    <NewsBelow unit="kindId">
      {options.length <= MOST_SIDE_BY_SIDE ? (
        <Segmented
          label={t('appointments.field.kind')}
          value={field.value}
          onChange={field.onChange}
          className={styles.kinds}
          options={options}
        />
      ) : (
        <Select label={t('appointments.field.kind')} value={field.value} onChange={field.onChange} options={options} />
      )}
      {asks && (
        <p className={styles.asks}>
          {t(approval === 'lost' ? 'appointments.approval.asksAnew' : 'appointments.approval.asks')}
        </p>
      )}
    </NewsBelow>
  );
});

export const Text = memo(function Text({
  control,
  name,
  placeholder,
}: {
  control: FormControl;
  name: 'title' | 'location';
  placeholder: string;
}) {
  const t = useText();
  const {
    field: { value, onChange, onBlur },
  } = useController({ control, name });
  return (
    <NewsBelow unit={name}>
      <TextField
        label={t(`appointments.field.${name}`)}
        name={name}
        value={value}
        onChange={onChange}
        onBlur={onBlur}
        maxLength={longestText(appointmentShape.shape[name])}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="sentences"
      />
    </NewsBelow>
  );
});

export const Notes = memo(function Notes({ control }: { control: FormControl }) {
  const t = useText();
  const {
    field: { value, onChange, onBlur },
  } = useController({ control, name: 'notes' });
  return (
    <NewsBelow unit="notes">
      <TextArea
        label={t('appointments.field.notes')}
        name="notes"
        value={value}
        onChange={onChange}
        onBlur={onBlur}
        maxLength={longestText(appointmentShape.shape.notes)}
      />
    </NewsBelow>
  );
});

export const Customer = memo(function Customer({
  form,
  value,
  isFixed,
  error,
}: {
  form: Form;
  value: string;
  isFixed: boolean;
  error?: string;
}) {
  const onChange = (id: string) => form.setValue('customerId', id, { shouldDirty: true, shouldValidate: true });
  return <CustomerPicker value={value} isFixed={isFixed} error={error} onChange={onChange} />;
});

export const Recurrence = memo(function Recurrence({
  form,
  ...picked
}: { form: Form } & Omit<Parameters<typeof RecurrencePicker>[0], 'onChange'>) {
  const onChange = (rrule: string) => form.setValue('recurrence', rrule, { shouldDirty: true });
  return (
    <NewsBelow unit="recurrence">
      <RecurrencePicker {...picked} onChange={onChange} />
    </NewsBelow>
  );
});

export const Agent = memo(function Agent({ form, value, error }: { form: Form; value: string; error?: string }) {
  const t = useText();
  const { all: members } = useMembers();
  const agents = members.filter((member) => member.isActive || member.id === value);
  return (
    <NewsBelow unit="agentId">
      <Select
        label={t('appointments.field.agent')}
        value={value === '' ? null : value}
        onChange={(id) => form.setValue('agentId', id, { shouldDirty: true, shouldValidate: true })}
        error={error}
        options={memberOptions(agents)}
      />
    </NewsBelow>
  );
});
