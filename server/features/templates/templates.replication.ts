import { templates } from '../../../sync/collections/template';
import type { NounReplication } from '../../lib/noun-replication';
import { checkTemplate, mayPushTemplate } from './template-push-rules';

export const templateReplication: NounReplication = {
  definition: templates,
  columns: {
    name: 'text',
    purpose: 'text',
    emailSubjectTr: 'text',
    emailBodyTr: 'text',
    emailSubjectEn: 'text',
    emailBodyEn: 'text',
    smsTr: 'text',
    smsEn: 'text',
    files: 'json',
    archivedAt: 'instantOrNone',
    createdBy: 'uuid',
    createdAt: 'instant',
  },
  mayPush: mayPushTemplate,
  check: checkTemplate,
};
