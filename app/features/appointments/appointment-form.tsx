import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useState, type ReactNode } from 'react';
import { useController, useForm, useWatch, type Control } from 'react-hook-form';
import type { TimedAppointment } from '../../../sync/rules/appointment-overlap';
import type { Bases } from '../../../sync/rules/document';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import type { FormRecord } from '../../shell/draft-content';
import { useDraft } from '../../shell/drafts';
import { FormPage } from '../../shell/form-page';
import { Avatar } from '../../ui/avatar';
import { iconSize } from '../../ui/icon-size';
import { Segmented } from '../../ui/segmented';
import { Select } from '../../ui/select';
import { TextArea, TextField } from '../../ui/text-field';
import { FieldNews, NewsBelow } from '../conflicts/field-news';
import { useAppointmentKinds } from '../settings/use-appointment-kinds';
import { useMembers } from '../members/use-members';
import {
  appointmentFormSchema,
  fieldsFromForm,
  type AppointmentFormValues,
  type EditableFields,
} from './appointment-form-shape';
import styles from './appointment-form.module.css';
import { kindIcon } from './appointment-words';
import { CustomerPicker } from './customer-picker';
import { NOTHING_DECIDED, type FoundClashes } from './clash-decisions';
import { ClashNotice } from './clash-notice';
import { useMeetings } from './use-meetings';
import { WorkNotice } from './work-notice';
import type { Appointment } from './use-appointments';
import { clashName } from '../../../sync/rules/clash-search';
import { RecurrencePicker } from './recurrence-picker';
import { SchedulePicker } from './schedule-picker';
import { anchoredTo } from '../../../sync/rules/recurrence-anchor';

const NOTHING_ACCEPTED: NonNullable<Appointment['accepts']> = [];

/**
 * Everything about an appointment at once. `onSave` is told what the touched facts were typed over and resolves to false
 * when the device could not store it: then the form stays, and so does its draft. `zone` is where the appointment takes
 * place, `record` the appointment that is edited, as it stands now.
 */
export function AppointmentForm({
  draftKey,
  start,
  zone,
  existing,
  record,
  canReschedule,
  saveLabel,
  above,
  below,
  onSave,
  onCancel,
}: {
  draftKey: string;
  start: AppointmentFormValues;
  zone: string;
  existing?: TimedAppointment & Pick<Appointment, 'accepts' | 'rootId' | 'occurrence' | 'kind'>;
  record?: FormRecord<AppointmentFormValues>;
  canReschedule: boolean;
  saveLabel: string;
  /** What stands over and under the fields and scrolls with them. */
  above?: ReactNode;
  below?: ReactNode;
  onSave: (fields: EditableFields, bases: Bases, clashes: FoundClashes) => Promise<boolean>;
  onCancel: () => void;
}) {
  const t = useText();
  const { me } = useDatabase();
  const { zone: readerZone } = useFormats();
  const { all: members } = useMembers();
  const form = useForm<AppointmentFormValues>({
    defaultValues: start,
    resolver: standardSchemaResolver(appointmentFormSchema),
    shouldFocusError: false,
  });
  const {
    control,
    handleSubmit,
    setValue,
    formState: { errors, isSubmitting },
  } = form;
  const draft = useDraft(draftKey, form, record);
  const values = useWatch({ control }) as AppointmentFormValues;
  const fields = fieldsFromForm(values, readerZone, zone, existing?.kind);
  const ownRoot = existing === undefined ? '' : clashName(existing).root;
  const isNewSeries = existing === undefined && values.recurrence !== '';
  const { meetings, around, dates, isKnown } = useMeetings({
    agentId: fields?.agentId ?? '',
    customerId: fields?.customerId ?? '',
    startsAt: fields?.startsAt ?? '',
    endsAt: fields?.endsAt ?? '',
    zone,
    // An occurrence that is edited is one date; what a whole series meets is asked where one is made.
    recurrence: isNewSeries ? values.recurrence : '',
    rootId: ownRoot,
    accepts: existing?.accepts ?? NOTHING_ACCEPTED,
  });
  const [decisions, setDecisions] = useState(NOTHING_DECIDED);
  const problem = (name: keyof AppointmentFormValues) => {
    const key = errors[name]?.message;
    return key === undefined ? undefined : t(key);
  };

  const submit = handleSubmit(async (valid) => {
    const wanted = fieldsFromForm(valid, readerZone, zone, existing?.kind);
    if (wanted !== null && (await onSave(wanted, draft.bases, { meetings, decisions }))) await draft.discard();
  });
  const agents = members.filter((member) => member.isActive || member.id === values.agentId);

  const page = (
    <FormPage
      draft={draft}
      above={above}
      saveLabel={meetings.length > 0 && canReschedule ? t('appointments.clash.saveAnyway') : saveLabel}
      isSaving={isSubmitting}
      // What it would meet has to be known before it is taken for accepted; on a device this is a blink.
      isSaveDisabled={!isKnown || (existing !== undefined && Object.keys(draft.bases).length === 0)}
      onSubmit={(event) => void submit(event)}
      onCancel={onCancel}
    >
      <CustomerPicker
        value={values.customerId}
        isFixed={existing !== undefined}
        error={problem('customerId')}
        onChange={(id) => setValue('customerId', id, { shouldDirty: true, shouldValidate: true })}
      />
      <div className={styles.when}>
        <NewsBelow unit="schedule">
          <Schedule
            control={control}
            form={values}
            readerZone={readerZone}
            zone={zone}
            isDisabled={!canReschedule}
            dateError={problem('date')}
            timeError={problem('time')}
            ownId={existing?.id ?? ''}
          />
        </NewsBelow>
        {fields !== null && canReschedule && (
          <>
            <ClashNotice
              meetings={meetings}
              around={around}
              dates={dates}
              who={fields}
              isSeries={isNewSeries}
              decisions={decisions}
              onChange={setDecisions}
            />
            <WorkNotice candidate={fields} dates={dates} around={around} ownId={existing?.id ?? ''} />
          </>
        )}
      </div>
      {canReschedule && fields !== null && (
        <NewsBelow unit="recurrence">
          <RecurrencePicker
            rrule={values.recurrence}
            on={values.date}
            startsAt={fields.startsAt}
            zone={readerZone}
            onChange={(rrule) => setValue('recurrence', rrule, { shouldDirty: true })}
          />
        </NewsBelow>
      )}
      <NewsBelow unit="kindId">
        <Kind control={control} />
      </NewsBelow>
      <Text control={control} name="title" maxLength={200} placeholder={t('appointments.field.titlePlaceholder')} />
      <Text
        control={control}
        name="location"
        maxLength={300}
        placeholder={t('appointments.field.locationPlaceholder')}
      />
      {me.role !== 'agent' && (
        <NewsBelow unit="agentId">
          <Select
            label={t('appointments.field.agent')}
            value={values.agentId === '' ? null : values.agentId}
            onChange={(id) => setValue('agentId', id, { shouldDirty: true, shouldValidate: true })}
            error={problem('agentId')}
            options={agents.map(({ id, fullName, teamName, colour }) => ({
              id,
              label: fullName,
              detail: teamName,
              icon: <Avatar name={fullName} colour={colour} size="small" />,
            }))}
          />
        </NewsBelow>
      )}
      <Notes control={control} />
      {below}
    </FormPage>
  );
  return existing === undefined || record === undefined ? (
    page
  ) : (
    <FieldNews collection="appointments" id={existing.id} draft={draft} basisOf={record.basisOf}>
      {page}
    </FieldNews>
  );
}

