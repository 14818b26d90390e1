import { Mail, Minus, Phone, Plus } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { Basis } from '../../../../sync/rules/document';
import { CUSTOMER_SOURCES, customerShape, type CustomerSource } from '../../../../sync/collections/customer';
import { useDatabase } from '../../../database/database-context';
import type { StoredCustomer } from '../../../database/saha-database';
import { shownBasis } from '../../../database/stored-document';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { useFieldDrafts } from '../../../shell/loose-drafts';
import { Button } from '../../../ui/button';
import { callLink, mailLink } from '../../../ui/contact-link';
import { IconLink } from '../../../ui/icon-button';
import { iconSize } from '../../../ui/icon-size';
import { Panel } from '../../../ui/panel';
import { CountryPicker } from '../../countries/country-picker';
import { PhoneField } from '../../countries/phone-field';
import { useCountries } from '../../countries/use-countries';
import styles from './card-details.module.css';
import { ChoiceRow } from './choice-row';
import { fieldProblem, type CustomerFormField } from '../form/customer-form-shape';
import { DetailRow, type Fact } from './detail-row';
import { OwnerRow } from './owner-row';
import { SharedWith } from './shared-with';
import { usePhoneWords } from '../use-phone-words';
import type { SaveCustomer } from '../form/use-save-customer';
import { longestText } from '../../../../sync/collections/longest-text';

type TextName = 'firstName' | 'lastName' | 'city' | 'address' | 'occupation' | 'notes';

/**
 * Everything known about the person, each fact edited where it stands: notes on top, then `latest`, then the facts.
 * What is empty waits behind one button. `latest` shows what stands below it as soon as its own height is known, so
 * that nothing moves away from under a finger.
 */
