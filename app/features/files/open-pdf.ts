/** PDF.js, loaded with the first PDF somebody looks at: nothing of a document runs, and nothing is fetched for it. */
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PdfWorker from 'pdfjs-dist/legacy/build/pdf.worker.mjs?worker';

/** Throws where it is damaged, or locked with a password. `close` lets go of it. */
export async function openPdf(bytes: Blob): Promise<{ document: PDFDocumentProxy; close: () => void }> {
  GlobalWorkerOptions.workerPort ??= new PdfWorker();
  const task = getDocument({
    data: new Uint8Array(await bytes.arrayBuffer()),
    // The policy of our pages forbids both, and a stranger's document is no place to make exceptions for.
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
  });
  return { document: await task.promise, close: () => void task.destroy() };
}
