/** Small requests, well formed and signed in, for what their callers may not do. */
import type { Random } from '../random';
import { editOfCustomer } from '../wire/push-examples';
import { callOf } from '../wire/wire-client';
import { PASSWORD } from '../wire/wire-office';
import type { Cast, Hostile } from './cast';

/** Long enough, and among the first that anybody tries. */
const COMMON_PASSWORDS = ['1234567890', 'qwertyuiop', 'password123', 'saha-demo-2026', 'iloveyou123'];
const MANY = 2 ** 31;

export function forbidden(random: Random, cast: Cast): Hostile {
  const agent = random.pick(cast.agents);
  const { guest } = cast;
  switch (random.below(6)) {
    case 0:
      return {
        what: 'a consent that is pushed instead of given',
        request: pushed(agent, agent.customerId, { marketingConsent: random.pick([true, false, 'yes', 1]) }),
      };
    case 1:
      return {
        what: 'a guest who deletes',
        request: pushed(guest, guest.customerId, { deletedAt: new Date().toISOString() }),
      };
    case 2:
      return {
        what: 'a guest who shares on',
        request: pushed(guest, guest.customerId, { sharedWith: [guest.memberId, random.pick(cast.agents).memberId] }),
      };
    case 3:
      return {
        what: 'what happened to another member’s account',
        request: callOf(
          'query',
          'audit.ofDocument',
          { collection: 'members', id: random.pick([cast.admin, ...cast.managers]).memberId, cursor: null },
          random.pick([agent, ...cast.managers]).cookie,
        ),
      };
    case 4:
      return {
        what: 'a password that everybody has',
        request: callOf(
          'mutation',
          'auth.changePassword',
          { currentPassword: PASSWORD, newPassword: random.pick(COMMON_PASSWORDS) },
          agent.cookie,
        ),
      };
    default:
      return {
        what: 'an admin’s act without the password typed lately',
        request: callOf(
          'mutation',
          'members.create',
          {
            fullName: 'Davetsiz Kişi',
            email: `davetsiz${random.below(MANY)}@ornek.example`,
            role: 'admin',
            teamId: null,
          },
          cast.unconfirmed.cookie,
        ),
      };
  }
}

/** One field of a customer, over nothing that was shown. */
function pushed(
  caller: { readonly deviceId: string; readonly cookie: string },
  customerId: string,
  values: Readonly<Record<string, unknown>>,
) {
  const edit = editOfCustomer(caller, customerId);
  const { stamp } = Object.values(edit.rows[0]!.patch)[0]!;
  const patch = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { seq: 1_000, stamp, base: '', values: { [name]: value } }]),
  );
  return callOf('mutation', 'sync.push', { ...edit, rows: [{ id: customerId, seen: 1, patch }] }, caller.cookie);
}
