import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/use-text';
import { Skeleton } from '../../ui/skeleton';
import styles from './file-viewer.module.css';
import { openPdf } from './open-pdf';

/** What a tablet can hold of one page; more is drawn coarser. */
const MOST_PIXELS = 12_000_000;
const WIDEST = 1_000;

/** The pages of a PDF as pictures, each drawn when it comes near. */
export default function PdfPages({ bytes, zoom, name }: { bytes: Blob; zoom: number; name: string }) {
  const t = useText();
  const [opened, setOpened] = useState<PDFDocumentProxy | 'damaged' | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    let close: (() => void) | null = null;
    let isLeft = false;
    openPdf(bytes).then(
      (found) => {
        if (isLeft) return found.close();
        close = found.close;
        setOpened(found.document);
      },
      () => isLeft || setOpened('damaged'),
    );
    return () => {
      isLeft = true;
      setOpened(null);
      close?.();
    };
  }, [bytes]);
  useEffect(() => {
    const measured = frame.current?.parentElement;
    if (!measured) return undefined;
    const measure = () => setWidth(Math.min(WIDEST, measured.clientWidth - 2 * 16));
    measure();
    // A tablet is turned.
    const watcher = new ResizeObserver(measure);
    watcher.observe(measured);
    return () => watcher.disconnect();
  }, []);
  return (
    <div ref={frame} className={styles.pages}>
      {opened === null && <Skeleton rows={4} />}
      {opened === 'damaged' && <p className={styles.said}>{t('files.pdfUnreadable')}</p>}
      {opened !== null &&
        opened !== 'damaged' &&
        width > 0 &&
        Array.from({ length: opened.numPages }, (_, at) => (
          <Page key={at} document={opened} number={at + 1} width={width * zoom} name={name} />
        ))}
    </div>
  );
}

function Page({
  document,
  number,
  width,
  name,
}: {
  document: PDFDocumentProxy;
  number: number;
  width: number;
  name: string;
}) {
  const t = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isNear, setIsNear] = useState(false);
  const [height, setHeight] = useState(width * 1.414);
  useEffect(() => {
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && setIsNear(true), {
      rootMargin: '600px',
    });
    if (canvas.current !== null) watcher.observe(canvas.current);
    return () => watcher.disconnect();
  }, []);
  useEffect(() => {
    if (!isNear) return undefined;
    let stop: () => void = () => undefined;
    let isLeft = false;
    const draw = async () => {
      const page = await document.getPage(number);
      const target = canvas.current;
      if (isLeft || target === null) return;
      const plain = page.getViewport({ scale: 1 });
      const wanted = (width / plain.width) * window.devicePixelRatio;
      const most = Math.sqrt(MOST_PIXELS / (plain.width * plain.height));
      const viewport = page.getViewport({ scale: Math.min(wanted, most) });
      setHeight((width * plain.height) / plain.width);
      target.width = Math.floor(viewport.width);
      target.height = Math.floor(viewport.height);
      const task = page.render({ canvas: target, viewport });
      stop = () => task.cancel();
      await task.promise;
      target.dataset['drawn'] = 'true';
    };
    // Left while it was being drawn, or a page that cannot be: the white sheet stays, and the others are drawn.
    draw().catch(() => undefined);
    return () => {
      isLeft = true;
      stop();
    };
  }, [document, number, width, isNear]);
  const words = t('files.page', { page: number, pages: document.numPages });
  return (
    <div>
      <canvas
        ref={canvas}
        className={styles.page}
        style={{ width, height }}
        role="img"
        aria-label={`${name}, ${words}`}
      />
      <p className={styles.pageNumber}>{words}</p>
    </div>
  );
}
