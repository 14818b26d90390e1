import { PenLine, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useDatabase } from '../../database/database-context';
import { isRemains } from '../../database/is-remains';
import { useDocument } from '../../database/use-document';
import { useText } from '../../i18n/use-text';
import { draftKey, dropDraft, keepDraft, lookAtDraftsUnder, readDraft, saveDraft } from '../../shell/draft-store';
import { LinkButton } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { showToast } from '../../ui/toast';
import { useValueWords } from '../audit/use-value-words';
import { customerName } from '../customers/customer-name';
import { halfTypedIn, type HalfTyped } from './half-typed';
import styles from './outbox-screen.module.css';

const NONE: readonly HalfTyped[] = [];

/** What this person typed and saved nowhere, each with the way on. It is on this device alone, and nothing sends it. */
export function HalfTypedPanel() {
  const t = useText();
  const { memberId } = useDatabase().me;
  const [found, setFound] = useState(NONE);
  const look = useCallback(
    async () => setFound(halfTypedIn(await lookAtDraftsUnder(draftKey(memberId, '')))),
    [memberId],
  );
  useEffect(() => {
    // Where they cannot be read, forms could not keep anything either, and have said so.
    look().catch(() => undefined);
  }, [look]);
  const notStored = () => showToast({ text: t('shell.left.notStored'), tone: 'attention' });
  const remove = async ({ name }: HalfTyped) => {
    const key = draftKey(memberId, name);
    const content = await readDraft(key);
    await dropDraft(key);
    await look();
    const undo = async () => {
      if (content === null) return;
      keepDraft(key, () => content);
      await saveDraft(key);
      await look();
    };
    showToast({
      text: t('shell.left.deleted'),
      action: { label: t('shell.left.undo'), onPress: () => void undo().catch(notStored) },
    });
  };
  if (found.length === 0) return null;
  return (
    <Panel isFlush title={t('outbox.halfTyped.title', { count: found.length })}>
      <p className={styles.why}>{t('outbox.halfTyped.text')}</p>
      {found.map((one) => (
        <HalfTypedRow key={one.name} one={one} onRemove={() => void remove(one).catch(notStored)} />
      ))}
    </Panel>
  );
}

function HalfTypedRow({ one, onRemove }: { one: HalfTyped; onRemove: () => void }) {
  const t = useText();
  const { labelOf } = useValueWords('customers');
  const appointment = useDocument('appointments', one.appointmentId || undefined);
  const conversation = useDocument('conversations', one.conversationId || undefined);
  const customerId = one.customerId || appointment?.customerId || conversation?.customerId;
  const customer = useDocument('customers', customerId || undefined);
  const name = customer === undefined || customer === null || isRemains(customer) ? '' : customerName(customer, t);
  const what = one.field === '' ? t(one.words) : labelOf(one.field);
  const title = name || what;
  const detail = [...(name === '' ? [] : [what]), one.text].filter((part) => part !== '').join(' · ');
  return (
    <Row
      icon={<PenLine {...iconSize.row} />}
      title={title}
      detail={<span dir="auto">{detail}</span>}
      isAfterBelow
      after={
        <span className={styles.ways}>
          <LinkButton href={one.href} aria-label={t('outbox.halfTyped.goOnWith', { what: `${title}, ${detail}` })}>
            {t('outbox.halfTyped.goOn')}
          </LinkButton>
          <IconButton
            label={t('outbox.halfTyped.delete', { what: name === '' ? what : `${name}, ${what}` })}
            icon={<Trash2 {...iconSize.row} />}
            onPress={onRemove}
          />
        </span>
      }
    />
  );
}
