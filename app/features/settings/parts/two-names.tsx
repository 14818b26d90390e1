import { longestText } from '../../../../sync/collections/longest-text';
import { bothNames } from '../../../../sync/rules/setting-values';
import { useText } from '../../../i18n/use-text';
import { TextField } from '../../../ui/text-field';

type Names = { nameTr: string; nameEn: string };

/** The Turkish name, and the English one where there is one. */
export function TwoNames({
  value,
  onChange,
  isMissing,
}: {
  value: Names;
  onChange: (names: Names) => void;
  /** Somebody wanted to save it without a name. */
  isMissing: boolean;
}) {
  const t = useText();
  return (
    <>
      <TextField
        label={t('settings.nameTr')}
        value={value.nameTr}
        onChange={(nameTr) => onChange({ ...value, nameTr })}
        error={isMissing && value.nameTr.trim() === '' ? t('settings.nameMissing') : undefined}
        maxLength={longestText(bothNames.nameTr)}
        autoComplete="off"
        autoFocus
        isRequired
      />
      <TextField
        label={t('settings.nameEn')}
        description={t('settings.nameEnDetail')}
        value={value.nameEn}
        onChange={(nameEn) => onChange({ ...value, nameEn })}
        maxLength={longestText(bothNames.nameEn)}
        autoComplete="off"
      />
    </>
  );
}
