import { useMemo } from 'react';
import { TIMELINE_GROUPS, type TimelineGroup } from '../../records/record-kind';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { ToggleChip } from '../../ui/chip';
import { Select } from '../../ui/select';
import styles from './customer-timeline.module.css';
import type { RecordInTime } from './records-in-time';

/** From so many months on one would rather jump than scroll. */
const JUMP_FROM_MONTHS = 3;

/** Narrows a customer's time to kinds of what happened, and leads to a month of it. */
export function TimelineTools({
  records,
  days,
  groups,
  onGroups,
  onMonth,
}: {
  records: readonly RecordInTime[];
  /** Null: which months there are is not known yet. */
  days: readonly { readonly dayOn: string }[] | null;
  groups: ReadonlySet<TimelineGroup>;
  onGroups: (groups: ReadonlySet<TimelineGroup>) => void;
  /** 'YYYY-MM' */
  onMonth: (month: string) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const present = useMemo(() => new Set(records.map(({ group }) => group)), [records]);
  const months = useMemo(() => [...new Set((days ?? []).map(({ dayOn }) => dayOn.slice(0, 7)))], [days]);
  const offered = TIMELINE_GROUPS.filter((group) => present.has(group) || groups.has(group));
  return (
    <div className={styles.tools}>
      {offered.length > 1 && (
        <div role="group" aria-label={t('journey.filter.label')} className={styles.groups}>
          {offered.map((group) => (
            <ToggleChip
              key={group}
              isSelected={groups.has(group)}
              onChange={(isOn) => {
                const after = new Set(groups);
                if (isOn) after.add(group);
                else after.delete(group);
                onGroups(after);
              }}
            >
              {t(`journey.group.${group}`)}
            </ToggleChip>
          ))}
        </div>
      )}
      {(days === null || months.length >= JUMP_FROM_MONTHS) && (
        <Select
          label={t('journey.month.label')}
          isLabelHidden
          placeholder={t('journey.month.label')}
          value={null}
          isDisabled={days === null}
          onChange={onMonth}
          options={months.map((id) => ({ id, label: formats.month(`${id}-15T12:00:00.000Z`) }))}
          className={styles.months}
        />
      )}
    </div>
  );
}
