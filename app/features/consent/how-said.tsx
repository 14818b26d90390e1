import { CAPTURE_SOURCES, type ConsentSource } from '../../../sync/rules/consent';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { DatePicker } from '../../ui/date-picker';
import { Select } from '../../ui/select';

/** How it was said, and on which day where that was not just now. */
export function HowSaid({
  source,
  onSource,
  saidOn,
  onSaidOn,
  sources = CAPTURE_SOURCES,
}: {
  source: ConsentSource;
  onSource: (source: ConsentSource) => void;
  /** '' for now. */
  saidOn: string;
  onSaidOn: (dayOn: string) => void;
  /** Which there are to choose from. */
  sources?: readonly ConsentSource[];
}) {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  return (
    <>
      <Select
        label={t('consents.field.source')}
        value={source}
        onChange={(id) => {
          const chosen = sources.find((each) => each === id) ?? 'in_person';
          onSource(chosen);
          if (chosen === 'in_person') onSaidOn('');
        }}
        options={sources.map((id) => ({ id, label: t(`consents.source.${id}`) }))}
      />
      {source !== 'in_person' && (
        <DatePicker
          label={t('consents.saidOn')}
          value={saidOn}
          onChange={onSaidOn}
          max={formats.dayOf(db.clock.nowMs())}
          placeholder={t('consents.saidNow')}
        />
      )}
    </>
  );
}
