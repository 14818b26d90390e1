/** Who decides what (the office refuses the rest with `setting.mayNotChange`), and which id a thing has. */
import type { Role } from '../collections/role';
import { derivedId } from './derived-id';
import { isOwnKey, isSettingKey, OFFICE_KEYS } from './setting-values';

type Person = { readonly id: string; readonly role: Role; readonly teamId: string | null };

export const settingId = (key: string, subject: string) => derivedId('setting', key, subject);

/**
 * The office's own: managers and admins. Somebody's hours and absences: themselves, a manager of their team, admins.
 * `whose` is null for what is the office's; their team is null or '' where they are in none.
 */
export function mayDecideSetting(person: Person, whose: { id: string; teamId: string | null } | null): boolean {
  if (person.role === 'admin' || whose?.id === person.id) return true;
  if (person.role !== 'manager') return false;
  return whose === null || (person.teamId !== null && person.teamId !== '' && person.teamId === whose.teamId);
}

/** In whose name the office mails is for admins. */
export const isForAdmins = (key: string) => key === 'sender';

/** Whether what names a thing fits together. Of keys of a later build only the id is known. */
export function isRightlyNamed(setting: { id: string; key: string; subject: string; memberId: string }): boolean {
  const { id, key, subject, memberId } = setting;
  if (id !== settingId(key, subject)) return false;
  if (!isSettingKey(key)) return true;
  if (isOwnKey(key) !== (memberId !== '')) return false;
  if (key === 'week') return subject === memberId;
  return OFFICE_KEYS.some((one) => one === key) === (subject === '');
}
