import type { SettingFields } from '../../../sync/collections/setting';
import { isForAdmins, isRightlyNamed, mayDecideSetting } from '../../../sync/rules/setting-rights';
import { isServerKey, isSettingKey } from '../../../sync/rules/setting-values';
import { settingValue } from '../../../sync/rules/settings';
import { problem, type Change, type Problem, type PushFacts } from '../../lib/push-rule';

/** Before the merge: is this theirs to decide? */
export function mayPushSetting({ before, wanted }: Change, { pusher, members }: PushFacts): Problem | null {
  if (before === null && wanted['createdBy'] !== pusher.id) return problem('request.invalid', { field: 'createdBy' });
  if (isServerKey(String((before ?? wanted)['key']))) return problem('setting.mayNotChange');
  if (isForAdmins(String((before ?? wanted)['key'])) && pusher.role !== 'admin') return problem('setting.mayNotChange');
  const memberId = String((before ?? wanted)['memberId'] ?? '');
  if (memberId === '') return mayDecideSetting(pusher, null) ? null : problem('setting.mayNotChange');
  const member = members.get(memberId);
  if (member === undefined) return problem('setting.memberUnknown');
  return mayDecideSetting(pusher, { id: memberId, teamId: member.teamId }) ? null : problem('setting.mayNotChange');
}

/**
 * After the merge: is it named as it must be, and of the shape of its key? What a later build decides about is kept.
 */
export function checkSetting({ id, before, after, wanted, touched }: Change): Problem | null {
  const setting = after as SettingFields;
  if (before === null && !isRightlyNamed({ ...setting, id })) return problem('request.invalid', { field: 'id' });
  // Also a value that loses: it goes on a card, and from there perhaps into its place.
  const isRight = (value: unknown) => !isSettingKey(setting.key) || settingValue(setting.key, value) !== null;
  const values = before === null || touched.has('value') ? [setting.value, wanted['value'] ?? setting.value] : [];
  return values.every(isRight) ? null : problem('sync.invalidDocument', { field: 'value' });
}
