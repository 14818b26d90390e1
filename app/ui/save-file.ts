/**
 * Hands a file to the person: to the share sheet where downloads lead nowhere (an installed iPad), else as a download.
 */
export async function saveFile(file: File): Promise<void> {
  const isInstalled = matchMedia('(display-mode: standalone)').matches;
  if (isInstalled && navigator.canShare?.({ files: [file] }) === true) {
    try {
      await navigator.share({ files: [file] });
      return;
    } catch (error) {
      if ((error as DOMException).name === 'AbortError') return;
    }
  }
  download(file);
}

/** Leaves a file among the downloads of this device. */
export function download(file: File): void {
  const address = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: address, download: file.name }).click();
  // Safari reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
