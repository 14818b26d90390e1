import { forwardRef } from 'react';

/** What opens the device's own way of choosing files, or its camera; a button presses it. */
export const FileInput = forwardRef<
  HTMLInputElement,
  { testId: string; accept?: string; isCamera?: boolean; isSingle?: boolean; onPick: (files: readonly File[]) => void }
>(function FileInput({ testId, accept, isCamera = false, isSingle = false, onPick }, ref) {
  return (
    <input
      ref={ref}
      type="file"
      multiple={!isSingle}
      hidden
      data-testid={testId}
      accept={accept}
      {...(isCamera ? { capture: 'environment' as const } : {})}
      onChange={({ target }) => {
        onPick([...(target.files ?? [])]);
        // The same one may be chosen again.
        target.value = '';
      }}
    />
  );
});
