import { CircleAlert, CircleCheck, CloudUpload, TabletSmartphone } from 'lucide-react';
import { useRecordState } from '../database/use-sync-status';
import { useText } from '../i18n/use-text';
import { iconSize } from '../ui/icon-size';
import styles from './record-mark.module.css';

const ICONS = { device: TabletSmartphone, sending: CloudUpload, office: CircleCheck, attention: CircleAlert } as const;

/** Where a record is, in one of the four words. `isQuiet` says nothing while it is at the office, as most are. */
export function RecordMark({
  outbox,
  conflicted = '',
  isQuiet = false,
}: {
  outbox: string;
  /** Of a document with an open card: a decision is needed, wherever the rest of it is. */
  conflicted?: string;
  isQuiet?: boolean;
}) {
  const t = useText();
  const state = useRecordState({ outbox, conflicted });
  if (isQuiet && state === 'office') return null;
  const Icon = ICONS[state];
  return (
    <span className={styles.mark} data-state={state}>
      <Icon {...iconSize.small} />
      {t(`shell.record.${state}`)}
    </span>
  );
}