export function CardDetails({
  customer,
  save,
  latest,
}: {
  customer: StoredCustomer;
  save: SaveCustomer;
  latest: (below: ReactNode) => ReactNode;
}) {
  const t = useText();
  const formats = useFormats();
  const isManager = useDatabase().me.role !== 'agent';
  const [isAdding, setAdding] = useState(false);
  const countries = useCountries();
  const phoneWords = usePhoneWords();
  const keptOf = useFieldDrafts(`customer:${customer.id}`);
  const factOf = (field: string): Fact => ({
    id: customer.id,
    field,
    basis: shownBasis('customers', customer, field),
  });
  const common = (field: CustomerFormField) => ({
    label: t(`customers.field.${field}`),
    value: String(customer[field]),
    fact: factOf(field),
    kept: keptOf(field),
    problemOf: (value: string) => fieldProblem(customer, field, value),
    onSave: (value: string, begun: Basis) => save({ [field]: value }, { [field]: begun }),
  });
  const choice = (field: 'language' | 'source') => ({
    label: t(`customers.field.${field}`),
    value: customer[field],
    basis: factOf(field).basis,
  });
  const text = (field: TextName) => ({
    ...common(field),
    input: { maxLength: longestText(customerShape.shape[field]) },
  });
  const phone = (field: 'phone' | 'altPhone') => (
    <DetailRow
      {...common(field)}
      shown={phoneWords(customer[field])}
      editor={(props) => (
        <PhoneField
          label={t(`customers.field.${field}`)}
          defaultCountryId={customer.countryId || 'TR'}
          autoFocus
          {...props}
        />
      )}
      after={
        customer[field] === '' ? undefined : (
          <IconLink
            tone="accent"
            label={t('customers.field.callNumber', { phone: phoneWords(customer[field]) })}
            href={callLink(customer[field])}
            icon={<Phone {...iconSize.row} />}
          />
        )
      }
    />
  );
  const shown = (field: CustomerFormField | 'managerNote', row: ReactElement) =>
    isAdding || (customer[field] ?? '') !== '' || keptOf(field).found !== undefined ? row : null;
  const fields = ['altPhone', 'email', 'address', 'city', 'countryId', 'lastName', 'occupation', 'notes'] as const;
  const hasEmpty = [...fields, ...(isManager ? (['managerNote'] as const) : [])].some(
    (field) => (customer[field] ?? '') === '',
  );
  const notes = [
    shown('notes', <DetailRow key="notes" {...text('notes')} isMultiline />),
    isManager &&
      shown(
        'managerNote',
        <DetailRow
          key="managerNote"
          label={t('customers.field.managerNote')}
          value={customer.managerNote ?? ''}
          isMultiline
          input={{ maxLength: longestText(customerShape.shape.managerNote) }}
          fact={factOf('managerNote')}
          kept={keptOf('managerNote')}
          problemOf={(value) =>
            value.trim().length > longestText(customerShape.shape.managerNote) ? 'customers.problem.tooLong' : null
          }
          onSave={(managerNote, begun) => save({ managerNote }, { managerNote: begun })}
        />,
      ),
  ].filter((row) => row !== null && row !== false);
  return (
    <div className={styles.details}>
      {notes.length > 0 && (
        <Panel
          title={t('customers.section.notes')}
          isFlush
          className={notes.length === 1 && notes[0]?.key === 'notes' ? styles.notes : undefined}
        >
          {notes}
        </Panel>
      )}
      {latest(
        <>
          <Panel
            title={t('customers.facts.title')}
            isFlush

            action={
              hasEmpty && (
                <Button
                  variant="quiet"
                  className={styles.add}
                  icon={isAdding ? <Minus {...iconSize.small} /> : <Plus {...iconSize.small} />}
                  aria-expanded={isAdding}
                  onPress={() => setAdding(!isAdding)}
                >
                  {t(isAdding ? 'customers.facts.addDone' : 'customers.facts.add')}
                </Button>
              )
            }
          >
            {phone('phone')}
            {shown('altPhone', phone('altPhone'))}
            {shown(
              'email',
              <DetailRow
                {...common('email')}
                input={{
                  type: 'email',
                  inputMode: 'email',
                  autoCapitalize: 'off',
                  maxLength: longestText(customerShape.shape.email),
                }}
                after={
                  customer.email === '' ? undefined : (
                    <IconLink
                      tone="accent"
                      label={t('customers.field.writeTo', { email: customer.email })}
                      href={mailLink(customer.email)}
                      icon={<Mail {...iconSize.row} />}
                    />
                  )
                }
              />,
            )}
            {shown('address', <DetailRow {...text('address')} isMultiline />)}
            {shown('city', <DetailRow {...text('city')} />)}
            {shown(
              'countryId',
              <DetailRow
                {...common('countryId')}
                shown={countries.find((country) => country.id === customer.countryId)?.name}
                editor={({ value, onChange, error }) => (
                  <CountryPicker
                    label={t('customers.field.countryId')}
                    value={value === '' ? null : value}
                    onChange={(id) => onChange(id ?? '')}
                    error={error}
                    autoFocus
                  />
                )}
              />,
            )}
            <DetailRow {...text('firstName')} />
            {shown('lastName', <DetailRow {...text('lastName')} />)}
            {shown('occupation', <DetailRow {...text('occupation')} />)}
            <ChoiceRow
              {...choice('language')}
              onChange={(id, language) => void save({ language: id === 'en' ? 'en' : 'tr' }, { language })}
              options={(['tr', 'en'] as const).map((id) => ({ id, label: t(`customers.language.${id}`) }))}
            />
            <ChoiceRow
              {...choice('source')}
              onChange={(id, source) => void save({ source: id as CustomerSource }, { source })}
              options={CUSTOMER_SOURCES.map((id) => ({ id, label: t(`customers.source.${id}`) }))}
            />
            <OwnerRow customer={customer} save={save} />
            <SharedWith customer={customer} />
          </Panel>
          <p className={styles.since}>{t('customers.since', { when: formats.date(customer.createdAt) })}</p>
        </>,
      )}
    </div>
  );
}
