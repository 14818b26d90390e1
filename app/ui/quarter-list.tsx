import { useEffect, useMemo, useRef } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { useFormats } from '../i18n/formats';
import { useText } from '../i18n/use-text';
import { nearestQuarter, quarterHours, type Taken } from './clock';
import list from './list-box.module.css';
import styles from './time-picker.module.css';

/** The quarter hours a TimePicker opens, the one closest to the value in the middle. */
export default function QuarterList({
  label,
  value,
  min,
  taken,
  onPick,
}: {
  label: string;
  value: string;
  min?: string;
  taken?: Taken;
  onPick: (value: string) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const quarters = useMemo(() => quarterHours(min), [min]);
  const isTaken = useMemo(() => taken?.(quarters), [taken, quarters]);
  const box = useRef<HTMLDivElement>(null);
  const target = nearestQuarter(value === '' ? (min ?? '09:00') : value);
  useEffect(() => {
    // After the overlay has its size; scrollIntoView would move the page as well.
    const frame = requestAnimationFrame(() => {
      const scroller = box.current;
      const row = scroller?.querySelector<HTMLElement>(`[data-key="${target}"]`);
      if (scroller && row) scroller.scrollTop = row.offsetTop - (scroller.clientHeight - row.offsetHeight) / 2;
    });
    return () => cancelAnimationFrame(frame);
  }, [target]);
  return (
    <ListBox
      ref={box}
      aria-label={label}
      autoFocus
      selectionMode="single"
      className={styles.quarters}
      selectedKeys={value === '' ? [] : [value]}
      // Taking the chosen time once more empties the selection: it is picked all the same.
      onSelectionChange={(keys) => onPick([...(keys as Set<string>)][0] ?? value)}
    >
      {quarters.map((quarter) => (
        <ListBoxItem key={quarter} id={quarter} textValue={formats.clock(quarter)} className={list.item}>
          {isTaken?.has(quarter) === true ? (
            <span className={styles.taken}>
              {formats.clock(quarter)}
              <span className={styles.mark}>{t('ui.taken')}</span>
            </span>
          ) : (
            formats.clock(quarter)
          )}
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
