import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Bases } from '../../../../sync/rules/document';
import { useForm, useWatch, type FieldErrors } from 'react-hook-form';
import { CUSTOMER_SOURCES } from '../../../../sync/collections/customer';
import { useDatabase } from '../../../database/database-context';
import { useText } from '../../../i18n/use-text';
import type { FormRecord } from '../../../shell/draft-content';
import { useDraft } from '../../../shell/drafts';
import { FormPage } from '../../../shell/form-page';
import { FieldNews, NewsBelow } from '../../conflicts/field-news';
import { CountryPicker } from '../../countries/country-picker';
import { PhoneField } from '../../countries/phone-field';
import { useMembers } from '../../members/use-members';
import { useStages } from '../../settings/use-stages';
import {
  CUSTOMER_FORM_FIELDS,
  customerFormSchema,
  type CustomerFormField,
  type CustomerFormValues,
} from './customer-form-shape';
import styles from './customer-form.module.css';
import { DuplicateWarning } from '../duplicates/duplicate-warning';
import { HandoverQuestion, useLeavesSight } from '../handover-question';
import { FormSelect, FormText, FormTextArea, useFormField } from './form-field';
import { useDuplicates } from '../duplicates/use-duplicates';

/**
 * Everything about a customer at once. `onSave` gets the trimmed values and what the touched ones were typed over, and
 * resolves to false when the device could not store them: then the form stays, and so does its draft. `record` is the
 * customer that is edited, as it stands now, `sharedWith` who sees them whoever looks after them.
 */
export function CustomerForm({
  title,
  beside,
  draftKey,
  start,
  record,
  ownId,
  sharedWith = [],
  saveLabel,
  onSave,
  onCancel,
}: {
  title: string;
  /** Another way to the same end. */
  beside?: ReactNode;
  draftKey: string;
  start: CustomerFormValues;
  record?: FormRecord<CustomerFormValues>;
  ownId?: string;
  sharedWith?: readonly string[];
  saveLabel: string;
  onSave: (values: CustomerFormValues, bases: Bases) => Promise<boolean>;
  onCancel: () => void;
}) {
  const t = useText();
  const { me } = useDatabase();
  const { all } = useMembers();
  const stages = useStages();
  const form = useForm<CustomerFormValues>({
    defaultValues: start,
    resolver: standardSchemaResolver(customerFormSchema),
    shouldFocusError: false,
  });
  const {
    control,
    handleSubmit,
    formState: { errors, isSubmitting, submitCount },
  } = form;
  const draft = useDraft(draftKey, form, record);
  const [phone, email, firstName, lastName, countryId] = useWatch({
    control,
    name: ['phone', 'email', 'firstName', 'lastName', 'countryId'],
  });
  const person = { phone, email, firstName, lastName };
  const duplicates = useDuplicates(person, ownId);

  const leavesSight = useLeavesSight();
  const [asked, setAsked] = useState<string | null>(null);
  const agreedTo = useRef<string | null>(null);
  const submit = handleSubmit(async (values) => {
    const { ownerId } = values;
    const isGiven = ownerId !== (record?.values ?? start).ownerId;
    if (isGiven && agreedTo.current !== ownerId && leavesSight(ownerId) && !sharedWith.includes(me.memberId))
      return setAsked(ownerId);
    if (await onSave(values, draft.bases)) await draft.discard();
  });
  const owners = all
    .filter((member) => member.isActive || member.id === start.ownerId)
    .map(({ id, fullName, teamName }) => ({ id, label: fullName, detail: teamName }));

  const page = (
    <FormPage
      draft={draft}
      labelledBy="customer-form-title"
      above={
        <div className={styles.head}>
          <h2 id="customer-form-title" className={styles.title}>
            {title}
          </h2>
          {beside}
        </div>
      }
      saveLabel={saveLabel}
      isSaving={isSubmitting}
      onSubmit={(event) => void submit(event)}
      onCancel={onCancel}
    >
      <ErrorSummary errors={errors} submitCount={submitCount} />
      <DuplicateWarning rows={duplicates} person={person} />
      <FieldGroup title={t('customers.section.person')}>
        <FormText control={control} name="firstName" autoCapitalize="words" autoFocus={ownId === undefined} />
        <FormText control={control} name="lastName" autoCapitalize="words" />
      </FieldGroup>
      <FieldGroup title={t('customers.section.contact')}>
        <Phone control={control} name="phone" countryId={countryId} />
        <FormText control={control} name="email" type="email" inputMode="email" autoCapitalize="off" />
        <Country control={control} />
        <FormText control={control} name="city" autoCapitalize="words" />
        <Phone control={control} name="altPhone" countryId={countryId} />
        <FormSelect
          control={control}
          name="language"
          options={(['tr', 'en'] as const).map((id) => ({ id, label: t(`customers.language.${id}`) }))}
        />
        <div className={styles.wide}>
          <FormTextArea control={control} name="address" />
        </div>
      </FieldGroup>
      <FieldGroup title={t('customers.section.work')}>
        <FormSelect
          control={control}
          name="source"
          options={CUSTOMER_SOURCES.map((id) => ({ id, label: t(`customers.source.${id}`) }))}
        />
        <FormSelect control={control} name="stage" options={stages.optionsWith(start.stage)} />
        <FormText control={control} name="occupation" autoCapitalize="sentences" />
        {me.role !== 'agent' && <FormSelect control={control} name="ownerId" options={owners} />}
        <div className={styles.wide}>
          <FormTextArea control={control} name="notes" placeholder={t('customers.field.notesPlaceholder')} />
        </div>
      </FieldGroup>
      <HandoverQuestion
        to={asked}
        count={1}
        onConfirm={() => {
          agreedTo.current = asked;
          void submit();
        }}
        onClose={() => setAsked(null)}
      />
    </FormPage>
  );
  return ownId === undefined || record === undefined ? (
    page
  ) : (
    <FieldNews collection="customers" id={ownId} draft={draft} basisOf={record.basisOf}>
      {page}
    </FieldNews>
  );
}

