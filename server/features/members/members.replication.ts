import { members } from '../../../sync/collections/member';
import type { NounReplication } from '../../lib/noun-replication';

export const memberReplication: NounReplication = {
  definition: members,
  columns: {
    fullName: 'text',
    email: 'text',
    role: 'text',
    teamId: 'uuidOrNone',
    teamName: { kind: 'textOrNone', expression: '(SELECT t.name FROM teams t WHERE t.id = d.team_id)' },
    colour: 'integer',
    isActive: 'boolean',
  },
};
