import { useSyncExternalStore } from 'react';
import { useText } from '../../i18n/use-text';
import { Button, LinkButton } from '../../ui/button';
import { saveFile } from '../../ui/save-file';
import { onWaiting, waitingNow } from '../../database/waiting-bytes/waiting-now';
import type { StoredFile } from './file-rows';

/** Takes a file along: from this device while its bytes wait here, else from the office, which has to have it. */
export function DownloadButton({ file }: { file: Pick<StoredFile, 'id' | 'name' | 'state'> }) {
  const t = useText();
  const here = useSyncExternalStore(onWaiting, waitingNow, waitingNow).get(file.id);
  if (here !== undefined)
    return (
      <Button onPress={() => void saveFile(new File([here.bytes], file.name, { type: here.bytes.type }))}>
        {t('files.download')}
      </Button>
    );
  return file.state === 'stored' ? (
    <LinkButton href={`/files/${file.id}`} target="_blank" rel="noreferrer">
      {t('files.download')}
    </LinkButton>
  ) : null;
}
