import * as z from 'zod/mini';
import type { Bases } from '../../../../sync/rules/document';
import { customerShape, type CustomerFields } from '../../../../sync/collections/customer';

/** What a person fills in, with the rules both ends agree on; each problem carries the key of its words. */
const fields = z.pick(customerShape, {
  firstName: true,
  lastName: true,
  phone: true,
  altPhone: true,
  email: true,
  countryId: true,
  city: true,
  address: true,
  occupation: true,
  language: true,
  source: true,
  stage: true,
  ownerId: true,
  notes: true,
});
export type CustomerFormValues = z.infer<typeof fields>;
export type CustomerFormField = keyof CustomerFormValues;
export const CUSTOMER_FORM_FIELDS = Object.keys(fields.shape) as CustomerFormField[];

const TRIMMED = ['firstName', 'lastName', 'email', 'city', 'address', 'occupation', 'notes'] as const;

/** Where the words for a problem of `field` are found. */
export function problemKey(field: string): string {
  return field === 'phone' || field === 'altPhone'
    ? 'customers.problem.phone'
    : field === 'email'
      ? 'customers.problem.email'
      : field === 'firstName'
        ? 'customers.problem.nameMissing'
        : 'customers.problem.tooLong';
}

export function trimCustomerForm(values: CustomerFormValues): CustomerFormValues {
  const trimmed = { ...values };
  for (const field of TRIMMED) trimmed[field] = values[field].trim();
  return trimmed;
}

type Problem = { readonly message: string; readonly path: readonly [CustomerFormField] };
type Outcome = { readonly value: CustomerFormValues } | { readonly issues: readonly Problem[] };

export function checkCustomerForm(input: CustomerFormValues): Outcome {
  const values = trimCustomerForm(input);
  const issues = new Map<CustomerFormField, Problem>();
  const add = (field: CustomerFormField, message: string) => {
    if (!issues.has(field)) issues.set(field, { message, path: [field] });
  };
  if (values.firstName === '' && values.lastName === '') add('firstName', 'customers.problem.nameMissing');
  const result = z.safeParse(fields, values);
  for (const issue of result.error?.issues ?? []) {
    const field = issue.path[0] as CustomerFormField;
    add(field, issue.code === 'too_big' ? 'customers.problem.tooLong' : problemKey(field));
  }
  return issues.size > 0 ? { issues: [...issues.values()] } : { value: values };
}

/** The form's rules as a Standard Schema, which is what the form library asks for. */
export const customerFormSchema = {
  '~standard': {
    version: 1 as const,
    vendor: 'saha',
    validate: (value: unknown) => checkCustomerForm(value as CustomerFormValues),
    types: undefined as { readonly input: CustomerFormValues; readonly output: CustomerFormValues } | undefined,
  },
};

/** The problem of one field edited in place, as the key of its words; null when it may be saved. */
export function fieldProblem(customer: CustomerFields, field: CustomerFormField, value: string): string | null {
  const outcome = checkCustomerForm({ ...customer, [field]: value });
  if (!('issues' in outcome)) return null;
  const mine = outcome.issues.find((issue) => issue.path[0] === field);
  if (mine !== undefined) return mine.message;
  const nameMissing = field === 'lastName' && value.trim() === '' && customer.firstName.trim() === '';
  return nameMissing ? 'customers.problem.nameMissing' : null;
}

export function emptyCustomerForm(
  ownerId: string,
  countryId: string,
  language: 'tr' | 'en',
  stage = 'new',
): CustomerFormValues {
  return {
    firstName: '',
    lastName: '',
    phone: '',
    altPhone: '',
    email: '',
    countryId,
    city: '',
    address: '',
    occupation: '',
    language,
    source: 'other',
    stage,
    ownerId,
    notes: '',
  };
}

/** The fields a person changed, as they will be stored; `bases` are what they were typed over. */
export function touchedValues(values: CustomerFormValues, bases: Bases): Partial<CustomerFormValues> {
  const isChanged = (field: CustomerFormField) => {
    const begun = bases[field];
    return begun !== undefined && !(begun.stamp !== '' && (begun.values[field] ?? '') === values[field]);
  };
  return Object.fromEntries(CUSTOMER_FORM_FIELDS.filter(isChanged).map((field) => [field, values[field]]));
}
