import { CalendarPlus, MessageCircle, Milestone, Tag, UserRoundCheck, UserRoundPlus } from 'lucide-react';
import { isGuestOf } from '../../../../sync/rules/customer-guest';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useDatabase } from '../../../database/database-context';
import type { SahaDatabase, StoredCustomer } from '../../../database/saha-database';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { iconSize } from '../../../ui/icon-size';
import { Menu } from '../../../ui/menu';
import type { MenuAction } from '../../../ui/menu-overlay';
import { SelectionBar } from '../../../ui/selection-bar';
import { showToast } from '../../../ui/toast';
import { useMembers } from '../../members/use-members';
import { LabelDot } from '../../settings/label-dot';
import { useLabels } from '../../settings/use-labels';
import { useStages } from '../../settings/use-stages';
import { changeMany, restoreMany, turnLabel, type BulkRefusal, type Changed, type CustomerValues } from './change-many';
import { hasChangedSince, readAsBegun } from './as-begun';
import { HandoverQuestion, useLeavesSight } from '../handover-question';
import { hasMovedSince, readStanding } from '../stage/standing';
import { useStageChange } from '../stage/use-stage-change';
import { MAX_SHARED } from '../card/shared-with';

/** Writes to these customers; `close` says whether anything was sent. */
export type BulkDialogOf = (customerIds: readonly string[], close: (isSent: boolean) => void) => ReactNode;
const BulkRefusals = lazy(() => import('./bulk-refusals'));
const BulkStepDialog = lazy(() => import('./bulk-step-dialog'));
/** Said this often while many are changed: every one of them would be heard as noise. */
const PROGRESS_EVERY = 25;
const OWNER = ['ownerId'] as const;
const NEXT_STEP = ['nextStepText', 'nextStepDueOn', 'nextStepDueTime', 'nextStepDoneAt'] as const;
type Change = (customer: StoredCustomer) => CustomerValues | BulkRefusal | null;
const readOwners = (db: SahaDatabase, ids: Iterable<string>) => readAsBegun(db, ids, OWNER);
const readSteps = (db: SahaDatabase, ids: Iterable<string>) => readAsBegun(db, ids, NEXT_STEP);

