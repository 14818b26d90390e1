// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { afterEach, expect, test, vi } from 'vitest';
import type { FieldDraft } from '../../shell/loose-drafts';
import { DetailRow } from './detail-row';

afterEach(cleanup);

function open(kept: Partial<FieldDraft>) {
  const calls = { keep: vi.fn(), drop: vi.fn(), onSave: vi.fn(() => Promise.resolve(true)) };
  const row = (draft: FieldDraft) => (
    <IntlProvider locale="tr" onError={() => undefined}>
      <DetailRow label="Şehir" value="Adana" problemOf={() => null} onSave={calls.onSave} kept={draft} />
    </IntlProvider>
  );
  const view = render(row({ found: undefined, keep: calls.keep, drop: calls.drop, ...kept }));
  return { ...calls, view, show: (found: string) => view.rerender(row({ found, keep: calls.keep, drop: calls.drop })) };
}

test('what is typed is kept with every letter and forgotten when it is saved', async () => {
  const person = userEvent.setup();
  const { keep, drop, onSave } = open({});
  await person.click(screen.getByRole('button', { name: /Şehir/ }));
  await person.clear(screen.getByLabelText('Şehir'));
  await person.type(screen.getByLabelText('Şehir'), 'Muş');
  expect(keep).toHaveBeenLastCalledWith('Muş');
  expect(drop).not.toHaveBeenCalled();
  await person.keyboard('{Enter}');
  expect(onSave).toHaveBeenCalledWith('Muş');
  await vi.waitFor(() => expect(drop).toHaveBeenCalledOnce());
});

test('a field left half typed opens again with its words; Escape gives them up', async () => {
  const person = userEvent.setup();
  const { show, drop, onSave } = open({});
  show('Eskiş');
  expect(screen.getByLabelText<HTMLInputElement>('Şehir').value).toBe('Eskiş');
  await person.type(screen.getByLabelText('Şehir'), '{Escape}');
  expect(drop).toHaveBeenCalledOnce();
  expect(onSave).not.toHaveBeenCalled();
  expect(screen.getByRole('button', { name: /Adana/ })).toBeTruthy();
});
