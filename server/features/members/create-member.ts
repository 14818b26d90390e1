import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import { officeWords } from '../auth/office-words';
import { requireStrongPassword } from '../auth/password-policy';
import { checkMemberInput, type MemberInput } from './member-input';
import {
  inTransaction,
  insertMember,
  lockUnopened,
  recordAudit,
  setPassword,
  type Administrator,
} from './members.store';
import { newTemporaryPassword } from './temporary-password';
import { updateMember } from './update-member';

type Created = { readonly memberId: string; readonly password: string };
/** `memberId`: made by whoever asks, so that asking again after a lost answer adds nobody a second time. */
type NewMember = MemberInput & { readonly memberId?: string | undefined };

/** Adds a person. `password` is what they sign in with first, made here unless given; the caller shows it once. */
export async function createMember(
  deps: Deps,
  by: Administrator,
  { memberId: givenId, ...input }: NewMember,
  givenPassword?: string,
): Promise<Created> {
  const values = checkMemberInput(input);
  if (givenPassword !== undefined)
    await requireStrongPassword(givenPassword, { ...values, officeWords: await officeWords(deps) });
  const password = givenPassword ?? newTemporaryPassword();
  const passwordHash = await deps.passwords.hash(password);
  const memberId = givenId ?? deps.newId();
  try {
    await inTransaction(deps.prisma, async (tx) => {
      await insertMember(tx, memberId, values, { passwordHash, isTemporary: givenPassword === undefined }, deps.now());
      await recordAudit(tx, by, 'member.created', memberId, {}, values, deps.now());
    });
  } catch (error) {
    const isTaken = error instanceof CodedError && error.code === 'member.emailTaken';
    if (!isTaken || givenId === undefined) throw error;
    if (!(await passwordAgain(deps, by, memberId, passwordHash))) throw error;
    // What was corrected since the answer was lost.
    await updateMember(deps, by, memberId, input);
    return { memberId, password };
  }
  deps.hub.publish(['members']);
  deps.log.info({ action: 'member.created', memberId, by: by.memberId, role: values.role }, 'member created');
  return { memberId, password };
}

/**
 * The person was added and nobody saw the password, which is nowhere by now: they get this one. False where there is no
 * such person, or one who has signed in.
 */
async function passwordAgain(deps: Deps, by: Administrator, memberId: string, passwordHash: string): Promise<boolean> {
  const isGiven = await inTransaction(deps.prisma, async (tx) => {
    if (!(await lockUnopened(tx, memberId))) return false;
    await setPassword(tx, memberId, { passwordHash, isTemporary: true }, deps.now());
    await recordAudit(tx, by, 'member.passwordReset', memberId, {}, {}, deps.now());
    return true;
  });
  if (isGiven) deps.log.info({ action: 'member.passwordReset', memberId, by: by.memberId }, 'member created again');
  return isGiven;
}
