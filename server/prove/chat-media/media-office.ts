import { createPasswordHasher } from '../../features/auth/hash-password';
import { createMember } from '../../features/members/create-member';
import { createTeam } from '../../features/members/create-team';
import type { Deps } from '../../deps';
import { TEST_PASSWORD, type Office } from '../../test/office';
import { Tablet } from '../../test/tablet';
import { openLine, type WhatsappOffice } from '../../test/whatsapp-office';

export type MediaOffice = {
  readonly line: WhatsappOffice;
  readonly device: Tablet;
  readonly customers: readonly { readonly id: string; readonly phone: string }[];
};
const PEOPLE = 8;

/** Somebody with a device, a line that may write as much as it likes, and people at its other end. */
export async function openMediaOffice(base: Deps): Promise<MediaOffice> {
  const deps: Deps = { ...base, passwords: createPasswordHasher({ memoryCost: 64, timeCost: 1 }) };
  const by = { memberId: null, ip: '' };
  const { id: teamId } = await createTeam(deps, by, 'İzmir');
  const email = 'danisman@saha.example';
  const about = { fullName: 'Danışman', email, role: 'agent' as const, teamId };
  const { memberId } = await createMember(deps, by, about, TEST_PASSWORD);
  // What the devices of tests ask of an office.
  const office = { deps, clock: { nowMs: Date.now() } } as unknown as Office;
  const device = await Tablet.signIn(office, { id: memberId, email });
  const line = await openLine(deps, [memberId]);
  await deps.pool.query('UPDATE lines SET daily_cap = 1000000, new_chat_cap = 1000000');
  await deps.pool.query('UPDATE sending_rates SET per_second = 1000');
  const customers = Array.from({ length: PEOPLE }, (_, at) => {
    const phone = `+905320002${String(at).padStart(3, '0')}`;
    return { id: device.create('customers', device.newCustomer({ phone })), phone };
  });
  await device.push('customers');
  return { line, device, customers };
}
