import { Worker } from 'node:worker_threads';
import type { Pages } from './report-document';

/**
 * A quiet machine takes two seconds; one that is busy with everything else may be given time, for nobody waits in line.
 */
const LONGEST_MS = 120_000;

/** Draws pages in a thread of its own. Throws where that fails or takes longer than two minutes. */
export async function renderPdf(pages: Pages): Promise<Buffer> {
  const worker = new Worker(new URL('pdf-thread.mjs', import.meta.url), { workerData: pages, execArgv: [] });
  const timer = setTimeout(() => void worker.terminate(), LONGEST_MS);
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the thread that draws ended without a document')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
