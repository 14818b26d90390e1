import { GitCompareArrows } from 'lucide-react';
import type { ReactNode } from 'react';
import type { WritableCollectionName } from '../../../sync/collections/registry';
import type { ConflictCard, ConflictSide } from '../../../sync/rules/document';
import { stampMs } from '../../../sync/rules/stamp';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Attention } from '../../ui/attention';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { useRecordKind } from '../../records/records-context';
import { useValueWords } from '../audit/use-value-words';
import { useMembers } from '../members/use-members';
import styles from './conflict-cards.module.css';
import { markDifference } from './mark-difference';
import { cardsToSettle, joinedText, type Conflicted, type Settlement } from './settle-conflict';
import { useSettle } from './use-settle';
import { WholeValue } from './whole-value';

type Record = { collection: WritableCollectionName; document: Conflicted };

/** Facts of a record that two people changed without knowing of each other. Nothing where there are none. */
export function ConflictCards({ collection, document }: Record) {
  const { me } = useDatabase();
  return (
    <>
      {cardsToSettle(document, me.memberId).map((card) => (
        <ConflictCardOf key={card.id} collection={collection} document={document} card={card} />
      ))}
    </>
  );
}

/**
 * Both values, who and when, and the buttons that decide; stays until someone does. `about` says which record it is
 * where the card does not stand on it; what it stands in has a frame and an icon of its own.
 */
export function ConflictCardOf({
  collection,
  document,
  card,
  about,
}: Record & { card: ConflictCard; about?: ReactNode }) {
  const t = useText();
  const { me } = useDatabase();
  const settle = useSettle(collection, document.id);
  const { fields } = useRecordKind(collection);
  const isDeletion = card.unit === 'deletedAt';
  const words = useValueWords(collection);
  // Who looks after a customer is a manager's to decide.
  const mayDecide = card.unit !== 'ownerId' || me.role !== 'agent';
  const title = isDeletion
    ? t(`conflicts.deletion.${collection}`)
    : t('conflicts.title', { field: words.labelOf(card.unit) });
  const textOf = (side: ConflictSide) => {
    const isNothing = Object.values(side.values).every((value) => value === undefined || value === '');
    return isNothing && fields[card.unit]?.nothing === undefined ? '' : words.unitWordsOf(card.unit, side.values);
  };
  const whole = (side: ConflictSide, said: ReactNode) => (
    <WholeValue collection={collection} unit={card.unit} values={side.values}>
      {said}
    </WholeValue>
  );
  const keepWords = (side: ConflictSide, other: ConflictSide) =>
    side.memberId === other.memberId
      ? t('conflicts.keepThis')
      : t(side.memberId === me.memberId ? 'conflicts.mine' : 'conflicts.theirs');
  const choose = (choice: Settlement) => () => settle(card, choice);
  const decision = (
    <>
      <div className={styles.sides}>
        <Side card={card} side={card.shown} label={t('conflicts.shown')} textOf={textOf} whole={whole}>
          {mayDecide && (
            <Button onPress={choose('shown')}>
              {isDeletion ? t(`conflicts.keepRecord.${collection}`) : keepWords(card.shown, card.hidden)}
            </Button>
          )}
        </Side>
        <Side card={card} side={card.hidden} label={t('conflicts.hidden')} textOf={textOf} whole={whole}>
          {mayDecide && (
            <Button onPress={choose('hidden')}>
              {isDeletion ? t('conflicts.delete') : keepWords(card.hidden, card.shown)}
            </Button>
          )}
        </Side>
      </div>
      {!mayDecide && <p className={styles.by}>{t('conflicts.managerDecides')}</p>}
      {joinedText(collection, card, fields[card.unit]?.joins === true) !== null && (
        <Button variant="quiet" onPress={choose('both')}>
          {t('conflicts.both')}
        </Button>
      )}
    </>
  );
  if (about === undefined)
    return (
      <Attention icon={GitCompareArrows} title={title} className={styles.card}>
        {decision}
      </Attention>
    );
  return (
    <section className={classNames(styles.card, styles.plain)} aria-label={title}>
      {about}
      <h3 className={styles.title}>{title}</h3>
      {decision}
    </section>
  );
}

function Side({
  card,
  side,
  label,
  textOf,
  whole,
  children,
}: {
  card: ConflictCard;
  side: ConflictSide;
  label: string;
  /** As one reads it; '' for nothing. */
  textOf: (side: ConflictSide) => string;
  whole: (side: ConflictSide, said: ReactNode) => ReactNode;
  children: ReactNode;
}) {
  const t = useText();
  const formats = useFormats();
  const { me } = useDatabase();
  const { byId } = useMembers();
  const name =
    side.memberId === me.memberId
      ? t('conflicts.you')
      : (byId.get(side.memberId)?.fullName ?? t('conflicts.unknownMember'));
  const text = textOf(side);
  const pieces = markDifference(text, textOf(side === card.shown ? card.hidden : card.shown));
  return (
    <div className={styles.side}>
      <p className={styles.label}>{label}</p>
      {card.unit !== 'deletedAt' && (
        <p className={styles.value}>
          {text === ''
            ? t('conflicts.empty')
            : whole(
                side,
                pieces.map((piece, at) => (piece.differs ? <mark key={at}>{piece.text}</mark> : piece.text)),
              )}
        </p>
      )}
      <p className={styles.by}>
        {t('conflicts.by', { name, when: formats.dateTime(new Date(stampMs(side.stamp)).toISOString()) })}
      </p>
      {children}
    </div>
  );
}
