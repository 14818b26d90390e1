import { useController, type Control } from 'react-hook-form';
import { useText } from '../../../i18n/use-text';
import { Select, type Option } from '../../../ui/select';
import { TextArea, TextField, type TextFieldProps } from '../../../ui/text-field';
import { NewsBelow } from '../../conflicts/field-news';
import type { CustomerFormField, CustomerFormValues } from './customer-form-shape';
import { customerShape } from '../../../../sync/collections/customer';
import { longestText } from '../../../../sync/collections/longest-text';

type Form = Control<CustomerFormValues>;

/** What every field of the customer form is given: its words, its value and what is wrong with it. */
export function useFormField(control: Form, name: CustomerFormField) {
  const t = useText();
  const { field, fieldState } = useController({ control, name });
  const problem = fieldState.error?.message;
  return {
    name,
    label: t(`customers.field.${name}`),
    value: field.value,
    onChange: field.onChange as (value: string) => void,
    onBlur: field.onBlur,
    error: problem === undefined ? undefined : t(problem),
  };
}

type TextName = 'firstName' | 'lastName' | 'email' | 'city' | 'occupation' | 'address' | 'notes';

export function FormText({
  control,
  name,
  ...input
}: { control: Form; name: TextName } & Pick<
  TextFieldProps,
  'type' | 'inputMode' | 'autoCapitalize' | 'isRequired' | 'autoFocus'
>) {
  const field = useFormField(control, name);
  return (
    <NewsBelow unit={name}>
      <TextField {...field} {...input} maxLength={longestText(customerShape.shape[name])} autoComplete="off" />
    </NewsBelow>
  );
}

export function FormTextArea({ control, name, placeholder }: { control: Form; name: TextName; placeholder?: string }) {
  const field = useFormField(control, name);
  return (
    <NewsBelow unit={name}>
      <TextArea {...field} placeholder={placeholder} maxLength={longestText(customerShape.shape[name])} />
    </NewsBelow>
  );
}

export function FormSelect({
  control,
  name,
  options,
}: {
  control: Form;
  name: 'language' | 'source' | 'stage' | 'ownerId';
  options: readonly Option[];
}) {
  const field = useFormField(control, name);
  return (
    <NewsBelow unit={name}>
      <Select {...field} options={options} />
    </NewsBelow>
  );
}
