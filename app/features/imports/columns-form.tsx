import { CircleAlert, EyeOff } from 'lucide-react';
import { CUSTOMER_SOURCES } from '../../../sync/collections/customer';
import { IMPORT_MODES, IMPORT_TARGETS, type ImportDefaults, type ImportTarget } from '../../../sync/rules/import';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { Stack } from '../../shell/screen';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { Segmented } from '../../ui/segmented';
import { Select } from '../../ui/select';
import { CountryPicker } from '../countries/country-picker';
import { memberOptions } from '../members/member-options';
import { useMembers } from '../members/use-members';
import { useStages } from '../settings/use-stages';
import { choiceProblems, isForRole, type ColumnChoices } from './column-choices';
import { targetWords, type Import } from './import-words';
import styles from './imports.module.css';

const NONE = 'none';

/** Each column of the file with its first values, and what it is; then what is done with the rows. */
export function ColumnsForm({
  one: { headers, samples, blankRows },
  choices,
  onChange,
  isReadOnly,
  isTold,
  isAskedAgain,
}: {
  one: Import;
  choices: ColumnChoices;
  onChange: (change: Partial<ColumnChoices>) => void;
  isReadOnly: boolean;
  /** What is missing is said once somebody wanted to go on. */
  isTold: boolean;
  /** The rows were looked through with other columns. */
  isAskedAgain: boolean;
}) {
  const t = useText();
  const { me } = useDatabase();
  const { columns, mode } = choices;
  const { twice, isNobodyNamed } = choiceProblems(choices);
  const offered = IMPORT_TARGETS.filter(isForRole(me.role));
  const options = [
    { id: NONE, label: t('imports.notTaken') },
    ...offered.map((target) => ({ id: target as string, label: targetWords(target, t) })),
  ];
  const nameOf = (at: number) => headers[at]?.trim() || t('imports.columnNo', { no: at + 1 });
  const left = columns.flatMap((target, at) => (target === null ? [nameOf(at)] : []));
  const put = (at: number, target: string) =>
    onChange({
      columns: columns.map((before, place) =>
        place === at ? (target === NONE ? null : (target as ImportTarget)) : before,
      ),
    });
  return (
    <Stack>
      <Panel title={t('imports.columns')} isFlush>
        <ul className={styles.columns}>
          {columns.map((target, at) => (
            <li key={at} className={styles.column} data-left={target === null || undefined}>
              <div className={styles.said}>
                <span className={styles.heading}>{nameOf(at)}</span>
                <Particulars texts={samples[at]?.length ? samples[at] : [t('imports.noValues')]} />
              </div>
              <Select
                label={t('imports.columnIs', { name: nameOf(at) })}
                isLabelHidden
                isDisabled={isReadOnly}
                value={target ?? NONE}
                onChange={(chosen) => put(at, chosen)}
                options={options}
                {...(twice.has(at) ? { error: t('imports.twice') } : {})}
              />
            </li>
          ))}
        </ul>
        <div role="status" className={styles.below}>
          {isNobodyNamed && (isTold || left.length === columns.length) ? (
            <p className={styles.wrong}>
              <CircleAlert {...iconSize.small} />
              {t('error.import.nobodyNamed')}
            </p>
          ) : left.length === 0 ? (
            <p className={styles.note}>{t('imports.allTaken', { count: columns.length })}</p>
          ) : (
            <p className={styles.left}>
              <EyeOff {...iconSize.small} />
              {t('imports.left', { count: left.length, names: left.join(', ') })}
            </p>
          )}
          {blankRows > 0 && <p className={styles.note}>{t('imports.blankRows', { count: blankRows })}</p>}
        </div>
      </Panel>
      <Panel title={t('imports.how')}>
        <div className={styles.form}>
          <Segmented
            label={t('imports.mode')}
            value={mode}
            onChange={(chosen) => {
              if (!isReadOnly) onChange({ mode: chosen });
            }}
            options={IMPORT_MODES.map((id) => ({ id, label: t(`imports.mode.${id}`) }))}
          />
          <p className={styles.note}>{t(`imports.modeText.${mode}`)}</p>
          <p className={styles.note}>{t('imports.matching')}</p>
        </div>
      </Panel>
      <Defaults choices={choices} onChange={onChange} isReadOnly={isReadOnly} />
      {isAskedAgain && (
        <p role="status" className={styles.left}>
          <CircleAlert {...iconSize.small} />
          {t('imports.askedAgain')}
        </p>
      )}
    </Stack>
  );
}

/** In which country numbers are dialled, and what new customers get where the file says nothing. */
function Defaults({
  choices: { columns, defaults },
  onChange,
  isReadOnly,
}: {
  choices: ColumnChoices;
  onChange: (change: Partial<ColumnChoices>) => void;
  isReadOnly: boolean;
}) {
  const t = useText();
  const { me } = useDatabase();
  const { all } = useMembers();
  const stages = useStages();
  const put = (change: Partial<ImportDefaults>) => onChange({ defaults: { ...defaults, ...change } });
  const has = (target: ImportTarget) => columns.includes(target);
  /** What the column says counts; this is for its empty cells. */
  const note = (target: ImportTarget) => (has(target) ? { description: t('imports.whereEmpty') } : {});
  const owners = all.filter(
    (one) =>
      one.id === me.memberId ||
      (one.isActive &&
        (me.role === 'admin' || (me.role === 'manager' && me.teamId !== '' && one.teamId === me.teamId))),
  );
  return (
    <Panel title={t('imports.defaults')}>
      <div className={styles.choices}>
        {(has('phone') || has('altPhone')) && (
          <CountryPicker
            label={t('imports.phoneCountry')}
            description={t('imports.phoneCountryText')}
            value={defaults.phoneCountryId}
            isDisabled={isReadOnly}
            onChange={(phoneCountryId) => {
              if (phoneCountryId !== null) put({ phoneCountryId });
            }}
          />
        )}
        {me.role !== 'agent' && (
          <Select
            label={t('customers.field.ownerId')}
            {...note('ownerId')}
            isDisabled={isReadOnly}
            value={defaults.ownerId}
            onChange={(ownerId) => put({ ownerId })}
            options={memberOptions(owners)}
          />
        )}
        <Select
          label={t('customers.field.stage')}
          {...note('stage')}
          isDisabled={isReadOnly}
          value={defaults.stage}
          onChange={(stage) => put({ stage })}
          options={stages.optionsWith(defaults.stage)}
        />
        <Select
          label={t('customers.field.source')}
          {...note('source')}
          isDisabled={isReadOnly}
          value={defaults.source}
          onChange={(source) => put({ source: source as ImportDefaults['source'] })}
          options={CUSTOMER_SOURCES.map((id) => ({ id, label: t(`customers.source.${id}`) }))}
        />
      </div>
    </Panel>
  );
}