type FormControl = Control<AppointmentFormValues>;

function Schedule({
  control,
  form,
  readerZone,
  zone,
  isDisabled,
  dateError,
  timeError,
  ownId,
}: {
  control: FormControl;
  form: AppointmentFormValues;
  readerZone: string;
  zone: string;
  isDisabled: boolean;
  dateError?: string;
  timeError?: string;
  ownId: string;
}) {
  const date = useController({ control, name: 'date' }),
    time = useController({ control, name: 'time' });
  const length = useController({ control, name: 'lengthMinutes' }),
    later = useController({ control, name: 'isLater' });
  const recurrence = useController({ control, name: 'recurrence' });
  return (
    <SchedulePicker
      value={form}
      zone={readerZone}
      otherZone={zone}
      busy={{ agentId: form.agentId, customerId: form.customerId, ownId }}
      isDisabled={isDisabled}
      dateError={dateError}
      timeError={timeError}
      onChange={(picked) => {
        if (picked.date !== form.date) {
          date.field.onChange(picked.date);
          const anchored = anchoredTo(form.recurrence, picked.date, form.date);
          if (form.date !== '' && anchored !== form.recurrence) recurrence.field.onChange(anchored);
        }
        if (picked.time !== form.time) time.field.onChange(picked.time);
        if (picked.lengthMinutes !== form.lengthMinutes) length.field.onChange(picked.lengthMinutes);
        if (picked.isLater !== form.isLater) later.field.onChange(picked.isLater);
      }}
    />
  );
}

/** So many stand side by side; more are a list. */
const MOST_SIDE_BY_SIDE = 4;

function Kind({ control }: { control: FormControl }) {
  const t = useText();
  const { me } = useDatabase();
  const kinds = useAppointmentKinds();
  const { field } = useController({ control, name: 'kindId' });
  const options = kinds.optionsWith(field.value).map(({ id, label }) => {
    const Icon = kindIcon(id);
    const detail = kinds.needsApproval(id) ? { detail: t('appointments.approval.needed') } : {};
    return { id, label, ...detail, icon: <Icon {...iconSize.small} /> };
  });
  const asks = me.role === 'agent' && kinds.needsApproval(field.value);
  return (
    <>
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
      {asks && <p className={styles.asks}>{t('appointments.approval.asks')}</p>}
    </>
  );
}

function Text({
  control,
  name,
  maxLength,
  placeholder,
}: {
  control: FormControl;
  name: 'title' | 'location';
  maxLength: number;
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
        maxLength={maxLength}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="sentences"
      />
    </NewsBelow>
  );
}

function Notes({ control }: { control: FormControl }) {
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
        maxLength={20_000}
      />
    </NewsBelow>
  );
}
