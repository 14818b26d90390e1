import { Mail, Phone } from 'lucide-react';
import type { Basis } from '../../../sync/rules/document';
import { CUSTOMER_SOURCES, type CustomerSource } from '../../../sync/collections/customer';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { shownBasis } from '../../database/stored-document';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useFieldDrafts } from '../../shell/loose-drafts';
import { callLink, mailLink } from '../../ui/contact-link';
import { IconLink } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { CountryPicker } from '../countries/country-picker';
import { PhoneField } from '../countries/phone-field';
import { useCountries } from '../countries/use-countries';
import styles from './card-details.module.css';
import { ChoiceRow } from './choice-row';
import { fieldProblem, type CustomerFormField } from './customer-form-shape';
import { DetailRow, type Fact } from './detail-row';
import { OwnerRow } from './owner-row';
import { SharedWith } from './shared-with';
import { usePhoneWords } from './use-phone-words';
import type { SaveCustomer } from './use-save-customer';

const MAX_LENGTHS = {
  firstName: 80,
  lastName: 80,
  email: 254,
  city: 80,
  address: 500,
  occupation: 120,
  notes: 20_000,
} as const;

/** Everything known about the person, each fact edited where it stands. */
export function CardDetails({ customer, save }: { customer: StoredCustomer; save: SaveCustomer }) {
  const t = useText();
  const formats = useFormats();
  const { me } = useDatabase();
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
  const text = (field: keyof typeof MAX_LENGTHS) => ({ ...common(field), input: { maxLength: MAX_LENGTHS[field] } });
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
  const isManager = me.role !== 'agent';
  return (
    <div className={styles.details}>
      <Panel title={t('customers.section.contact')} isFlush>
        {phone('phone')}
        {phone('altPhone')}
        <DetailRow
          {...common('email')}
          input={{ type: 'email', inputMode: 'email', autoCapitalize: 'off', maxLength: MAX_LENGTHS.email }}
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
        />
        <DetailRow {...text('address')} isMultiline />
        <DetailRow {...text('city')} />
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
        />
      </Panel>
      <Panel title={t('customers.section.person')} isFlush>
        <DetailRow {...text('firstName')} />
        <DetailRow {...text('lastName')} />
        <DetailRow {...text('occupation')} />
        <ChoiceRow
          {...choice('language')}
          onChange={(id, language) => void save({ language: id === 'en' ? 'en' : 'tr' }, { language })}
          options={(['tr', 'en'] as const).map((id) => ({ id, label: t(`customers.language.${id}`) }))}
        />
      </Panel>
      <Panel title={t('customers.section.work')} isFlush>
        <ChoiceRow
          {...choice('source')}
          onChange={(id, source) => void save({ source: id as CustomerSource }, { source })}
          options={CUSTOMER_SOURCES.map((id) => ({ id, label: t(`customers.source.${id}`) }))}
        />
        <OwnerRow customer={customer} save={save} />
        <SharedWith customer={customer} save={save} />
      </Panel>
      <Panel title={t('customers.section.notes')} isFlush>
        <DetailRow {...text('notes')} isMultiline />
        {isManager && (
          <DetailRow
            label={t('customers.field.managerNote')}
            value={customer.managerNote ?? ''}
            isMultiline
            input={{ maxLength: MAX_LENGTHS.notes }}
            fact={factOf('managerNote')}
            kept={keptOf('managerNote')}
            problemOf={(value) => (value.trim().length > MAX_LENGTHS.notes ? 'customers.problem.tooLong' : null)}
            onSave={(managerNote, begun) => save({ managerNote }, { managerNote: begun })}
          />
        )}
      </Panel>
      <p className={styles.since}>{t('customers.since', { when: formats.date(customer.createdAt) })}</p>
    </div>
  );
}
