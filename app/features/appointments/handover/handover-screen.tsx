import { ArrowRightLeft, Ban } from 'lucide-react';
import { useMemo, useState } from 'react';
import { kindOf } from '../../../../sync/rules/approval';
import type { MemberFields } from '../../../../sync/collections/member';
import { useDatabase } from '../../../database/database-context';
import { useReceiving } from '../../../database/use-sync-status';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Screen, Stack } from '../../../shell/screen';
import { Button } from '../../../ui/button';
import { Checkbox } from '../../../ui/checkbox';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { EmptyState } from '../../../ui/empty-state';
import { iconSize } from '../../../ui/icon-size';
import { Panel } from '../../../ui/panel';
import { Particulars } from '../../../ui/particulars';
import { Select } from '../../../ui/select';
import { Skeleton } from '../../../ui/skeleton';
import { showToast } from '../../../ui/toast';
import { useNowMs } from '../../../ui/use-now';
import { memberOptions } from '../../members/member-options';
import { useMembers } from '../../members/use-members';
import { useAppointmentKinds } from '../../settings/use-appointment-kinds';
import type { TakeBack } from '../appointment-verbs';
import type { Appointment } from '../use-appointments';
import { useCustomers } from '../use-customers';
import { cancelAll, handOver, previewOf } from './hand-over';
import styles from './handover.module.css';
import type { LeavingAgent } from './needing-handover';
import { useHandover } from './use-handover';

const YEAR_MS = 360 * 86_400_000;

/** The appointments of people who are away or have left: given to somebody else or cancelled, all together. */
export default function HandoverScreen() {
  const t = useText();
  const { isReceiving, text } = useReceiving();
  const { groups, all } = useHandover();
  return (
    <Screen title={t('appointments.handover.title')} back="/more">
      {groups === undefined || all === undefined ? (
        <Skeleton rows={6} />
      ) : groups.length === 0 ? (
        <EmptyState
          illustration="calendar"
          title={t(isReceiving ? 'appointments.receiving.title' : 'appointments.handover.none')}
        >
          {t(isReceiving ? text : 'appointments.handover.noneText')}
        </EmptyState>
      ) : (
        <Stack>
          {groups.map((group) => (
            <div key={`${group.agent.id} ${group.absence?.id ?? ''}`} data-list-row>
              <Leaving group={group} all={all} />
            </div>
          ))}
        </Stack>
      )}
    </Screen>
  );
}

