/** What became of it: in the person's hands, among the downloads, or the person closed the share sheet. */
export type Saved = 'shared' | 'saved' | 'cancelled';

/**
 * Hands a file to the person: to the share sheet where downloads lead nowhere (an installed iPad), else as a download.
 * `prefersSheet`: to the share sheet wherever there is one.
 */
export async function saveFile(file: File, prefersSheet = isInstalled()): Promise<Saved> {
  if (prefersSheet && navigator.canShare?.({ files: [file] }) === true) {
    try {
      await navigator.share({ files: [file] });
      return 'shared';
    } catch (error) {
      // Closed by the person; anything else (the sheet cannot open long after the tap) goes to the downloads.
      if ((error as DOMException).name === 'AbortError') return 'cancelled';
    }
  }
  const address = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: address, download: file.name }).click();
  // Safari reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return 'saved';
}

const isInstalled = () => matchMedia('(display-mode: standalone)').matches;
