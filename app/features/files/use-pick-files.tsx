import { useRef, type ReactNode } from 'react';
import type { FileSource } from '../../../sync/collections/file';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { FileInput } from './file-input';

/**
 * The buttons that photograph and pick files, `more` between them, and the inputs behind them. The inputs stay where
 * they are while the buttons move about a screen: a camera that is open answers to the one it was opened by.
 */
export function usePickFiles(
  /** Before `-upload` and `-camera`. */
  testId: string,
  add: (files: readonly File[], source: FileSource) => Promise<unknown>,
  more?: ReactNode,
): { readonly inputs: ReactNode; readonly buttons: ReactNode } {
  const t = useText();
  const picker = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
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
      <>
        <Button onPress={() => camera.current?.click()}>{t('files.photograph')}</Button>
        {more}
        <Button onPress={() => picker.current?.click()}>{t('files.pick')}</Button>
      </>
    ),
  };
}
