import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { partsOf } from '../../../sync/protocol/unsent-work';
import { api, errorText } from '../../api/client';
import { openUnsentFile } from '../../database/unsent-file';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Row } from '../../ui/panel';
import { TextField } from '../../ui/text-field';
import { showToast } from '../../ui/toast';

/** More than any tablet ever holds back. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;

/** A manager brings in what somebody saved to a file when their tablet could not reach the office. */
export default function ImportUnsent() {
  const t = useText();
  const [file, setFile] = useState<File | null>(null);
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [isPending, setIsPending] = useState(false);
  const close = () => {
    setFile(null);
    setCode('');
    setProblem(undefined);
  };
  const bringIn = async () => {
    if (file === null) return;
    setIsPending(true);
    try {
      const work = await openUnsentFile(file.size > MAX_FILE_BYTES ? '' : await file.text(), code);
      let applied = 0,
        refused = 0;
      for (const part of partsOf(work)) {
        const outcome = await api.work.importFile.mutate(part);
        applied += outcome.applied;
        refused += outcome.refused.length;
      }
      showToast({
        text: t('system.file.done', { applied, refused }),
        ...(refused > 0 ? { tone: 'attention' as const } : {}),
      });
      close();
    } catch (error) {
      setProblem(t(errorText(error)));
    }
    setIsPending(false);
  };
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
      {file !== null && (
        <Dialog
          isOpen
          onOpenChange={close}
          title={t('system.file.codeTitle')}
          size="small"
          footer={
            <Button
              variant="primary"
              isPending={isPending}
              isDisabled={code.trim() === ''}
              onPress={() => void bringIn()}
            >
              {t('system.file.bringIn')}
            </Button>
          }
        >
          <p>{file.name}</p>
          <TextField
            label={t('system.file.code')}
            value={code}
            onChange={setCode}
            autoCapitalize="off"
            autoComplete="off"
            error={problem}
            autoFocus
          />
        </Dialog>
      )}
    </>
  );
}
