import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react';
import { lazy, Suspense, useState, type KeyboardEvent } from 'react';
import { fileKindOf } from '../../../sync/rules/file-types';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Skeleton } from '../../ui/skeleton';
import { LARGEST } from '../../ui/zoom';
import { ZoomablePicture } from '../../ui/zoomable-picture';
import { useContent } from './file-content';
import type { StoredFile } from './file-rows';
import styles from './file-viewer.module.css';
import { useLocalAddress } from './local-address';

const PdfPages = lazy(() => import('./pdf-pages'));
const ZOOMS = [1, 1.5, 2, 3, 4, LARGEST];
/** The next step, wherever between two of them fingers have left it. */
const nearer = (zoom: number, by: 1 | -1) =>
  (by === 1 ? ZOOMS.find((each) => each > zoom) : ZOOMS.findLast((each) => each < zoom)) ?? zoom;

/** What is in a file, as large as one likes, with the one before and the one after it. */
export function FileViewer({
  file,
  place,
  isTall = false,
  onMove,
}: {
  file: Pick<StoredFile, 'id' | 'name' | 'type' | 'state'>;
  /** Where it stands among others, from 1; left out where it stands alone. */
  place?: { readonly at: number; readonly of: number };
  /** It is looked at alone: as high as the screen allows, and the wheel zooms. */
  isTall?: boolean;
  onMove?: (by: 1 | -1) => void;
}) {
  const t = useText();
  const { bytes, missing } = useContent(file.id);
  const address = useLocalAddress(bytes ?? undefined);
  const [zoom, setZoom] = useState(1);
  const [brokenId, setBrokenId] = useState('');
  // The next file in the same frame is seen whole again; its buttons stay, and the focus with them.
  const [seenId, setSeenId] = useState(file.id);
  if (seenId !== file.id) {
    setSeenId(file.id);
    setZoom(1);
  }
  const kind = fileKindOf(file.type || bytes?.type || '');
  const canZoom = address !== null && ((kind === 'image' && brokenId !== file.id) || kind === 'pdf');
  const leaf = (by: 1 | -1) => {
    if (place !== undefined && place.at + by >= 1 && place.at + by <= place.of) onMove?.(by);
  };
  const keys: Record<string, () => void> = {
    ArrowLeft: () => zoom === 1 && leaf(-1),
    ArrowRight: () => zoom === 1 && leaf(1),
    '+': () => setZoom(nearer(zoom, 1)),
    '-': () => setZoom(nearer(zoom, -1)),
    '0': () => setZoom(1),
  };
  const press = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.target instanceof HTMLMediaElement) return;
    if (event.key.length === 1) event.preventDefault();
    act();
  };
  const content = () => {
    if (missing !== null)
      return <p className={styles.said}>{t(missing === 'gone' ? 'files.gone' : 'files.needsOffice')}</p>;
    if (address === null || bytes === null) return <Skeleton rows={4} />;
    if (kind === 'image' && brokenId !== file.id)
      return (
        <div className={styles.picture}>
          <ZoomablePicture
            key={file.id}
            address={address}
            alt={file.name}
            zoom={zoom}
            takesWheel={isTall}
            onZoom={setZoom}
            onMissing={() => setBrokenId(file.id)}
            {...(onMove === undefined ? {} : { onSwipe: leaf })}
          />
        </div>
      );
    if (kind === 'pdf')
      return (
        <Suspense fallback={<Skeleton rows={4} />}>
          <PdfPages bytes={bytes} zoom={zoom} name={file.name} />
        </Suspense>
      );
    // eslint-disable-next-line jsx-a11y/media-has-caption -- what somebody said in a chat has no captions
    if (kind === 'audio') return <audio className={styles.sound} controls src={address} aria-label={file.name} />;
    // eslint-disable-next-line jsx-a11y/media-has-caption -- a film somebody took with a telephone has no captions
    if (kind === 'video') return <video className={styles.film} controls src={address} aria-label={file.name} />;
    return <p className={styles.said}>{t(file.state === 'stored' ? 'files.noPreview' : 'files.notYet')}</p>;
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the buttons inside it
    <div className={styles.viewer} onKeyDown={press}>
      <div className={styles.bar}>
        {place !== undefined && place.of > 1 && onMove !== undefined && (
          <>
            <IconButton
              label={t('files.previous')}
              icon={<ChevronLeft {...iconSize.row} />}
              isDisabled={place.at === 1}
              onPress={() => onMove(-1)}
            />
            <span className={styles.place} role="status">
              {t('files.place', place)}
            </span>
            <IconButton
              label={t('files.next')}
              icon={<ChevronRight {...iconSize.row} />}
              isDisabled={place.at === place.of}
              onPress={() => onMove(1)}
            />
          </>
        )}
        {canZoom && (
          <span className={styles.zoom}>
            <IconButton
              label={t('files.zoomOut')}
              icon={<ZoomOut {...iconSize.row} />}
              isDisabled={zoom === 1}
              onPress={() => setZoom(nearer(zoom, -1))}
            />
            <IconButton
              label={t('files.zoomIn')}
              icon={<ZoomIn {...iconSize.row} />}
              isDisabled={zoom === LARGEST}
              onPress={() => setZoom(nearer(zoom, 1))}
            />
          </span>
        )}
      </div>
      <div
        className={styles.frame}
        // What is larger than its frame is scrolled by keys; a picture is moved by its own.
        {...(kind === 'image' ? {} : { tabIndex: 0 })}
        role="group"
        aria-label={t('files.preview')}
        data-tall={isTall || undefined}
      >
        {content()}
      </div>
    </div>
  );
}
