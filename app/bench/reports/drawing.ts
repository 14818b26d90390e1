/** The pages of a report beside the same words drawn by pdfkit alone. */
import { Worker } from 'node:worker_threads';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { renderPdf } from '../../../server/features/reports/render-pdf';
import { reportPages } from '../../../server/features/reports/report-document';
import type { Report } from '../../../server/features/reports/report';
import { median, rounded } from '../report';

type Words = {
  readonly height: number;
  readonly words: readonly { text: string; x: number; y: number; size: number; isBold: boolean }[];
};

export async function measureDrawing(report: Report, times: number) {
  const pages = reportPages(report, 'tr');
  const words = await wordsOf(await renderPdf(pages));
  const ours: number[] = [],
    raw: number[] = [];
  for (let at = 0; at < times; at += 1) {
    ours.push(await timed(() => renderPdf(pages)));
    raw.push(await timed(() => drawRaw(words)));
  }
  return {
    pages: words.length,
    pdfMs: rounded(median(ours), 0),
    rawMs: rounded(median(raw), 0),
    ratio: rounded(median(ours) / median(raw)),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Where each word stands, read by somebody else. */
async function wordsOf(pdf: Buffer): Promise<Words[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const found: Words[] = [];
  for (let at = 1; at <= document.numPages; at += 1) {
    const page = await document.getPage(at);
    const { items } = await page.getTextContent();
    const words = items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [
            {
              text: item.str,
              x: Number(item.transform[4]),
              y: Number(item.transform[5]),
              size: Number(item.transform[0]),
              isBold: item.fontName.endsWith('2'),
            },
          ]
        : [],
    );
    found.push({ height: page.getViewport({ scale: 1 }).height, words });
  }
  await document.destroy();
  return found;
}

function drawRaw(words: readonly Words[]): Promise<Uint8Array> {
  const worker = new Worker(new URL('raw-pdf-thread.mjs', import.meta.url), { workerData: words, execArgv: [] });
  return new Promise<Uint8Array>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  }).finally(() => worker.terminate());
}
