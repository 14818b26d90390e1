import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type WheelEvent } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../i18n/use-text';
import { IconButton, IconLink } from './icon-button';
import { iconSize } from './icon-size';
import styles from './picture-viewer.module.css';

const LARGEST = 6;
const STEP = 1.5;
type Place = { readonly zoom: number; readonly x: number; readonly y: number };
const WHOLE: Place = { zoom: 1, x: 0, y: 0 };

/** One picture over everything, to be drawn nearer and moved about; arrows lead to the others. */
export default function PictureViewer({
  title,
  address,
  downloadAddress,
  text,
  place,
  words,
  onNext,
  onPrevious,
  onClose,
}: {
  title: string;
  address: string;
  downloadAddress: string;
  /** Below it; '' for nothing. */
  text: string;
  /** Which of how many. */
  place: string;
  words: Readonly<Record<'next' | 'previous' | 'zoomIn' | 'zoomOut' | 'download' | 'missing', string>>;
  /** Null: it is the last. */
  onNext: (() => void) | null;
  /** Null: it is the first. */
  onPrevious: (() => void) | null;
  onClose: () => void;
}) {
  const t = useText();
  const [seen, setSeen] = useState<Place>(WHOLE);
  const [isMissing, setMissing] = useState(false);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const apart = useRef(0);
  useEffect(() => {
    setSeen(WHOLE);
    setMissing(false);
  }, [address]);
  const zoomBy = (factor: number) =>
    setSeen((before) => {
      const zoom = Math.min(LARGEST, Math.max(1, before.zoom * factor));
      return zoom === 1 ? WHOLE : { ...before, zoom };
    });
  const onKeyDown = (event: KeyboardEvent) => {
    const act = {
      ArrowRight: onNext,
      ArrowLeft: onPrevious,
      '+': () => zoomBy(STEP),
      '-': () => zoomBy(1 / STEP),
    }[event.key];
    if (act === undefined || act === null) return;
    event.preventDefault();
    act();
  };
  const onMove = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    const [dx, dy] = [event.clientX - before.x, event.clientY - before.y];
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const [one, other] = [...pointers.current.values()];
    if (one === undefined || other === undefined)
      return setSeen((was) => (was.zoom === 1 ? was : { ...was, x: was.x + dx, y: was.y + dy }));
    const now = Math.hypot(one.x - other.x, one.y - other.y);
    if (apart.current > 0) zoomBy(now / apart.current);
    apart.current = now;
  };
  const onUp = (event: PointerEvent) => {
    pointers.current.delete(event.pointerId);
    apart.current = 0;
  };
  return (
    <ModalOverlay isOpen onOpenChange={onClose} isDismissable className={styles.scrim}>
      <Modal className={styles.modal}>
        <AriaDialog className={styles.dialog}>
          {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the dialog, wherever the focus is */}
          <div className={styles.frame} onKeyDown={onKeyDown}>
            <header className={styles.head}>
              <Heading slot="title" className={styles.title}>
                {title}
              </Heading>
              <span className={styles.place} aria-live="polite">
                {place}
              </span>
              <IconButton label={words.zoomOut} icon={<ZoomOut {...iconSize.row} />} onPress={() => zoomBy(1 / STEP)} />
              <IconButton label={words.zoomIn} icon={<ZoomIn {...iconSize.row} />} onPress={() => zoomBy(STEP)} />
              <IconLink
                label={words.download}
                icon={<Download {...iconSize.row} />}
                href={downloadAddress}
                target="_blank"
                rel="noreferrer"
              />
              <IconButton label={t('ui.close')} icon={<X {...iconSize.row} />} onPress={onClose} />
            </header>
            <div
              className={styles.stage}
              data-near={seen.zoom > 1 || undefined}
              onWheel={(event: WheelEvent) => zoomBy(event.deltaY < 0 ? 1.15 : 1 / 1.15)}
              onDoubleClick={() => (seen.zoom === 1 ? zoomBy(2.5) : setSeen(WHOLE))}
              onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
              }}
              onPointerMove={onMove}
              onPointerUp={onUp}
              onPointerCancel={onUp}
            >
              {isMissing ? (
                <p className={styles.missing}>{words.missing}</p>
              ) : (
                <img
                  className={styles.picture}
                  src={address}
                  alt={text || title}
                  draggable={false}
                  style={{ transform: `translate(${seen.x}px, ${seen.y}px) scale(${seen.zoom})` }}
                  onError={() => setMissing(true)}
                />
              )}
            </div>
            <footer className={styles.foot}>
              <IconButton
                label={words.previous}
                icon={<ChevronLeft {...iconSize.large} />}
                isDisabled={onPrevious === null}
                onPress={() => onPrevious?.()}
              />
              <p className={styles.text}>{text}</p>
              <IconButton
                label={words.next}
                icon={<ChevronRight {...iconSize.large} />}
                isDisabled={onNext === null}
                onPress={() => onNext?.()}
              />
            </footer>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
