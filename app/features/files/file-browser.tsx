import { FileArchive, ListChecks } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { SelectionBar } from '../../ui/selection-bar';
import { useIsNarrow } from '../../ui/use-media';
import FileDialog from './file-dialog';
import { FileRows, type StoredFile } from './file-rows';
import styles from './files.module.css';
import { saveAsZip } from './save-as-zip';

/** Files that are looked at one after the other, or chosen and taken along together. */
export function FileBrowser({
  files,
  customerOf,
  zipName,
  filters,
}: {
  files: readonly StoredFile[];
  customerOf?: (file: StoredFile) => string;
  /** What an archive of them is called, without an ending. */
  zipName: string;
  filters?: ReactNode;
}) {
  const t = useText();
  const db = useDatabase();
  const isNarrow = useIsNarrow();
  const [openId, setOpenId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [isSaving, setIsSaving] = useState(false);
  const at = files.findIndex(({ id }) => id === openId);
  const opened = files[at];
  const picked = files.filter(({ id }) => chosen?.has(id) === true);
  const toggle = ({ id }: StoredFile) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const save = async () => {
    setIsSaving(true);
    setMissing([]);
    try {
      setMissing(await saveAsZip(db.me.memberId, picked, `${zipName}.zip`));
      setChosen(null);
    } catch {
      setMissing(picked.map(({ name }) => name));
    } finally {
      setIsSaving(false);
    }
  };
  return (
    <>
      <div className={styles.bar}>
        <div className={styles.filters}>{filters}</div>
        {files.length > 1 && chosen === null && (
          <Button
            variant="quiet"
            className={styles.choose!}
            aria-label={t('files.choose')}
            icon={<ListChecks {...iconSize.small} />}
            onPress={() => setChosen(new Set())}
          >
            {t(isNarrow ? 'files.chooseShort' : 'files.choose')}
          </Button>
        )}
      </div>
      {missing.length > 0 && (
        <div role="alert" className={styles.refused}>
          {t('files.zipMissing', { names: missing.join(', ') })}
        </div>
      )}
      <FileRows
        files={files}
        {...(customerOf === undefined ? {} : { customerOf })}
        chosen={chosen}
        onPress={chosen === null ? ({ id }) => setOpenId(id) : toggle}
      />
      {chosen !== null && (
        <SelectionBar
          label={t('files.chosen.label')}
          words={t('files.chosen', { count: picked.length })}
          onClose={() => setChosen(null)}
        >
          <Button variant="quiet" onPress={() => setChosen(new Set(files.map(({ id }) => id)))}>
            {t('files.chooseAll')}
          </Button>
          <Button
            variant="primary"
            icon={<FileArchive size={20} strokeWidth={1.75} aria-hidden />}
            isDisabled={picked.length === 0}
            isPending={isSaving}
            onPress={() => void save()}
          >
            {t('files.zip')}
          </Button>
        </SelectionBar>
      )}
      {opened !== undefined && (
        <FileDialog
          key={opened.id}
          file={opened}
          place={{ at: at + 1, of: files.length }}
          onMove={(by) => setOpenId(files[at + by]?.id ?? opened.id)}
          onClose={() => setOpenId(null)}
        />
      )}
    </>
  );
}
