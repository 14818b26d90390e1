import { GitCompareArrows } from 'lucide-react';
import { openConflicts, type ConflictCard, type ConflictSide } from '../../../sync/rules/document';
import { stampMs } from '../../../sync/rules/stamp';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { useMembers } from '../members/use-members';
import styles from './conflict-cards.module.css';
import { markDifference } from './mark-difference';
import { joinedText, settledValues, sideText, type Settlement } from './settle-conflict';
import { useSaveCustomer } from './use-save-customer';

/** Facts two people changed without knowing of each other: both values, who and when, until someone decides. */
export function ConflictCards({ customer }: { customer: StoredCustomer }) {
  const save = useSaveCustomer(customer.id);
  const cards = openConflicts(customer.sync);
  const settle = async (card: ConflictCard, choice: Settlement) => {
    for (const values of settledValues(card, choice)) if (!await save(values)) return;
  };
  return <>{cards.map((card) => <Card key={card.id} card={card} onSettle={(choice) => void settle(card, choice)} />)}</>;
}

function Card({ card, onSettle }: { card: ConflictCard; onSettle: (choice: Settlement) => void }) {
  const t = useText();
  const { me } = useDatabase();
  const isDeletion = card.unit === 'deletedAt';
  const keepWords = (side: ConflictSide, other: ConflictSide) =>
    side.memberId === other.memberId ? t('customers.conflict.keepThis') : t(side.memberId === me.memberId ? 'customers.conflict.mine' : 'customers.conflict.theirs');
  return (
    <section className={styles.card} aria-label={t('customers.conflict.title', { field: t(`customers.field.${card.unit}`) })}>
      <h2 className={styles.title}>
        <GitCompareArrows {...iconSize.row} />
        {isDeletion ? t('customers.conflict.deletion') : t('customers.conflict.title', { field: t(`customers.field.${card.unit}`) })}
      </h2>
      <div className={styles.sides}>
        <Side card={card} side={card.shown} label={t('customers.conflict.shown')}>
          <Button onPress={() => onSettle('shown')}>{isDeletion ? t('customers.conflict.keepCustomer') : keepWords(card.shown, card.hidden)}</Button>
        </Side>
        <Side card={card} side={card.hidden} label={t('customers.conflict.hidden')}>
          <Button onPress={() => onSettle('hidden')}>{isDeletion ? t('customers.conflict.deleteCustomer') : keepWords(card.hidden, card.shown)}</Button>
        </Side>
      </div>
      {joinedText(card) !== null && <Button variant="quiet" onPress={() => onSettle('both')}>{t('customers.conflict.both')}</Button>}
    </section>
  );
}

function Side({ card, side, label, children }: { card: ConflictCard; side: ConflictSide; label: string; children: React.ReactNode }) {
  const t = useText();
  const formats = useFormats();
  const { me } = useDatabase();
  const { byId } = useMembers();
  const name = side.memberId === me.memberId ? t('customers.conflict.you') : byId.get(side.memberId)?.fullName ?? t('customers.owner.unknown');
  const text = sideText(card, side);
  const pieces = markDifference(text, sideText(card, side === card.shown ? card.hidden : card.shown));
  return (
    <div className={styles.side}>
      <p className={styles.label}>{label}</p>
      {card.unit !== 'deletedAt' && <p className={styles.value}>{text === '' ? t('customers.conflict.empty') : pieces.map((piece, at) => (piece.differs ? <mark key={at}>{piece.text}</mark> : piece.text))}</p>}
      <p className={styles.by}>{t('customers.conflict.by', { name, when: formats.dateTime(new Date(stampMs(side.stamp)).toISOString()) })}</p>
      {children}
    </div>
  );
}
