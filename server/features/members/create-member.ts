import type { Deps } from '../../deps';
import { officeWords } from '../auth/office-words';
import { requireStrongPassword } from '../auth/password-policy';
import { checkMemberInput, type MemberInput } from './member-input';
import { inTransaction, insertMember, recordAudit, type Administrator } from './members.store';
import { newTemporaryPassword } from './temporary-password';

/** Adds a person. `password` is what they sign in with first, made here unless given; the caller shows it once. */
export async function createMember(
  deps: Deps,
  by: Administrator,
  input: MemberInput,
  givenPassword?: string,
): Promise<{ memberId: string; password: string }> {
  const values = checkMemberInput(input);
  if (givenPassword !== undefined)
    await requireStrongPassword(givenPassword, { ...values, officeWords: await officeWords(deps) });
  const password = givenPassword ?? newTemporaryPassword();
  const passwordHash = await deps.passwords.hash(password);
  const memberId = deps.newId();
  await inTransaction(deps.prisma, async (tx) => {
    await insertMember(tx, memberId, values, { passwordHash, isTemporary: givenPassword === undefined }, deps.now());
    await recordAudit(tx, by, 'member.created', memberId, {}, values, deps.now());
  });
  deps.hub.publish(['members']);
  deps.log.info({ action: 'member.created', memberId, by: by.memberId, role: values.role }, 'member created');
  return { memberId, password };
}
