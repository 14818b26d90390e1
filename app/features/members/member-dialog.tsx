import { useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { longestText } from '../../../sync/collections/longest-text';
import { memberShape, ROLES, type MemberFields, type Role } from '../../../sync/collections/member';
import { api, errorText } from '../../api/client';
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

/** Adds a person, or edits `member`. */
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
  const [fullName, setFullName] = useState(member?.fullName ?? '');
  const [email, setEmail] = useState(member?.email ?? '');
  const [role, setRole] = useState<Role>(member?.role ?? 'agent');
  const [team, setTeam] = useState(member === undefined || member.teamId === '' ? NO_TEAM : member.teamId);
  const [teamName, setTeamName] = useState('');
  const [newId] = useState(() => uuidv7());
  const [newTeamId, setNewTeamId] = useState(() => uuidv7());
  const { isPending, refusal, submit } = useSubmit(async () => {
    let teamId = team === NO_TEAM ? '' : team;
    if (team === NEW_TEAM) {
      // Should the person be refused, the next try must not make the team again; nor where the answer was lost, and it
      // is there to be chosen.
      teamId = (await api.members.createTeam.mutate({ teamId: newTeamId, name: teamName }).finally(reload)).id;
      setTeam(teamId);
      // Whoever wants another one yet does not mean this one.
      setNewTeamId(uuidv7());
    }
    const values = { fullName, email, role, teamId };
    if (member === undefined) {
      const { password } = await api.members.create.mutate({ memberId: newId, ...values });
      onCreated({ fullName, password });
      return onClose();
    }
    await api.members.update.mutate({ memberId: member.id, member: values });
    onClose();
    return t('members.form.saved');
  });
  const shownRefusal = refusal ?? (teamsError === undefined ? null : errorText(teamsError));
  const errorOf = (field: string) => (refusal !== null && FIELD_OF[refusal] === field ? t(refusal) : undefined);

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
          onChange={setFullName}
          error={errorOf('name')}
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
          onChange={setEmail}
          error={errorOf('email')}
          autoComplete="off"
          autoCapitalize="off"
          maxLength={longestText(memberShape.shape.email)}
          isRequired
        />
        <Select
          label={t('members.form.role')}
          value={role}
          onChange={(id) => setRole(ROLES.find((each) => each === id) ?? 'agent')}
          options={ROLES.map((id) => ({ id, label: t(`members.role.${id}`), detail: t(`members.role.${id}Detail`) }))}
        />
        <Select
          label={t('members.form.team')}
          value={team}
          onChange={setTeam}
          options={teamOptions}
          error={errorOf('team')}
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
