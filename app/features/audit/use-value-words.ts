import { COLLECTIONS, type WritableCollectionName } from '../../../sync/collections/registry';
import { useFormats } from '../../i18n/formats';
import { recurrenceWords } from '../../i18n/recurrence-words';
import { useText } from '../../i18n/use-text';
import { useFieldLabel } from '../../records/field-words';
import { useRecordKind } from '../../records/records-context';
import { useCountries } from '../countries/use-countries';
import { useMembers } from '../members/use-members';
import { useAppointmentKinds } from '../settings/use-appointment-kinds';
import { labelsOn, type LabelMarks } from '../../../sync/rules/labels';
import { useLabels } from '../settings/use-labels';
import { useStages } from '../settings/use-stages';

export type ValueWords = {
  /** Of a field, or of a unit of fields. */
  labelOf: (field: string) => string;
  wordsOf: (field: string, value: unknown) => string;
  /** Of all fields of a unit at once. */
  unitWordsOf: (unit: string, values: Readonly<Record<string, unknown>>) => string;
};

/** Fields of a record and what stands in them, as people say it. */
export function useValueWords(collection: WritableCollectionName): ValueWords {
  const t = useText();
  const formats = useFormats();
  const countries = useCountries();
  const { byId } = useMembers();
  const stages = useStages();
  const labels = useLabels();
  const kinds = useAppointmentKinds();
  const { fields } = useRecordKind(collection);
  const labelOf = useFieldLabel(collection);
  const nameOf = (memberId: string) => byId.get(memberId)?.fullName ?? t('audit.unknownMember');
  const words: ValueWords = {
    labelOf: (field) => (field in fields ? labelOf(field) : field),
    wordsOf(field, value) {
      const { content = 'text', say, nothing = 'audit.nothing' } = fields[field] ?? {};
      if (isNothing(value)) return t(nothing);
      if (say !== undefined) return say(value, { t, formats });
      if (content === 'members' && Array.isArray(value)) return value.map((id) => nameOf(String(id))).join(', ');
      if (content === 'labels')
        return (
          (Array.isArray(value) ? value.map(String) : labelsOn(value as LabelMarks))
            .map((id) => labels.nameOf(id))
            .join(', ') || t('audit.nothing')
        );
      if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
      if (typeof value !== 'string') return typeof value === 'object' ? JSON.stringify(value) : String(value as number);
      if (content === 'choice') return t(`${collection}.${field}.${value}`);
      if (content === 'instant') return formats.dateTime(value);
      if (content === 'recurrence') return recurrenceWords(value, '', { t, formats });
      if (content === 'date') return formats.day(value);
      if (content === 'member') return nameOf(value);
      if (content === 'stage') return stages.nameOf(value);
      if (content === 'appointmentKind') return kinds.nameOf(value);
      if (content === 'country') return countries.find(({ id }) => id === value)?.name ?? value;
      return value;
    },
    unitWordsOf(unit, values) {
      if (unit === 'schedule') {
        const [startsAt, endsAt] = [String(values['startsAt']), String(values['endsAt'])];
        return `${formats.weekdayDate(startsAt)} · ${formats.timeRange(startsAt, endsAt)}`;
      }
      const parts = (COLLECTIONS[collection].units[unit]?.fields ?? [unit]).filter(
        (field) => field === unit || (fields[field]?.isSilent !== true && !isNothing(values[field])),
      );
      const said = parts.map((field) => words.wordsOf(field, values[field]));
      if (said.length === 0) return t('audit.nothing');
      return said.join(said.some((one) => one.includes('\n')) ? '\n' : ' · ');
    },
  };
  return words;
}

const isNothing = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
