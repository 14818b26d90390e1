import { useState } from 'react';
import { EVERYBODY, useCustomerRows, type CustomerRow } from '../../database/use-customer-rows';
import { useDocument } from '../../database/use-document';
import { useText } from '../../i18n/use-text';
import { ComboBox } from '../../ui/combo-box';
import type { Option } from '../../ui/option';
import { customerName } from '../customers/customer-name';

const SOMEBODY = 'somebody';
const SHOWN_ROWS = 30;

/**
 * Whose eyes a mail is looked at with: somebody made up (null), or any customer one sees, found by name, phone or city.
 */
export function ReaderPicker({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useText();
  const [text, setText] = useState('');
  const { total, rowAt } = useCustomerRows({ ...EVERYBODY, text }, 'name');
  const chosen = useDocument('customers', value ?? undefined);
  const rows = Array.from({ length: Math.min(total, SHOWN_ROWS) }, (_, at) => rowAt(at)).filter(
    (row): row is CustomerRow => row !== undefined,
  );
  const optionOf = (one: Pick<CustomerRow, 'id' | 'firstName' | 'lastName' | 'city'>): Option => ({
    id: one.id,
    label: customerName(one, t),
    detail: one.city,
  });
  const options: Option[] = [
    { id: SOMEBODY, label: t('campaigns.preview.somebody') },
    ...(chosen && rows.every(({ id }) => id !== chosen.id) ? [optionOf(chosen)] : []),
    ...rows.map(optionOf),
  ];
  return (
    <ComboBox
      label={t('campaigns.preview.as')}
      value={value ?? SOMEBODY}
      onChange={(id) => {
        setText('');
        onChange(id === SOMEBODY ? null : id);
      }}
      onInputChange={setText}
      options={options}
    />
  );
}
