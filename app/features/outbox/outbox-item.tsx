import { Copy, Ellipsis, Forward, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useDatabase } from '../../database/database-context';
import { recordState, useSyncStatus } from '../../database/use-sync-status';
import { retryRefused } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { Button, LinkButton } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import { showToast } from '../../ui/toast';
import { useFieldInSentence } from '../../records/field-words';
import { useRecordKind } from '../../records/records-context';
import { useValueWords } from '../audit/use-value-words';
import { DiscardDialog } from './discard-dialog';
import { ForwardDialog } from './forward-dialog';
import { mayForward } from './forward-refused';
import { OutboxChange } from './outbox-change';
import { unsentText, type OutboxEntry } from './outbox-entries';
import styles from './outbox-item.module.css';
import { useEntryWords } from './use-entry-words';

/** One record that has not reached the office: what, when, and the one thing to do about it. Why is said above. */
export function OutboxItem({ entry, nowMs }: { entry: OutboxEntry; nowMs: number }) {
  const t = useText();
  const db = useDatabase();
  const status = useSyncStatus();
  const { title, what, href, icon } = useEntryWords(entry);
  const labelOf = useFieldInSentence(entry.collection);
  const [isDiscarding, setDiscarding] = useState(false);
  const [isCorrecting, setCorrecting] = useState(false);
  const [isForwarding, setForwarding] = useState(false);
  const { rejection, collection, id } = entry;
  const { icon: ofKind, fields, correction, decidedWhereItStands } = useRecordKind(collection);
  const Icon = icon ?? ofKind;
  // Elsewhere what is appended stays as it was; it has no form of its own.
  const correct = correction === undefined ? { href } : { onAction: () => setCorrecting(true) };
  // Sent again as it is, it would be refused again.
  const isToBeCorrected = rejection !== null && correction?.of.includes(rejection.code) === true && !entry.isRemains;
  const isToBeOpened =
    rejection !== null && decidedWhereItStands?.includes(rejection.code) === true && !entry.isRemains;
  // Neither would it be taken as it is: whoever leads its author may bring it in.
  const isToBeForwarded = !isToBeCorrected && !isToBeOpened && mayForward(db.me.role, entry);
  const retry = () =>
    void retryRefused(db, collection, id).catch(() =>
      showToast({ text: t('appointments.notStored'), tone: 'attention' }),
    );
  const outbox = rejection === null ? 'w' : 'r';
  const text = unsentText(entry, fields, labelOf);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(`${title}\n${text}`);
      showToast({ text: t('outbox.copied') });
    } catch {
      showToast({ text: t('outbox.notCopied'), tone: 'attention' });
    }
  };
  return (
    <li className={styles.item} data-state={recordState({ outbox }, status)}>
      <span className={styles.icon}>
        <Icon {...iconSize.row} />
      </span>
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <OutboxChange entry={entry} what={what} nowMs={nowMs} />
        <Stands entry={entry} />
        {/* It cannot be opened to see what was typed. */}
        {entry.isRemains && text !== '' && <p className={styles.typed}>{text}</p>}
      </div>
      <div className={styles.actions}>
        {isToBeCorrected && (
          <Button
            variant="primary"
            icon={<Pencil {...iconSize.small} />}
            aria-label={t('outbox.action.editOf', { title })}
            onPress={() => setCorrecting(true)}
          >
            {t('outbox.action.edit')}
          </Button>
        )}
        {isToBeForwarded && (
          <Button
            variant="primary"
            icon={<Forward {...iconSize.small} />}
            aria-label={t('outbox.forward.actionOf', { title })}
            onPress={() => setForwarding(true)}
          >
            {t('outbox.forward.action')}
          </Button>
        )}
        {rejection !== null && !isToBeCorrected && !isToBeForwarded && !isToBeOpened && (
          <Button
            variant="primary"
            icon={<RotateCcw {...iconSize.small} />}
            aria-label={t('outbox.action.retryOf', { title })}
            onPress={retry}
          >
            {t('outbox.action.retry')}
          </Button>
        )}
        {(rejection === null || isToBeOpened) && (
          <LinkButton
            href={href}
            variant={isToBeOpened ? 'primary' : 'secondary'}
            aria-label={t('outbox.action.openOf', { title })}
          >
            {t('outbox.action.open')}
          </LinkButton>
        )}
        {rejection !== null && (
          <Menu
            label={t('outbox.action.moreOf', { title })}
            trigger={<IconButton label={t('outbox.action.moreOf', { title })} icon={<Ellipsis {...iconSize.row} />} />}
            actions={[
              ...(entry.isRemains || isToBeOpened
                ? []
                : [{ id: 'edit', label: t('outbox.action.edit'), icon: <Pencil {...iconSize.row} />, ...correct }]),
              ...(isToBeForwarded
                ? [
                    {
                      id: 'retry',
                      label: t('outbox.action.retry'),
                      icon: <RotateCcw {...iconSize.row} />,
                      onAction: retry,
                    },
                  ]
                : []),
              {
                id: 'copy',
                label: t('outbox.action.copy'),
                icon: <Copy {...iconSize.row} />,
                isDisabled: text === '',
                onAction: () => void copy(),
              },
              {
                id: 'discard',
                label: t('outbox.action.discard'),
                icon: <Trash2 {...iconSize.row} />,
                tone: 'danger',
                onAction: () => setDiscarding(true),
              },
            ]}
          />
        )}
      </div>
      {isCorrecting && correction !== undefined && (
        <Suspense fallback={null}>
          <correction.Dialog id={id} onClose={() => setCorrecting(false)} />
        </Suspense>
      )}
      {isForwarding && <ForwardDialog entry={entry} title={title} text={text} onClose={() => setForwarding(false)} />}
      {isDiscarding && (
        <DiscardDialog
          entry={entry}
          title={title}
          text={text}
          onCopy={() => void copy()}
          onClose={() => setDiscarding(false)}
        />
      )}
    </li>
  );
}

/** Which state the office has instead, and whose decision it is where that has come with it. */
function Stands({ entry: { collection, rejection, before } }: { entry: OutboxEntry }) {
  const t = useText();
  const { wordsOf } = useValueWords(collection);
  if (rejection?.code !== 'sync.stateStands') return null;
  const { unit, stands } = rejection.params;
  const by = before['decidedBy'];
  const state = wordsOf(String(unit), stands);
  return (
    <p className={styles.stands}>
      {typeof by === 'string' && by !== ''
        ? t('outbox.standsBy', { state, name: wordsOf('decidedBy', by) })
        : t('outbox.stands', { state })}
    </p>
  );
}
