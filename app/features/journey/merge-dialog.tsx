import { ChevronLeft } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Label, RadioGroup } from 'react-aria-components';
import { useSubmit } from '../../api/use-submit';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { saveTogether } from '../../database/save-together';
import { useDocument } from '../../database/use-document';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import field from '../../ui/field.module.css';
import { iconSize } from '../../ui/icon-size';
import { Skeleton } from '../../ui/skeleton';
import { showToast } from '../../ui/toast';
import { CustomerFinder } from '../appointments/form/customer-picker';
import { customerName } from '../customers/customer-name';
import { DuplicateWarning } from '../customers/duplicates/duplicate-warning';
import { useDuplicates } from '../customers/duplicates/use-duplicates';
import { useIsGuest } from '../customers/card/use-is-guest';
import { Choice, MergeRows } from './merge-rows';
import {
  mergeParts,
  mergeProblem,
  proposedChoices,
  unmergeParts,
  type MergeChoices,
  type MergeProblem,
} from './merge-records';
import styles from './merge.module.css';

/** Two records of one person become one: with which other, which of the two stays, and whose details stand. */
export default function MergeDialog({ customer, onClose }: { customer: StoredCustomer; onClose: () => void }) {
  const t = useText();
  const [otherId, setOtherId] = useState<string>();
  const other = useDocument('customers', otherId);
  if (other === null || other === undefined)
    return (
      <Dialog isOpen onOpenChange={onClose} title={t('customers.merge.title')}>
        {otherId === undefined ? <PickOther customer={customer} onPick={setOtherId} /> : <Skeleton rows={5} />}
      </Dialog>
    );
  return (
    <CompareRecords
      key={other.id}
      opened={customer}
      other={other}
      onBack={() => setOtherId(undefined)}
      onClose={onClose}
    />
  );
}

/** Who looks like the same person stands first; anybody else is looked for. */
function PickOther({ customer, onPick }: { customer: StoredCustomer; onPick: (id: string) => void }) {
  const t = useText();
  const [text, setText] = useState('');
  const likely = useDuplicates(customer, customer.id);
  return (
    <CustomerFinder
      text={text}
      onText={setText}
      onPick={onPick}
      exceptId={customer.id}
      above={
        text === '' && (
          <>
            <p className={styles.hint}>{t('customers.merge.pick')}</p>
            <DuplicateWarning rows={likely} person={customer} onPick={onPick} />
          </>
        )
      }
    />
  );
}

/** The two side by side, before they become one. */
export function CompareRecords({
  opened,
  other,
  onBack,
  onClose,
}: {
  opened: StoredCustomer;
  other: StoredCustomer;
  onBack: () => void;
  onClose: () => void;
}) {
  const t = useText();
  const db = useDatabase();
  const [stays, setStays] = useState<'opened' | 'other'>('opened');
  const [kept, lost] = stays === 'opened' ? [opened, other] : [other, opened];
  const proposed = useMemo(() => proposedChoices(kept, lost), [kept, lost]);
  // Of the person and not of the record that stays: who chose a number wants it whichever stays.
  const [chosen, setChosen] = useState<MergeChoices>({});
  const choices = useMemo(() => asSeenFrom(stays, proposed, chosen), [stays, proposed, chosen]);
  const isOpenedGuest = useIsGuest(opened);
  const isOtherGuest = useIsGuest(other);
  const mayNot = isOpenedGuest || isOtherGuest;
  const notStored = () => showToast({ text: t('customers.card.notStored'), tone: 'attention' });
  const { isPending, refusal, forgetRefusal, submit } = useSubmit<MergeProblem | 'notStored'>(
    async () => {
      const parts = mergeParts(kept, lost, choices);
      const undo = async () => {
        await saveTogether(db, 'customers', unmergeParts(kept, parts));
        showToast({ text: t('customers.merge.undone') });
      };
      await saveTogether(db, 'customers', parts);
      onClose();
      showToast({
        text: t('customers.merge.done', { name: customerName(lost, t) }),
        action: { label: t('customers.merge.undo'), onPress: () => void undo().catch(notStored) },
      });
    },
    { check: () => mergeProblem(kept, lost, choices), refusalOf: () => 'notStored' },
  );
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen && !isPending) onClose();
      }}
      isDismissable={false}
      title={t('customers.merge.title')}
      footer={
        <div className={styles.foot}>
          <Button variant="quiet" icon={<ChevronLeft {...iconSize.row} />} onPress={onBack} isDisabled={isPending}>
            {t('customers.merge.back')}
          </Button>
          <Button variant="primary" onPress={() => submit()} isDisabled={mayNot} isPending={isPending}>
            {t('customers.merge.confirm')}
          </Button>
        </div>
      }
    >
      <div className={styles.compare}>
        {mayNot && <p role="alert">{t('error.customer.mayNotMerge')}</p>}
        <RadioGroup
          value={stays}
          onChange={(id) => setStays(id === 'other' ? 'other' : 'opened')}
          className={field.field}
        >
          <Label className={field.label}>{t('customers.merge.keep')}</Label>
          <div className={styles.choices}>
            <Choice id="opened" words={t('customers.merge.opened', { name: customerName(opened, t) })} />
            <Choice id="other" words={t('customers.merge.other', { name: customerName(other, t) })} />
          </div>
        </RadioGroup>
        <MergeRows
          left={opened}
          right={other}
          leftIs={stays === 'opened' ? 'kept' : 'lost'}
          choices={choices}
          onChoose={(row, choice) => {
            forgetRefusal();
            setChosen((before) => ({ ...before, [row]: stays === 'opened' ? choice : turned(choice) }));
          }}
        />
        <p className={styles.hint}>{t('customers.merge.stays')}</p>
        {refusal !== null && (
          <p role="alert">
            {refusal === 'notStored'
              ? t('customers.card.notStored')
              : t(`customers.merge.tooMuch.${refusal.what}`, { limit: refusal.limit })}
          </p>
        )}
      </div>
    </Dialog>
  );
}

const turned = (choice: MergeChoices[keyof MergeChoices]) =>
  choice === 'kept' ? 'lost' : choice === 'lost' ? 'kept' : choice;

/** What was chosen is kept with the opened record as the one that stays. */
function asSeenFrom(stays: 'opened' | 'other', proposed: MergeChoices, chosen: MergeChoices): MergeChoices {
  return Object.fromEntries(
    Object.entries({ ...proposed, ...chosen }).map(([row, choice]) => [
      row,
      stays === 'opened' || !(row in chosen) ? choice : turned(choice),
    ]),
  );
}