function Leaving({ group, all }: { group: LeavingAgent<MemberFields>; all: readonly Appointment[] }) {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  const kinds = useAppointmentKinds();
  const { all: members } = useMembers();
  const { agent, absence, all: listed } = group;
  const { byId: customers, nameOf } = useCustomers(listed.map(({ appointment }) => appointment.customerId));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [toId, setToId] = useState<string | null>(null);
  const [isCancelling, setCancelling] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const to = members.find(({ id }) => id === toId);
  /** Beyond it a day of the week and a month do not say which year is meant. */
  const withinYear = new Date(useNowMs() + YEAR_MS).toISOString();
  const me = useMemo(() => ({ id: db.me.memberId, role: db.me.role, teamId: db.me.teamId }), [db]);
  const rows = useMemo(
    () =>
      listed.map((one) => ({
        one,
        preview: to === undefined ? null : previewOf(one, customers.get(one.appointment.customerId), to, me, all),
      })),
    [listed, to, customers, me, all],
  );
  const chosen = rows.filter(({ one }) => !left.has(one.appointment.id));
  const given = chosen.filter(({ preview }) => preview?.isRefused === false).map(({ one }) => one);
  const shares = new Set(
    chosen
      .filter(({ preview }) => preview?.isShared === true && !preview.isRefused)
      .map(({ one }) => one.appointment.customerId),
  ).size;
  const choose = (id: string, isOn: boolean) =>
    setLeft((before) => {
      const next = new Set(before);
      if (isOn) next.delete(id);
      else next.add(id);
      return next;
    });
  const act = async (work: () => Promise<TakeBack>, text: string) => {
    const notStored = () => showToast({ text: t('appointments.notStored'), tone: 'attention' });
    setBusy(true);
    try {
      const takeBack = await work();
      showToast({
        text,
        action: { label: t('appointments.undo'), onPress: () => void takeBack().catch(notStored) },
        timeoutMs: 20_000,
      });
    } catch {
      notStored();
    }
    setBusy(false);
  };
  const others = members.filter((member) => member.isActive && member.id !== agent.id);
  return (
    <Panel
      title={agent.fullName}
      action={
        <span className={styles.why}>
          {absence === null
            ? t('appointments.handover.left')
            : t(absence.fromOn === absence.toOn ? 'appointments.handover.awayOn' : 'appointments.handover.away', {
                from: formats.day(absence.fromOn),
                to: formats.day(absence.toOn),
              })}
        </span>
      }
      isFlush
    >
      {/* Before the list: after a whole one they would be out of sight. */}
      <div className={styles.acts}>
        <Select
          label={t('appointments.handover.to')}
          placeholder={t('members.choose')}
          value={toId}
          onChange={setToId}
          options={memberOptions(others)}
        />
        <p className={styles.about} aria-live="polite">
          {t('appointments.handover.chosen', { count: chosen.length })}
          {shares > 0 && ` · ${t('appointments.handover.shares', { count: shares })}`}
        </p>
        <div className={styles.buttons}>
          <Button
            variant="primary"
            icon={<ArrowRightLeft {...iconSize.row} />}
            isDisabled={isBusy || to === undefined || given.length === 0}
            onPress={() => {
              if (to !== undefined)
                void act(
                  () => handOver(db, given, to, customers),
                  t('appointments.handover.given', { count: given.length }),
                );
            }}
          >
            {t('appointments.handover.give')}
          </Button>
          <Button
            variant="quietDanger"
            icon={<Ban {...iconSize.row} />}
            isDisabled={isBusy || chosen.length === 0}
            onPress={() => setCancelling(true)}
          >
            {t('appointments.handover.cancel')}
          </Button>
        </div>
      </div>
      <ul className={styles.list}>
        {rows.map(({ one: { appointment, scope }, preview }) => (
          <li key={appointment.id} className={styles.item}>
            <Checkbox
              isSelected={!left.has(appointment.id)}
              onChange={(isOn) => choose(appointment.id, isOn)}
              detail={
                <Particulars
                  texts={[
                    appointment.startsAt < withinYear
                      ? formats.weekdayTime(appointment.startsAt, appointment.endsAt)
                      : formats.dateTime(appointment.startsAt),
                    kinds.nameOf(kindOf(appointment)),
                    scope === 'following' ? t('appointments.scope.following') : '',
                  ]}
                />
              }
            >
              {nameOf(appointment.customerId)}
            </Checkbox>
            {preview !== null && preview.clashes > 0 && (
              <span className={styles.amber}>
                {t(scope === 'this' ? 'appointments.handover.clash' : 'appointments.handover.clashes', {
                  count: preview.clashes,
                })}
              </span>
            )}
            {preview?.isRefused === true && (
              <span className={styles.brick}>{t('appointments.handover.notShared')}</span>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={isCancelling}
        onOpenChange={setCancelling}
        tone="danger"
        title={t('appointments.handover.cancelTitle', { count: chosen.length })}
        message={t('appointments.handover.cancelText', { name: agent.fullName })}
        cancelLabel={t('ui.leaveAsIs')}
        confirmLabel={t('appointments.handover.cancel')}
        onConfirm={() => {
          setCancelling(false);
          const ending = chosen.map(({ one }) => one);
          void act(
            () => cancelAll(db, ending, t('appointments.handover.reason', { name: agent.fullName })),
            t('appointments.handover.cancelled', { count: ending.length }),
          );
        }}
      />
    </Panel>
  );
}