/** What can be done with several customers at once; each action can be taken back from the notice it leaves. */
export default function SelectionActions({
  selected,
  bulkDialog,
  onClose,
}: {
  selected: ReadonlySet<string>;
  bulkDialog: BulkDialogOf;
  onClose: () => void;
}) {
  const t = useText();
  const db = useDatabase();
  const stages = useStages().optionsWith();
  const { all: labels } = useLabels();
  const members = useMembers().all.filter((member) => member.isActive);
  const [progress, setProgress] = useState<number | null>(null);
  const isBusy = progress !== null;
  const stageChange = useStageChange();
  const leavesSight = useLeavesSight();
  /** Somebody of another team, about whom is asked first, and whose the customers were as it was begun. */
  const [newOwner, setNewOwner] = useState<{ id: string; begun: ReturnType<typeof readOwners> } | null>(null);
  /** The next steps that stood as another one for all was begun. */
  const [planning, setPlanning] = useState<ReturnType<typeof readSteps> | null>(null);
  /** Those who stayed as they were. */
  const [refused, setRefused] = useState<Changed['refused'] | null>(null);
  /** Those who were chosen when it was opened. */
  const [writtenTo, setWrittenTo] = useState<readonly string[] | null>(null);

  const isGuest = (customer: StoredCustomer) =>
    isGuestOf({ id: db.me.memberId, role: db.me.role, teamId: db.me.teamId }, customer);
  const restore = async (changed: Changed) => {
    const { skipped, gone } = await restoreMany(db, changed);
    if (skipped > 0) showToast({ text: t('customers.select.skipped', { count: skipped }) });
    if (gone > 0) showToast({ text: t('customers.select.goneSince', { count: gone }), tone: 'attention' });
  };
  /** `isForGood`: whoever did it cannot take it back. */
  const run = async (change: Change, isForGood = false) => {
    setProgress(0);
    const changed = await changeMany(db, selected, change, (count) => {
      if (count % PROGRESS_EVERY === 0) setProgress(count);
    });
    setProgress(null);
    const { failed } = changed;
    const done = changed.before.size;
    const left = selected.size - done - changed.refused.size;
    const text =
      failed > 0
        ? t('customers.select.partly', { done, failed })
        : done === 0
          ? t('customers.select.unchanged')
          : left > 0
            ? t('customers.select.changedSome', { count: done, left })
            : t('customers.select.changed', { count: done });
    showToast({
      text,
      ...(failed > 0 ? { tone: 'attention' as const } : {}),
      ...(done === 0 || isForGood
        ? {}
        : { action: { label: t('customers.select.undo'), onPress: () => void restore(changed) } }),
    });
    if (changed.refused.size > 0) setRefused(changed.refused);
    else if (failed === 0) onClose();
  };

  const menu = (label: string, icon: ReactNode, actions: readonly MenuAction[]) => (
    <Menu
      label={label}
      trigger={
        <Button variant="quiet" icon={icon} isDisabled={selected.size === 0 || isBusy}>
          {label}
        </Button>
      }
      actions={actions}
    />
  );
  const perMember = (onAction: (memberId: string) => void) =>
    members.map(({ id, fullName, teamName }) => ({
      id,
      label: fullName,
      detail: teamName,
      onAction: () => onAction(id),
    }));
  const moveAll = (stage: string) => {
    const begun = readStanding(db, selected);
    stageChange.begin(stage, (valuesOf) => {
      void begun.then((before) =>
        run((customer) => {
          if (customer.stage === stage) return null;
          return hasMovedSince(before.get(customer.id), customer) ? 'moved' : valuesOf(customer);
        }),
      );
    });
  };
  const handOver = async (ownerId: string, begun: ReturnType<typeof readOwners>) => {
    const before = await begun;
    await run((customer) => {
      if (customer.ownerId === ownerId) return null;
      if (hasChangedSince(before.get(customer.id), customer, OWNER)) return 'given';
      return isGuest(customer) ? 'guest' : { ownerId };
    }, leavesSight(ownerId));
  };
  const plan = async (step: CustomerValues, begun: ReturnType<typeof readSteps>) => {
    const before = await begun;
    await run((customer) =>
      hasChangedSince(before.get(customer.id), customer, NEXT_STEP) ? 'planned' : { ...step, nextStepDoneAt: '' },
    );
  };
  const share = (id: string) =>
    void run((customer) => {
      const { ownerId, sharedWith } = customer;
      if (ownerId === id || sharedWith.includes(id)) return null;
      if (isGuest(customer)) return 'guest';
      return sharedWith.length >= MAX_SHARED ? 'full' : { sharedWith: [...sharedWith, id] };
    });
  return (
    <SelectionBar
      label={t('customers.select.bar')}
      words={
        progress === null
          ? t('customers.select.count', { count: selected.size })
          : t('customers.select.progress', { done: progress, count: selected.size })
      }
      onClose={onClose}
    >
      <Button
        variant="quiet"
        icon={<MessageCircle {...iconSize.small} />}
        isDisabled={selected.size === 0 || isBusy}
        onPress={() => setWrittenTo([...selected])}
      >
        {t('messages.bulk.open')}
      </Button>
      {menu(
        t('customers.select.stage'),
        <Milestone {...iconSize.small} />,
        stages.map(({ id: stage, label }) => ({
          id: stage,
          label,
          onAction: () => moveAll(stage),
        })),
      )}
      {labels.length > 0 &&
        menu(
          t('customers.select.label'),
          <Tag {...iconSize.small} />,
          [true, false].flatMap((shallBeOn) =>
            labels
              .filter(({ isArchived }) => !isArchived || !shallBeOn)
              .map(({ id, name, colour }) => ({
                id: `${shallBeOn ? 'add' : 'remove'} ${id}`,
                label: shallBeOn ? name : t('customers.select.labelRemove', { name }),
                icon: <LabelDot colour={colour} />,
                onAction: () => void run(turnLabel(id, shallBeOn)),
              })),
          ),
        )}
      {db.me.role !== 'agent' &&
        menu(
          t('customers.select.owner'),
          <UserRoundCheck {...iconSize.small} />,
          perMember((id) => {
            const begun = readOwners(db, selected);
            if (leavesSight(id)) setNewOwner({ id, begun });
            else void handOver(id, begun);
          }),
        )}
      {menu(t('customers.select.share'), <UserRoundPlus {...iconSize.small} />, perMember(share))}
      <Button
        variant="quiet"
        icon={<CalendarPlus {...iconSize.small} />}
        isDisabled={selected.size === 0 || isBusy}
        onPress={() => setPlanning(readSteps(db, selected))}
      >
        {t('customers.select.nextStep')}
      </Button>
      {stageChange.question}
      <HandoverQuestion
        to={newOwner?.id ?? null}
        count={selected.size}
        onConfirm={() => newOwner !== null && void handOver(newOwner.id, newOwner.begun)}
        onClose={() => setNewOwner(null)}
      />
      {refused !== null && (
        <Suspense fallback={null}>
          <BulkRefusals refused={refused} onClose={onClose} />
        </Suspense>
      )}
      {planning !== null && (
        <Suspense fallback={null}>
          <BulkStepDialog
            count={selected.size}
            onStep={(step) => void plan(step, planning)}
            onClose={() => setPlanning(null)}
          />
        </Suspense>
      )}
      {writtenTo !== null &&
        bulkDialog(writtenTo, (isSent) => {
          setWrittenTo(null);
          if (isSent) onClose();
        })}
    </SelectionBar>
  );
}
