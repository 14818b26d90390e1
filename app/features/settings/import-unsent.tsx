import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { partsOf } from '../../../sync/protocol/unsent-work';
import { api } from '../../api/client';
import { useSubmit } from '../../api/use-submit';
import { openUnsentFile } from '../../database/unsent-file';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Row } from '../../ui/panel';
import { TextField } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import styles from './settings.module.css';

const FORM = 'import-unsent';
/** More than any tablet ever holds back. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;

/** A manager brings in what somebody saved to a file when their tablet could not reach the office. */
export default function ImportUnsent() {
  const t = useText();
  const [file, setFile] = useState<File | null>(null);
  return (
    <>
      <Row
        title={t('system.file.title')}
        detail={t('system.file.detail')}
        after={
          <FileTrigger
            acceptedFileTypes={['application/json', '.json']}
            onSelect={(files) => setFile(files?.[0] ?? null)}
          >
            <Button>{t('system.file.choose')}</Button>
          </FileTrigger>
        }
      />
      {file !== null && <CodeDialog file={file} onClose={() => setFile(null)} />}
    </>
  );
}

function CodeDialog({ file, onClose }: { file: File; onClose: () => void }) {
  const t = useText();
  const [code, setCode] = useState('');
  const { isPending, refusal, forgetRefusal, submit } = useSubmit(async () => {
    const work = await openUnsentFile(file.size > MAX_FILE_BYTES ? '' : await file.text(), code);
    let applied = 0,
      refused = 0;
    for (const part of partsOf(work)) {
      const outcome = await api.work.importFile.mutate(part);
      applied += outcome.applied;
      refused += outcome.refused.length;
    }
    onClose();
    showToast({
      text: t('system.file.done', { applied, refused }),
      ...(refused > 0 ? { tone: 'attention' as const } : {}),
    });
  });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('system.file.codeTitle')}
      size="small"
      footer={
        <Button type="submit" form={FORM} variant="primary" isPending={isPending} isDisabled={code.trim() === ''}>
          {t('system.file.bringIn')}
        </Button>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate className={styles.form}>
        <p>{file.name}</p>
        <TextField
          label={t('system.file.code')}
          value={code}
          onChange={(typed) => {
            setCode(typed);
            forgetRefusal();
          }}
          autoCapitalize="off"
          autoComplete="off"
          error={refusal === null ? undefined : t(refusal)}
          autoFocus
        />
      </form>
    </Dialog>
  );
}
