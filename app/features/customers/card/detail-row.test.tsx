// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { Basis } from '../../../../sync/rules/document';
import { makeStamp } from '../../../../sync/rules/stamp';
import { DatabaseContext, type SahaDatabase } from '../../../database/database-context';
import { closeDevices, synced } from '../../../database/test/devices';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { RECORD_KINDS } from '../../../records/record-kinds';
import { RecordsProvider } from '../../../records/records-context';
import type { FieldDraft, LeftText } from '../../../shell/loose-drafts';
import { DetailRow } from './detail-row';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(cleanup);

const realFrame = globalThis.requestAnimationFrame;
const THEIRS = 'bbbbbbbb';
const basis = (city: string, atMs = 1, device = THEIRS): Basis => ({
  stamp: makeStamp(atMs, 0, device),
  values: { city },
});
let db: SahaDatabase;
beforeAll(async () => {
  db = (await synced(new OfficeInMemory())).db;
});
afterAll(closeDevices);

function open() {
  const calls = { keep: vi.fn(), drop: vi.fn(), onSave: vi.fn(() => Promise.resolve(true)) };
  const row = (found: LeftText | undefined, now: Basis) => (
    <IntlProvider locale="tr" onError={() => undefined}>
      <RecordsProvider value={RECORD_KINDS}>
        <DatabaseContext.Provider value={db}>
          <DetailRow
            label="Şehir"
            value={String(now.values['city'])}
            fact={{ id: 'c', field: 'city', basis: now }}
            problemOf={() => null}
            onSave={calls.onSave}
            kept={{ found, keep: calls.keep, drop: calls.drop } satisfies FieldDraft}
          />
        </DatabaseContext.Provider>
      </RecordsProvider>
    </IntlProvider>
  );
  const view = render(row(undefined, basis('Adana')));
  const show = (found: LeftText | undefined, now = basis('Adana')) => view.rerender(row(found, now));
  return { ...calls, show, arrive: (now: Basis) => show(undefined, now) };
}
const field = () => screen.getByLabelText<HTMLInputElement>('Şehir');
const openFact = (person: ReturnType<typeof userEvent.setup>) =>
  person.click(screen.getByRole('button', { name: /Şehir/ }));

test('what is typed is kept with every letter and what it was typed over, and forgotten when it is saved', async () => {
  const person = userEvent.setup();
  const { keep, drop, onSave } = open();
  await openFact(person);
  await person.clear(field());
  await person.type(field(), 'Muş');
  expect(keep).toHaveBeenLastCalledWith('Muş', basis('Adana'));
  expect(drop).not.toHaveBeenCalled();
  await person.keyboard('{Enter}');
  expect(onSave).toHaveBeenCalledWith('Muş', basis('Adana'));
  await vi.waitFor(() => expect(drop).toHaveBeenCalledOnce());
});

test('Enter and Escape lead back to the fact, however late it is drawn again', async () => {
  // A frame that comes before React has drawn anything.
  vi.stubGlobal('requestAnimationFrame', (step: FrameRequestCallback) => {
    step(0);
    return 0;
  });
  onTestFinished(() => void vi.stubGlobal('requestAnimationFrame', realFrame));
  const person = userEvent.setup();
  const { drop } = open();
  await openFact(person);
  await person.type(field(), ' merkez{Enter}');
  await vi.waitFor(() => expect(drop).toHaveBeenCalledOnce());
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: /Şehir/ })));
  await openFact(person);
  await person.type(field(), '{Escape}');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: /Şehir/ }));
});

test('what was shown when the typing began goes with it, whatever has arrived since; the line says so', async () => {
  const person = userEvent.setup();
  const { arrive, onSave } = open();
  await openFact(person);
  await person.type(field(), ' merkez');
  arrive(basis('Ankara', 2));
  expect(field().value).toBe('Adana merkez');
  expect(screen.getByRole('status')).toBeTruthy();
  fireEvent.blur(field());
  await vi.waitFor(() => expect(onSave).toHaveBeenCalledWith('Adana merkez', basis('Adana')));
});

test('whoever has looked at what the other wrote types over that; looking is not leaving', async () => {
  const person = userEvent.setup();
  const { arrive, keep, onSave } = open();
  await openFact(person);
  await person.type(field(), ' merkez');
  arrive(basis('Ankara', 2));
  await person.click(screen.getByRole('button', { name: 'show' }));
  expect(onSave).not.toHaveBeenCalled();
  expect(screen.getByRole('status').textContent).toContain('Ankara');
  expect(keep).toHaveBeenLastCalledWith('Adana merkez', basis('Ankara', 2));
  await person.type(field(), '{Enter}');
  expect(onSave).toHaveBeenCalledWith('Adana merkez', basis('Ankara', 2));
});

test('a field in which nothing was typed shows what arrives, and leaving it writes nothing back', async () => {
  const person = userEvent.setup();
  const { arrive, onSave, drop } = open();
  await openFact(person);
  arrive(basis('Ankara', 2));
  expect(field().value).toBe('Ankara');
  fireEvent.blur(field());
  await vi.waitFor(() => expect(drop).toHaveBeenCalled());
  expect(onSave).not.toHaveBeenCalled();
});

test('what was left half typed waits beside the fact, never saves itself, and is typed over what it was', async () => {
  const person = userEvent.setup();
  const { show, drop, onSave } = open();
  show({ text: 'Eskiş', basis: basis('Adana') }, basis('Ankara', 2));
  expect(screen.queryByLabelText('Şehir', { selector: 'input' })).toBeNull();
  expect(screen.getByRole('group').textContent).toContain('Eskiş');
  // Looking around does nothing to it.
  await person.tab();
  await person.tab();
  await person.click(document.body);
  expect(onSave).not.toHaveBeenCalled();
  expect(drop).not.toHaveBeenCalled();
  await person.click(screen.getByRole('button', { name: 'goOn' }));
  expect(field().value).toBe('Eskiş');
  await person.type(field(), 'ehir{Enter}');
  expect(onSave).toHaveBeenCalledWith('Eskişehir', basis('Adana'));
});

test('what was left half typed can be dropped, and Escape gives up what one went on with', async () => {
  const person = userEvent.setup();
  const { show, drop, onSave } = open();
  show({ text: 'Eskiş', basis: null });
  await person.click(screen.getByRole('button', { name: 'giveUp' }));
  expect(drop).toHaveBeenCalledOnce();
  expect(screen.queryByRole('group')).toBeNull();
  show({ text: 'Muş', basis: null });
  await openFact(person);
  await person.type(field(), '{Escape}');
  expect(drop).toHaveBeenCalledTimes(2);
  expect(onSave).not.toHaveBeenCalled();
  expect(screen.getByRole('button', { name: /Adana/ })).toBeTruthy();
});
