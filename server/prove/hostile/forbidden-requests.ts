/** Small requests, well formed and signed in, for what their callers may not do. */
import { v7 as uuidv7 } from 'uuid';
import type { Random } from '../../../prisma/factories/random';
import { editOfCustomer } from '../wire/push-examples';
import { callOf } from '../wire/wire-client';
import { PASSWORD, unsentWorkOf } from '../wire/wire-office';
import type { Cast, Hostile } from './cast';

/** Long enough, and among the first that anybody tries. */
const COMMON_PASSWORDS = ['1234567890', 'qwertyuiop', 'password123', 'saha-demo-2026', 'iloveyou123'];
const MANY = 2 ** 31;
/** A customer as no device makes one. */
const TOO_OLD = {
  firstName: 'Eski',
  language: 'tr',
  source: 'fair',
  stage: 'new',
  sharedWith: [],
  createdAt: '0000-01-01T00:00:00.000Z',
};

export function forbidden(random: Random, cast: Cast): Hostile {
  const agent = random.pick(cast.agents);
  const { guest } = cast;
  switch (random.below(10)) {
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
    case 5: {
      // By their own device, or by one that has never been here.
      const author = { ...cast.admin, deviceId: random.pick([cast.admin.deviceId, newDeviceName(random)]) };
      return {
        what: 'work of an admin on a customer of another team, brought in by a manager',
        request: callOf(
          'mutation',
          'work.importFile',
          unsentWorkOf(cast.office, author, [customerRow(author, agent.customerId, { notes: 'ele geçirildi' })]),
          random.pick(cast.managers).cookie,
        ),
      };
    }
    case 6:
      return {
        what: 'the end of what another device hands in',
        request: callOf(
          'mutation',
          'sync.surrender',
          { ...unsentWorkOf(cast.office, { ...cast.lost, deviceId: cast.lost.otherDeviceId }, []), isLast: true },
          cast.lost.cookie,
        ),
      };
    case 7:
      return {
        what: 'ending the other sessions without the password typed lately',
        request: callOf('mutation', 'auth.revokeOtherSessions', undefined, cast.unconfirmed.cookie),
      };
    case 8:
      return {
        what: 'a customer who was made in the year nought',
        request: pushed(agent, uuidv7(), { ...TOO_OLD, ownerId: agent.memberId, createdBy: agent.memberId }, 0),
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

type Sender = { readonly deviceId: string; readonly cookie: string };

/** Fields of a customer, over nothing that was shown; `seen` 0 makes one. */
const pushed = (sender: Sender, customerId: string, values: Readonly<Record<string, unknown>>, seen = 1) => {
  const { row } = customerRow(sender, customerId, values);
  return callOf(
    'mutation',
    'sync.push',
    { ...editOfCustomer(sender, customerId), rows: [{ ...row, seen }] },
    sender.cookie,
  );
};

function customerRow({ deviceId }: Sender, id: string, values: Readonly<Record<string, unknown>>) {
  const [edit] = editOfCustomer({ deviceId }, id).rows;
  const { stamp } = Object.values(edit!.patch)[0]!;
  const patch = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { seq: 1_000, stamp, base: '', values: { [name]: value } }]),
  );
  return { collection: 'customers', row: { id, seen: 1, patch } };
}

const newDeviceName = (random: Random) => random.below(MANY).toString(16).padStart(8, 'a');
