import { useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { longestText } from '../../../sync/collections/longest-text';
import { memberShape, ROLES, type MemberFields } from '../../../sync/collections/member';
import { api, errorCode, errorText } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useSubmit } from '../../api/use-submit';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import styles from './team-screen.module.css';

const FORM = 'member';
const NO_TEAM = 'none';
const NEW_TEAM = 'new';
const askTeams = () => api.members.teams.query();
/** Under which field a refusal is shown; others stand below the form. */
const FIELD_OF: Readonly<Record<string, 'name' | 'email' | 'team' | 'teamName'>> = {
  'error.member.nameMissing': 'name',
  'error.member.emailInvalid': 'email',
  'error.member.emailTaken': 'email',
  'error.team.unknown': 'team',
  'error.team.nameTaken': 'teamName',
  'error.team.nameMissing': 'teamName',
};

type Values = Pick<MemberFields, 'fullName' | 'role' | 'teamId'> & { readonly email: string };
const FIELDS = ['fullName', 'email', 'role', 'teamId'] as const;
const pick = (keys: readonly (keyof Values)[], of: Values): Partial<Values> =>
  Object.fromEntries(keys.map((key) => [key, of[key]]));

/**
 * Adds a person, or edits `member`: only what was changed is sent, over what was shown, so that what another admin
 * changes meanwhile stays.
 */
export function MemberDialog({
  member,
  onClose,
  onCreated,
}: {
  member?: MemberFields;
  onClose: () => void;
  onCreated: (given: { fullName: string; password: string }) => void;
}) {
  const t = useText();
  const { data: teams, error: teamsError, reload } = useCall(askTeams);
  const [shown, setShown] = useState<Values>(() => ({
    fullName: member?.fullName ?? '',
    email: member?.email ?? '',
    role: member?.role ?? 'agent',
    teamId: member?.teamId ?? '',
  }));
  /** What the office refused, as it stands otherwise there. */
  const [met, setMet] = useState<readonly (keyof Values)[]>([]);
  const [typed, setTyped] = useState<Partial<Values>>({});
  const change = (values: Partial<Values>) => setTyped((before) => ({ ...before, ...values }));
  const { fullName, email, role, teamId: team } = { ...shown, ...typed };
  const [teamName, setTeamName] = useState('');
  const [newId] = useState(() => uuidv7());
  const [newTeamId, setNewTeamId] = useState(() => uuidv7());
  const { isPending, refusal, submit } = useSubmit(async () => {
    let teamId = team;
    if (team === NEW_TEAM) {
      // Should the person be refused, the next try must not make the team again; nor where the answer was lost, and it
      // is there to be chosen.
      teamId = (await api.members.createTeam.mutate({ teamId: newTeamId, name: teamName }).finally(reload)).id;
      change({ teamId });
      // Whoever wants another one yet does not mean this one.
      setNewTeamId(uuidv7());
    }
    const values = { fullName, email, role, teamId };
    if (member === undefined) {
      const { password } = await api.members.create.mutate({ memberId: newId, ...values });
      onCreated({ fullName, password });
      return onClose();
    }
    const changed = FIELDS.filter((field) => values[field] !== shown[field]);
    if (changed.length > 0) await update(member.id, changed, values);
    onClose();
    return t('members.form.saved');
  });
  const update = async (memberId: string, changed: readonly (keyof Values)[], values: Values) => {
    try {
      await api.members.update.mutate({ memberId, member: pick(changed, values), shown: pick(changed, shown) });
    } catch (error) {
      if (errorCode(error) === 'member.changedMeanwhile') {
        // Saved again it is over this, which the person sees by then.
        const stands = await api.members.show.query({ memberId });
        setMet(changed.filter((field) => stands[field] !== shown[field]));
        setShown(stands);
        reload();
      }
      throw error;
    }
  };
  const shownRefusal = refusal ?? (teamsError === undefined ? null : errorText(teamsError));
  const nameOf = (id: string) => teamOptions.find((option) => option.id === (id || NO_TEAM))?.label ?? '';
  const wordsOf = (field: keyof Values) => {
    if (field === 'role') return t(`members.role.${shown.role}`);
    return field === 'teamId' ? nameOf(shown.teamId) : shown[field];
  };
  const errorOf = (key: 'name' | 'email' | 'role' | 'team' | 'teamName', field?: keyof Values) => {
    if (refusal !== null && FIELD_OF[refusal] === key) return t(refusal);
    return field !== undefined && met.includes(field) && (typed[field] ?? shown[field]) !== shown[field]
      ? t('members.form.stands', { value: wordsOf(field) })
      : undefined;
  };

  const teamOptions = [
    { id: NO_TEAM, label: t('members.form.noTeam') },
    ...(
      teams ?? (member === undefined || member.teamId === '' ? [] : [{ id: member.teamId, name: member.teamName }])
    ).map(({ id, name }) => ({ id, label: name })),
    { id: NEW_TEAM, label: t('members.form.newTeam') },
  ];

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t(member === undefined ? 'members.form.addTitle' : 'members.form.editTitle')}
      size="small"
      isDismissable={false}
      footer={
        <Button type="submit" form={FORM} variant="primary" isPending={isPending}>
          {t(member === undefined ? 'members.form.create' : 'members.form.save')}
        </Button>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate className={styles.form}>
        <TextField
          label={t('members.form.name')}
          value={fullName}
          onChange={(value) => change({ fullName: value })}
          error={errorOf('name', 'fullName')}
          autoCapitalize="words"
          autoComplete="off"
          autoFocus
          maxLength={longestText(memberShape.shape.fullName)}
          isRequired
        />
        <TextField
          label={t('members.form.email')}
          type="email"
          inputMode="email"
          value={email}
          onChange={(value) => change({ email: value })}
          error={errorOf('email', 'email')}
          autoComplete="off"
          autoCapitalize="off"
          maxLength={longestText(memberShape.shape.email)}
          isRequired
        />
        <Select
          label={t('members.form.role')}
          value={role}
          onChange={(id) => change({ role: ROLES.find((each) => each === id) ?? 'agent' })}
          error={errorOf('role', 'role')}
          options={ROLES.map((id) => ({ id, label: t(`members.role.${id}`), detail: t(`members.role.${id}Detail`) }))}
        />
        <Select
          label={t('members.form.team')}
          value={team === '' ? NO_TEAM : team}
          onChange={(id) => change({ teamId: id === NO_TEAM ? '' : id })}
          options={teamOptions}
          error={errorOf('team', 'teamId')}
        />
        {team === NEW_TEAM && (
          <TextField
            label={t('members.form.newTeamName')}
            value={teamName}
            onChange={setTeamName}
            error={errorOf('teamName')}
            maxLength={longestText(memberShape.shape.teamName)}
            isRequired
          />
        )}
        {shownRefusal !== null && FIELD_OF[shownRefusal] === undefined && (
          <p role="alert" className={styles.refusal}>
            {t(shownRefusal)}
          </p>
        )}
      </form>
    </Dialog>
  );
}
