import { Ellipsis, Pin, Trash2 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTold } from '../../api/use-act';
import { useDatabase } from '../../database/database-context';
import { editDocument } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import { TextArea, TextField } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import { useIsNarrow } from '../../ui/use-media';
import { useOnce } from '../../ui/use-once';
import { FieldNews, NewsBelow } from '../conflicts/field-news';
import { useTyping } from '../conflicts/use-typing';
import { bringAgain, removeWaiting } from './bring-bytes';
import { onWaiting, waitingNow } from '../../database/waiting-bytes/waiting-now';
import { DownloadButton } from './download-button';
import { contentOf } from './file-content';
import { detailsOf, labelsProblem, NO_DETAILS, typedDetails, valuesOf } from './file-details';
import type { StoredFile } from './file-rows';
import { FileViewer } from './file-viewer';
import styles from './files.module.css';
import { ShareButton } from './share-button';
import { onShelf, shelfNow, unpin } from './shelf';

const notStored = () => 'files.notStored';

/** One file: what is in it, what it is called, and what can be done with it. Another file has another key. */
export default function FileDialog({
  file,
  place,
  onMove,
  onClose,
}: {
  file: StoredFile;
  /** Where it stands among those beside it, from 1. */
  place?: { readonly at: number; readonly of: number };
  onMove?: (by: 1 | -1) => void;
  onClose: () => void;
}) {
  const t = useText();
  const db = useDatabase();
  const typing = useTyping('files', file, detailsOf, NO_DETAILS);
  const draft = typing.form;
  const here = useSyncExternalStore(onWaiting, waitingNow, waitingNow).get(file.id);
  const problem = here?.problem;
  // On a phone what is done seldom, and what takes it away, stand behind one button.
  const isNarrow = useIsNarrow();
  const pin = usePin(file);
  const values = valuesOf(draft, typing.shown ?? file);
  const wrong = labelsProblem(draft);
  const { isPending, once } = useOnce();
  const told = useTold(notStored);
  const write = (next: Partial<StoredFile>) => editDocument(db, 'files', file.id, next, typing.bases);
  const save = () => {
    // The field says so itself.
    if (wrong !== null) return null;
    if (values === null) {
      onClose();
      return null;
    }
    return told(async () => {
      await write(values);
      onClose();
      return t('files.saved');
    });
  };
  const move = async (by: 1 | -1) => {
    // What was typed is not lost by looking at the next one.
    if (wrong !== null) return;
    const isStored = values === null || (await told(() => write(values).then(() => null)));
    if (isStored) onMove?.(by);
  };
  const restore = () => told(() => write({ deletedAt: '' }).then(() => t('files.restored')));
  const remove = () =>
    once(() =>
      told(async () => {
        await write({ deletedAt: db.clock.nowIso() });
        onClose();
        showToast({
          text: t('files.deleted'),
          action: { label: t('files.undo'), onPress: () => void restore() },
        });
        return null;
      }),
    );
  const removeHere = () =>
    once(() =>
      told(async () => {
        await removeWaiting(db, file.id);
        onClose();
        return null;
      }),
    );
  return (
    <Dialog
      isOpen
      // Closing it keeps what was typed, as looking at the next file does.
      onOpenChange={() => void once(save)}
      title={file.name}
      size="full"
      footer={
        <>
          {isNarrow ? (
            <span data-round>
              <Menu
                label={t('files.more')}
                trigger={<IconButton label={t('files.more')} icon={<Ellipsis {...iconSize.row} />} />}
                actions={[
                  ...(pin === null
                    ? []
                    : [{ id: 'pin', label: pin.label, icon: <Pin {...iconSize.row} />, onAction: pin.press }]),
                  {
                    id: 'delete',
                    label: t('files.delete'),
                    icon: <Trash2 {...iconSize.row} />,
                    tone: 'danger',
                    onAction: remove,
                  },
                ]}
              />
            </span>
          ) : (
            <Button variant="danger" isDisabled={isPending} onPress={remove}>
              {t('files.delete')}
            </Button>
          )}
          {file.state === 'stored' && <ShareButton file={file} />}
          {!isNarrow && pin !== null && <Button onPress={pin.press}>{pin.label}</Button>}
          <DownloadButton file={file} />
          <Button variant="primary" isPending={isPending} onPress={() => once(save)}>
            {t('files.save')}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        {problem !== undefined && (
          <div role="alert" className={styles.problem}>
            <p>{t(problem === 'file.tooLarge' ? 'error.file.tooLarge' : 'files.notTakenText', { megabytes: 25 })}</p>
            <span className={styles.acts}>
              <Button onPress={() => void told(() => bringAgain(db, file.id).then(() => null))}>
                {t('files.retry')}
              </Button>
              <Button variant="danger" isDisabled={isPending} onPress={removeHere}>
                {t('files.remove')}
              </Button>
            </span>
          </div>
        )}
        <FileViewer
          file={file}
          {...(place === undefined ? {} : { place })}
          {...(onMove === undefined ? {} : { onMove: (by: 1 | -1) => void move(by) })}
        />
        <FieldNews collection="files" id={file.id} draft={typing} basisOf={typing.basisOf}>
          {typedDetails.map(({ field, label, maxLength, isLong }) => {
            const Field = isLong ? TextArea : TextField;
            return (
              <NewsBelow key={field} unit={field}>
                <Field
                  label={t(label)}
                  value={draft[field]}
                  onChange={(typed: string) => typing.change({ [field]: typed })}
                  maxLength={maxLength}
                  error={field === 'labels' && wrong !== null ? t(wrong.key, { count: wrong.count }) : undefined}
                />
              </NewsBelow>
            );
          })}
        </FieldNews>
      </div>
    </Dialog>
  );
}

/** Keeps it readable without a network until somebody lets go of it; null while there is nothing to keep. */
function usePin({ id: fileId, state }: StoredFile): { readonly label: string; readonly press: () => void } | null {
  const t = useText();
  const { me } = useDatabase();
  const isPinned = useSyncExternalStore(onShelf, shelfNow, shelfNow).some(
    (fact) => fact.fileId === fileId && fact.isPinned,
  );
  if (state !== 'stored') return null;
  const press = () =>
    (isPinned ? unpin(me.memberId, fileId) : contentOf(me.memberId, fileId, true)).then(
      () => showToast({ text: t(isPinned ? 'files.unpinnedNow' : 'files.pinnedNow') }),
      (error: unknown) =>
        showToast({
          text: t(error instanceof DOMException ? 'files.pinNoRoom' : 'files.needsOffice'),
          tone: 'attention',
        }),
    );
  return { label: t(isPinned ? 'files.unpin' : 'files.pin'), press: () => void press() };
}
