import { ToggleChip } from './chip';
import styles from './reason-field.module.css';
import { TextArea } from './text-field';

/** Why something is done: in one's own words, or by one of the usual answers at a tap. */
export function ReasonField({
  answers,
  value,
  onChange,
  ...field
}: {
  answers: readonly string[];
  label: string;
  value: string;
  onChange: (reason: string) => void;
  maxLength: number;
  error?: string | undefined;
}) {
  return (
    <>
      <div className={styles.answers}>
        {answers.map((words) => (
          <ToggleChip key={words} isSelected={value === words} onChange={(isOn) => onChange(isOn ? words : '')}>
            {words}
          </ToggleChip>
        ))}
      </div>
      <TextArea {...field} value={value} onChange={onChange} />
    </>
  );
}
