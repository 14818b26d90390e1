// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { MemberFields } from '../../../sync/collections/member';
import { heldOffice } from '../../api/test/held-office';
import { English } from '../../i18n/test/english';
import { DevicesDialog } from './devices-dialog';
import { MemberRow } from './member-row';

const MEMBER: MemberFields = {
  id: '01890000-0000-7000-8000-0000000000aa',
  fullName: 'Deniz Aksoy',
  email: 'deniz@saha.example',
  role: 'admin',
  teamId: '',
  teamName: '',
  colour: 0,
  isActive: true,
};
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test.each([
  ['of somebody else', false, ['Edit details', 'Give a new password', 'Devices', 'Close account']],
  // It would end this session, and the screen would be covered before the new one was read.
  ['of their own', true, ['Edit details', 'Devices', 'Close account']],
])('what an admin can do about an account %s', async (_, isMe, offered) => {
  const person = userEvent.setup();
  render(
    <English>
      <MemberRow member={MEMBER} isMe={isMe} onTask={() => undefined} />
    </English>,
  );
  await person.click(await screen.findByRole('button', { name: /Deniz Aksoy/ }));
  // Its list is loaded when it is first opened, which takes its time on a busy machine.
  const items = await screen.findAllByRole('menuitem', {}, { timeout: 30_000 });
  expect(items.map(({ textContent }) => textContent)).toEqual(offered);
});

test('the device somebody asks on stands in the list as this one, and is not ended or lost from there', async () => {
  const device = { label: 'Chrome · Windows', lastSeenAt: '2026-01-05T10:00:00.000Z', state: 'open' };
  heldOffice({
    'members.devices': () => [
      { ...device, sessionId: 'here', isCurrent: true },
      { ...device, sessionId: 'there', isCurrent: false },
    ],
  });
  render(
    <English>
      <DevicesDialog member={MEMBER} onClose={() => undefined} />
    </English>,
  );
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText('This device');
  expect(dialog.getAllByText('Chrome · Windows')).toHaveLength(2);
  expect(dialog.getAllByRole('button', { name: /Chrome · Windows/ })).toHaveLength(2);
});
