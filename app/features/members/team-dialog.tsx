import { useState } from 'react';
import { longestText } from '../../../sync/collections/longest-text';
import { memberShape } from '../../../sync/collections/member';
import { api } from '../../api/client';
import { useSubmit } from '../../api/use-submit';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';

const FORM = 'team-name';

/** Gives a team another name, at the office; it comes back with everybody's next synchronisation. */
export function TeamDialog({ team, onClose }: { team: { id: string; name: string }; onClose: () => void }) {
  const t = useText();
  const [name, setName] = useState(team.name);
  const { isPending, refusal, forgetRefusal, submit } = useSubmit(async () => {
    await api.members.renameTeam.mutate({ teamId: team.id, name });
    onClose();
    return t('members.team.renamed');
  });

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('members.team.renameTitle')}
      size="small"
      isDismissable={false}
      footer={
        <Button type="submit" form={FORM} variant="primary" isPending={isPending}>
          {t('members.form.save')}
        </Button>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate>
        <TextField
          label={t('members.team.name')}
          value={name}
          onChange={(typed) => {
            setName(typed);
            forgetRefusal();
          }}
          error={refusal === null ? undefined : t(refusal)}
          autoComplete="off"
          autoFocus
          maxLength={longestText(memberShape.shape.teamName)}
          isRequired
        />
      </form>
    </Dialog>
  );
}
