import { settings } from '../../../sync/collections/setting';
import type { NounReplication } from '../../lib/noun-replication';
import { checkSetting, mayPushSetting } from './setting-push-rules';

export const settingReplication: NounReplication = {
  definition: settings,
  columns: {
    key: 'text',
    subject: 'text',
    memberId: 'uuidOrNone',
    value: 'json',
    archivedAt: 'instantOrNone',
    createdBy: 'uuid',
    createdAt: 'instant',
  },
  mayPush: mayPushSetting,
  check: checkSetting,
  facts: { memberId: 'members' },
  // Whose it is decides who may change it.
  // Whoever changes when customers are reminded changes what is planned.
  effects: (context, written) => {
    if (written.some(({ after }) => after['key'] === 'reminderRule')) context.wake('plan-reminders');
    return Promise.resolve();
  },
  factsBeside: { value: ['memberId'], archivedAt: ['memberId'] },
};
