import { useState } from 'react';
import type { WritableCollectionName } from '../../../sync/collections/registry';
import { MAX_FORWARD_REPLY } from '../../../sync/protocol/unsent-work';
import { api } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useRecordKind } from '../../records/records-context';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Panel } from '../../ui/panel';
import { TextArea } from '../../ui/text-field';
import { useOnce } from '../../ui/use-once';
import { useNowMs } from '../../ui/use-now';
import { useValueWords } from '../audit/use-value-words';
import { useMembers } from '../members/use-members';
import styles from './forwarded-panel.module.css';
import { forwardedValues } from './forwarded-values';
import { useKnownTitle } from './use-entry-words';

const ask = () => api.work.forwarded.query();
type Entry = Awaited<ReturnType<typeof ask>>[number];

/** What others were refused and passed on to this manager, each to be applied or declined. */
export function ForwardedPanel() {
  const t = useText();
  const { byId } = useMembers();
  const { data = [], reload } = useCall(ask);
  const { isPending, act } = useAct();
  const [declined, setDeclined] = useState<Entry | null>(null);
  const nameOf = (memberId: string) => byId.get(memberId)?.fullName ?? t('audit.unknownMember');
  if (data.length === 0) return null;
  const apply = async (id: string, title: string) => {
    await act(async () => {
      const { refused } = await api.work.applyForwarded.mutate({ id });
      const [first] = refused;
      return first === undefined
        ? t('outbox.forward.applied', { title })
        : t('outbox.forward.refused', { title, why: t(`error.${first.code}`) });
    });
    reload();
  };
  return (
    <Panel isFlush title={t('outbox.forward.waiting.title', { count: data.length })}>
      <p className={styles.lead}>{t('outbox.forward.waiting.text')}</p>
      <ul>
        {data.map((entry) => (
          <Item
            key={entry.id}
            entry={entry}
            name={nameOf(entry.memberId)}
            isPending={isPending}
            onApply={apply}
            onDecline={(title) => setDeclined({ ...entry, title })}
          />
        ))}
      </ul>
      {declined !== null && (
        <DeclineDialog
          entry={declined}
          name={nameOf(declined.memberId)}
          onClose={(isDone) => {
            setDeclined(null);
            if (isDone) reload();
          }}
        />
      )}
    </Panel>
  );
}

function Item({
  entry,
  name,
  isPending,
  onApply,
  onDecline,
}: {
  entry: Entry;
  name: string;
  isPending: boolean;
  onApply: (id: string, title: string) => Promise<void>;
  onDecline: (title: string) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { id, note, code, params, receivedAt, documents } = entry;
  const first = documents[0]!;
  const title = useKnownTitle(first.collection, first.id, first.values) ?? entry.title;
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p className={styles.meta}>
          {name} · {formats.relativeTime(receivedAt, nowMs)}
        </p>
        <p className={styles.meta}>{t('outbox.forward.why', { why: t(`error.${code}`, params) })}</p>
        {documents.map((one) => (
          <Values key={one.id} collection={one.collection} values={one.values} />
        ))}
        {note !== '' && <p className={styles.note}>{note}</p>}
      </div>
      <div className={styles.actions}>
        <Button
          variant="primary"
          isDisabled={isPending}
          aria-label={t('outbox.forward.applyOf', { title })}
          onPress={() => void onApply(id, title)}
        >
          {t('outbox.forward.apply')}
        </Button>
        <Button
          isDisabled={isPending}
          aria-label={t('outbox.forward.declineOf', { title })}
          onPress={() => onDecline(title)}
        >
          {t('outbox.forward.decline')}
        </Button>
      </div>
    </li>
  );
}

function Values({
  collection,
  values,
}: {
  collection: WritableCollectionName;
  values: Readonly<Record<string, unknown>>;
}) {
  const { fields } = useRecordKind(collection);
  const { labelOf, wordsOf } = useValueWords(collection);
  return (
    <dl className={styles.typed}>
      {forwardedValues(values, (field) => fields[field]?.isSilent === true).map(([field, value]) => (
        <div key={field}>
          <dt>{labelOf(field)}</dt>
          <dd>{wordsOf(field, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function DeclineDialog({
  entry: { id, title },
  name,
  onClose,
}: {
  entry: Entry;
  name: string;
  onClose: (isDone: boolean) => void;
}) {
  const t = useText();
  const [reply, setReply] = useState('');
  const { act } = useAct();
  const { isPending, once } = useOnce();
  const decline = () =>
    act(async () => {
      await api.work.declineForwarded.mutate({ id, reply });
      onClose(true);
      return t('outbox.forward.declined', { title });
    });
  return (
    <Dialog
      isOpen
      size="small"
      title={t('outbox.forward.declineTitle')}
      onOpenChange={() => onClose(false)}
      footer={
        <>
          <Button onPress={() => onClose(false)}>{t('outbox.forward.cancel')}</Button>
          <Button variant="danger" isPending={isPending} isDisabled={reply.trim() === ''} onPress={() => once(decline)}>
            {t('outbox.forward.decline')}
          </Button>
        </>
      }
    >
      <p>{t('outbox.forward.declineText', { name })}</p>
      <TextArea
        label={t('outbox.forward.reply')}
        value={reply}
        onChange={setReply}
        maxLength={MAX_FORWARD_REPLY}
        isRequired
      />
    </Dialog>
  );
}
