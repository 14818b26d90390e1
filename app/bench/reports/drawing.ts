/** The pages of a report beside the same drawing by pdfkit alone. */
import { Worker } from 'node:worker_threads';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { renderPdf } from '../../../server/features/reports/render-pdf';
import { reportPages, type Pages } from '../../../server/features/reports/report-document';
import type { Report } from '../../../server/features/reports/report';
import { median, rounded } from '../report';

/** A call of pdfkit: the method, what it was given, and the face that text is drawn in. */
type Call = readonly [string, readonly unknown[], string | null | undefined];

export async function measureDrawing(report: Report, times: number) {
  const pages = reportPages(report, 'tr');
  const calls = await recordCalls(pages);
  const [drawn, replayed] = [await readBack(await renderPdf(pages)), await readBack(await drawRaw(calls))];
  // A peer that draws less would flatter nobody but itself.
  if (drawn.pages !== replayed.pages || drawn.letters !== replayed.letters)
    throw new Error(`the peer drew ${JSON.stringify(replayed)} instead of ${JSON.stringify(drawn)}`);
  const ours: number[] = [],
    raw: number[] = [];
  for (let at = 0; at < times; at += 1) {
    ours.push(await timed(() => renderPdf(pages)));
    raw.push(await timed(() => drawRaw(calls)));
  }
  return {
    pages: drawn.pages,
    calls: calls.length,
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

/** How many pages and letters somebody else reads in it. */
async function readBack(pdf: Uint8Array): Promise<{ pages: number; letters: number }> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  let letters = 0;
  for (let at = 1; at <= document.numPages; at += 1) {
    const { items } = await (await document.getPage(at)).getTextContent();
    for (const item of items) if ('str' in item) letters += item.str.replace(/\s/gu, '').length;
  }
  const pages = document.numPages;
  await document.destroy();
  return { pages, letters };
}

/** The first answer of that thread is the document itself. */
function recordCalls(pages: Pages): Promise<Call[]> {
  return answerOf<Call[]>('recorded-pdf-thread.mjs', pages, (answer) => Array.isArray(answer));
}

function drawRaw(calls: readonly Call[]): Promise<Uint8Array> {
  return answerOf<Uint8Array>('raw-pdf-thread.mjs', calls, () => true);
}

function answerOf<T>(file: string, workerData: unknown, isIt: (answer: unknown) => boolean): Promise<T> {
  const worker = new Worker(new URL(file, import.meta.url), { workerData, execArgv: [] });
  return new Promise<T>((resolve, reject) => {
    worker.on('message', (answer: unknown) => isIt(answer) && resolve(answer as T));
    worker.once('error', reject);
  }).finally(() => worker.terminate());
}