function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{title}</legend>
      {children}
    </fieldset>
  );
}

type FormControl = Parameters<typeof useFormField>[0];

function Phone({ control, name, countryId }: { control: FormControl; name: 'phone' | 'altPhone'; countryId: string }) {
  const field = useFormField(control, name);
  return (
    <NewsBelow unit={name}>
      <PhoneField {...field} defaultCountryId={countryId || 'TR'} />
    </NewsBelow>
  );
}

function Country({ control }: { control: FormControl }) {
  const { value, onChange, ...field } = useFormField(control, 'countryId');
  return (
    <NewsBelow unit="countryId">
      <CountryPicker {...field} value={value === '' ? null : value} onChange={(id) => onChange(id ?? '')} />
    </NewsBelow>
  );
}

/** What must be looked at again, after an attempt to save; each line leads to its field. */
function ErrorSummary({ errors, submitCount }: { errors: FieldErrors<CustomerFormValues>; submitCount: number }) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const fields = CUSTOMER_FORM_FIELDS.filter((field) => errors[field] !== undefined);
  useEffect(() => {
    if (submitCount > 0) box.current?.focus();
  }, [submitCount]);
  if (submitCount === 0 || fields.length === 0) return null;
  const goTo = (field: CustomerFormField) => {
    const form = box.current?.closest('form');
    const target =
      form?.querySelector<HTMLElement>(`[name="${field}"]`) ??
      form?.querySelector<HTMLElement>(`[data-field="${field}"] input`);
    target?.focus();
  };
  return (
    <div ref={box} role="alert" tabIndex={-1} className={styles.problems}>
      <p className={styles.problemsTitle}>{t('customers.form.problems', { count: fields.length })}</p>
      <ul>
        {fields.map((field) => (
          <li key={field}>
            <button type="button" className={styles.problem} onClick={() => goTo(field)}>
              {t('customers.form.problem', {
                field: t(`customers.field.${field}`),
                problem: t(errors[field]?.message ?? 'customers.problem.tooLong'),
              })}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
