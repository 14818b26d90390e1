import { CircleAlert, FileSpreadsheet, FileUp } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import { MAX_IMPORT_ROWS } from '../../../sync/rules/import';
import { useSyncStatus } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { DropZone } from '../../ui/drop-zone';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import styles from './imports.module.css';
import type { Chosen, useBring } from './use-bring';
import { useSample } from './use-sample';

const TYPES = ['.csv', '.txt', '.tsv', '.xlsx', '.vcf', 'text/csv', 'text/tab-separated-values', 'text/vcard'];

/** A file is dropped here or picked; it says what one can bring. */
export function BringPanel({ bringing }: { bringing: ReturnType<typeof useBring> }) {
  const t = useText();
  const saveSample = useSample();
  const { chosen, take } = bringing;
  const isBusy = chosen !== null && chosen.part !== null;
  return (
    <DropZone label={t('imports.bring')} hint={t('imports.drop')} onDrop={take} className={styles.bring}>
      <Panel>
        <div className={styles.place}>
          <FileUp className={styles.placeIcon} aria-hidden="true" />
          <div className={styles.placeWords}>
            <p className={styles.lead}>{t('imports.bringText')}</p>
            <p className={styles.note}>{t('imports.limits', { count: MAX_IMPORT_ROWS })}</p>
            <p className={styles.note}>{t('imports.consent')}</p>
          </div>
          <span className={styles.buttons}>
            <FileTrigger acceptedFileTypes={TYPES} onSelect={(files) => take([...(files ?? [])])}>
              <Button variant="primary" isDisabled={isBusy}>
                {t('imports.pick')}
              </Button>
            </FileTrigger>
            <Button variant="quiet" onPress={() => void saveSample()}>
              {t('imports.sample')}
            </Button>
          </span>
        </div>
        {chosen !== null && <ChosenFile chosen={chosen} bringing={bringing} />}
      </Panel>
    </DropZone>
  );
}

function ChosenFile({ chosen: { name, size, part, problem }, bringing: { again, forget } }: ChosenFileProps) {
  const t = useText();
  const formats = useFormats();
  const isOffline = useSyncStatus().connection === 'offline';
  return (
    <div className={styles.chosen}>
      <FileSpreadsheet {...iconSize.row} />
      <div className={styles.chosenWords}>
        <p className={styles.fileName}>{name}</p>
        {problem === null ? (
          <>
            <p role="status" className={styles.note}>
              {t(part === 1 ? 'imports.reading' : 'imports.bringing', { size: formats.bytes(size) })}
            </p>
            {/* Whole, it is read at the office, and nobody knows for how long. */}
            <progress aria-label={t('imports.progress')} max={1} {...(part === 1 ? {} : { value: part ?? 0 })} />
          </>
        ) : (
          <p role="alert" className={styles.wrong}>
            <CircleAlert {...iconSize.small} />
            <span>
              {t(problem.key, problem.params)}
              {problem.mayPass && ` ${t(isOffline ? 'imports.keptOffline' : 'imports.kept')}`}
            </span>
          </p>
        )}
      </div>
      {problem !== null && (
        <span className={styles.buttons}>
          {problem.mayPass && <Button onPress={again}>{t('imports.again')}</Button>}
          <Button variant="quiet" onPress={forget}>
            {t('imports.forget')}
          </Button>
        </span>
      )}
    </div>
  );
}
type ChosenFileProps = { chosen: Chosen; bringing: ReturnType<typeof useBring> };
