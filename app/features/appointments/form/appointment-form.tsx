import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { memo, useMemo, useRef, useState, type ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { askedFor, isAgreed, type Approvable } from '../../../../sync/rules/approval';
import type { TimedAppointment } from '../../../../sync/rules/appointment-overlap';
import type { Bases } from '../../../../sync/rules/document';
import { useDatabase } from '../../../database/database-context';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import type { FormRecord } from '../../../shell/draft-content';
import { useDraft } from '../../../shell/drafts';
import { FormPage } from '../../../shell/form-page';
import { FieldNews } from '../../conflicts/field-news';
import {
  appointmentFormSchema,
  fieldsFromForm,
  type AppointmentFormValues,
  type EditableFields,
} from './appointment-form-shape';
import { Agent, Customer, Kind, Notes, Recurrence, Schedule, Text } from './appointment-fields';
import styles from './appointment-form.module.css';
import { NOTHING_DECIDED, type FoundClashes } from '../clashes/clash-decisions';
import { ClashNotice } from '../clashes/clash-notice';
import { useMeetings } from '../clashes/use-meetings';
import { WorkNotice } from './work-notice';
import type { Appointment } from '../use-appointments';
import { clashName } from '../../../../sync/rules/clash-search';

// What they are given stays the same while something else of the form changes.
const Clashes = memo(ClashNotice);
const Work = memo(WorkNotice);
const NOTHING_ACCEPTED: NonNullable<Appointment['accepts']> = [];

/**
 * Everything about an appointment at once. `onSave` is told what the touched facts were typed over and resolves to
 * false when the device could not store it: then the form stays, and so does its draft. `zone` is where the appointment
 * takes place, `record` the appointment that is edited, as it stands now.
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
  existing?: TimedAppointment & Approvable & Pick<Appointment, 'accepts' | 'rootId' | 'occurrence' | 'kind'>;
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
  const form = useForm<AppointmentFormValues>({
    defaultValues: start,
    resolver: standardSchemaResolver(appointmentFormSchema),
    shouldFocusError: false,
  });
  const {
    control,
    handleSubmit,
    formState: { errors, isSubmitting },
  } = form;
  const draft = useDraft(draftKey, form, record);
  const values = useWatch({ control }) as AppointmentFormValues;
  const fields = useMemo(
    () => fieldsFromForm(values, readerZone, zone, existing?.kind),
    [values, readerZone, zone, existing?.kind],
  );
  // What was stored last: until the next screen is there, or something else is picked, nothing is looked for.
  const saved = useRef<AppointmentFormValues | null>(null);
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
    isHeld: isSubmitting || saved.current === values,
  });
  const [decisions, setDecisions] = useState(NOTHING_DECIDED);
  const problem = (name: keyof AppointmentFormValues) => {
    const key = errors[name]?.message;
    return key === undefined ? undefined : t(key);
  };

  const submit = handleSubmit(async (valid) => {
    const wanted = fieldsFromForm(valid, readerZone, zone, existing?.kind);
    if (wanted === null || !(await onSave(wanted, draft.bases, { meetings, decisions }))) return;
    saved.current = values;
    await draft.discard();
  });
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
      <Customer form={form} value={values.customerId} isFixed={existing !== undefined} error={problem('customerId')} />
      <div className={styles.when}>
        <Schedule
          control={control}
          agentId={values.agentId}
          customerId={values.customerId}
          readerZone={readerZone}
          zone={zone}
          isDisabled={!canReschedule}
          dateError={problem('date')}
          timeError={problem('time')}
          ownId={existing?.id ?? ''}
        />
        {fields !== null && canReschedule && (
          <>
            <Clashes
              meetings={meetings}
              around={around}
              dates={dates}
              who={fields}
              isSeries={isNewSeries}
              decisions={decisions}
              onChange={setDecisions}
            />
            <Work candidate={fields} dates={dates} around={around} ownId={existing?.id ?? ''} />
          </>
        )}
      </div>
      {canReschedule && fields !== null && (
        <Recurrence
          form={form}
          rrule={values.recurrence}
          on={values.date}
          startsAt={fields.startsAt}
          zone={readerZone}
        />
      )}
      <Kind control={control} approval={approvalOf(existing, fields)} />
      <Text control={control} name="title" placeholder={t('appointments.field.titlePlaceholder')} />
      <Text control={control} name="location" placeholder={t('appointments.field.locationPlaceholder')} />
      {me.role !== 'agent' && <Agent form={form} value={values.agentId} error={problem('agentId')} />}
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

/** As the office will judge it (`statusOnceTaken`): an approval holds for what was looked at. */
function approvalOf(standing: Approvable | undefined, fields: EditableFields | null): 'asked' | 'given' | 'lost' {
  if (standing === undefined || !isAgreed(standing.status)) return 'asked';
  return fields === null || askedFor(standing) === askedFor({ ...standing, ...fields }) ? 'given' : 'lost';
}
