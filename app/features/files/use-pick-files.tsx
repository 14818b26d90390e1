import { Camera, FilePlus, FileStack, Plus } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import type { FileSource } from '../../../sync/collections/file';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import { useIsNarrow } from '../../ui/use-media';
import { FileInput } from './file-input';
import styles from './files.module.css';

/**
 * The buttons that photograph, make a PDF of photos (`onScan`) and pick files, and the inputs behind them. The inputs
 * stay where they are while the buttons move about a screen: a camera that is open answers to the one it was opened by.
 * On a phone one row has room for the camera, which is what hands reach for, and for one button to all the rest.
 */
export function usePickFiles(
  /** Before `-upload` and `-camera`. */
  testId: string,
  add: (files: readonly File[], source: FileSource) => Promise<unknown>,
  onScan?: () => void,
): { readonly inputs: ReactNode; readonly buttons: ReactNode } {
  const t = useText();
  const isNarrow = useIsNarrow();
  const picker = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const pick = () => picker.current?.click();
  const isFolded = isNarrow && onScan !== undefined;
  return {
    inputs: (
      <>
        <FileInput ref={picker} testId={`${testId}-upload`} onPick={(picked) => void add(picked, 'upload')} />
        <FileInput
          ref={camera}
          testId={`${testId}-camera`}
          accept="image/*"
          isCamera
          onPick={(taken) => void add(taken, 'camera')}
        />
      </>
    ),
    buttons: (
      <span className={styles.acts}>
        <Button {...(isNarrow ? { icon: <Camera {...iconSize.small} /> } : {})} onPress={() => camera.current?.click()}>
          {t('files.photograph')}
        </Button>
        {isFolded ? (
          <Menu
            label={t('files.add')}
            trigger={<Button icon={<Plus {...iconSize.small} />}>{t('files.add')}</Button>}
            actions={[
              { id: 'pick', label: t('files.pick'), icon: <FilePlus {...iconSize.row} />, onAction: pick },
              { id: 'scan', label: t('files.pdf.open'), icon: <FileStack {...iconSize.row} />, onAction: onScan },
            ]}
          />
        ) : (
          <>
            {onScan !== undefined && <Button onPress={onScan}>{t('files.pdf.open')}</Button>}
            <Button onPress={pick}>{t('files.pick')}</Button>
          </>
        )}
      </span>
    ),
  };
}
