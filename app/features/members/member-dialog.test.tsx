// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { heldOffice } from '../../api/test/held-office';
import { English } from '../../i18n/test/english';
import { MemberDialog } from './member-dialog';

const PATIENT = { timeout: 30_000 };
const TEAM = { id: '01890000-0000-7000-8000-0000000000bb', name: 'İzmir' };
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function withNewTeam(atOnce: Parameters<typeof heldOffice>[0]) {
  const person = userEvent.setup();
  const office = heldOffice(atOnce);
  render(
    <English>
      <MemberDialog onClose={() => undefined} onCreated={() => undefined} />
    </English>,
  );
  await person.type(await screen.findByLabelText(/Full name/, {}, PATIENT), 'Deniz Aksoy');
  await person.type(screen.getByLabelText(/E-mail/), 'deniz@saha.example');
  await person.click(screen.getByRole('button', { name: /No team/ }));
  await person.click(await screen.findByRole('option', { name: /New team/ }, PATIENT));
  await person.type(await screen.findByLabelText(/Name of the new team/, {}, PATIENT), TEAM.name);
  await person.click(screen.getByRole('button', { name: 'Add person' }));
  return { person, office };
}

test('the team that was made stands as chosen when the person was not added', async () => {
  let teams: object[] = [];
  const { office } = await withNewTeam({
    'members.teams': () => teams,
    'members.createTeam': () => {
      teams = [TEAM];
      return TEAM;
    },
  });
  await waitFor(() => expect(office.calls.map(({ path }) => path)).toEqual(['members.create']), PATIENT);
  expect(office.calls[0]?.input).toMatchObject({ teamId: TEAM.id });
  await act(async () => office.calls[0]?.fail());
  await screen.findByRole('button', { name: /İzmir/ }, PATIENT);
});

test('a team whose making was never answered can be chosen', async () => {
  let teams: object[] = [];
  const { person, office } = await withNewTeam({ 'members.teams': () => teams });
  await waitFor(() => expect(office.calls.map(({ path }) => path)).toEqual(['members.createTeam']), PATIENT);
  teams = [TEAM];
  await act(async () => office.calls[0]?.fail());
  await person.click(await screen.findByRole('button', { name: /New team/ }, PATIENT));
  await screen.findByRole('option', { name: 'İzmir' }, PATIENT);
});

test('somebody whose adding was never answered is added again as the same person', async () => {
  const { person, office } = await withNewTeam({ 'members.teams': () => [TEAM], 'members.createTeam': () => TEAM });
  await waitFor(() => expect(office.calls).toHaveLength(1), PATIENT);
  await act(async () => office.calls[0]?.fail());
  await person.click(await screen.findByRole('button', { name: 'Add person' }, PATIENT));
  await waitFor(() => expect(office.calls).toHaveLength(2), PATIENT);
  const [first, second] = office.calls.map(({ input }) => input);
  expect(first).toMatchObject({ memberId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(second).toEqual(first);
});

test('a team whose making was never answered is made again as the same one, and the next one as another', async () => {
  const { person, office } = await withNewTeam({ 'members.teams': () => [] });
  const asked = () => office.calls.filter(({ path }) => path === 'members.createTeam').map(({ input }) => input);
  await waitFor(() => expect(asked()).toHaveLength(1), PATIENT);
  await act(async () => office.calls[0]?.fail());
  await person.click(await screen.findByRole('button', { name: 'Add person' }, PATIENT));
  await waitFor(() => expect(asked()).toHaveLength(2), PATIENT);
  const [first, second] = asked();
  expect(first).toEqual({ name: TEAM.name, teamId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(second).toEqual(first);
});

const EGE = { id: '01890000-0000-7000-8000-0000000000cc', name: 'Ege' };
const DENIZ = {
  id: '01890000-0000-7000-8000-0000000000dd',
  fullName: 'Deniz Aksoi',
  email: 'deniz@saha.example',
  role: 'agent' as const,
  teamId: TEAM.id,
  teamName: TEAM.name,
  colour: 1,
  isActive: true,
};

async function editing() {
  const person = userEvent.setup();
  const stands = { fullName: DENIZ.fullName, email: DENIZ.email, role: 'manager', teamId: EGE.id };
  const office = heldOffice({ 'members.teams': () => [TEAM, EGE], 'members.show': () => stands });
  const onClose = vi.fn();
  render(
    <English>
      <MemberDialog member={DENIZ} onClose={onClose} onCreated={() => undefined} />
    </English>,
  );
  await screen.findByLabelText(/Full name/, {}, PATIENT);
  return { person, office, onClose };
}
const save = () => screen.findByRole('button', { name: 'Save' }, PATIENT);

test('of somebody who is edited what was changed is sent, over what was shown, and nothing else', async () => {
  const { person, office, onClose } = await editing();
  await person.clear(screen.getByLabelText(/Full name/));
  await person.type(screen.getByLabelText(/Full name/), 'Deniz Aksoy');
  await person.click(await save());
  await waitFor(() => expect(office.calls).toHaveLength(1), PATIENT);
  expect(office.calls[0]).toMatchObject({ path: 'members.update' });
  expect(office.calls[0]?.input).toEqual({
    memberId: DENIZ.id,
    member: { fullName: 'Deniz Aksoy' },
    shown: { fullName: DENIZ.fullName },
  });
  await act(async () => office.calls[0]?.answer(null));
  await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
});

test('whoever is refused sees what stands at the office by now, and saves over that', async () => {
  const { person, office } = await editing();
  await person.click(screen.getByRole('button', { name: /İzmir/ }));
  await person.click(await screen.findByRole('option', { name: 'No team' }, PATIENT));
  await person.click(await save());
  await waitFor(() => expect(office.calls).toHaveLength(1), PATIENT);
  await act(async () => office.calls[0]?.refuse('member.changedMeanwhile'));
  await screen.findByText('Changed meanwhile; what stands now: Ege', {}, PATIENT);
  // What the person left alone is shown as it stands, and said nothing about.
  await screen.findByRole('button', { name: /Manager/ }, PATIENT);
  expect(screen.getAllByText(/Changed meanwhile/)).toHaveLength(1);
  expect(screen.getByRole('alert').textContent).toContain('nothing was saved');
  await person.click(await save());
  await waitFor(() => expect(office.calls).toHaveLength(2), PATIENT);
  expect(office.calls[1]?.input).toEqual({ memberId: DENIZ.id, member: { teamId: '' }, shown: { teamId: EGE.id } });
});
