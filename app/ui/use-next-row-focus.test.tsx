// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { English } from '../i18n/test/english';
import { Button } from './button';
import { Dialog } from './dialog';
import { useNextRowFocus } from './use-next-row-focus';

afterEach(cleanup);

function Requests() {
  const [names, setNames] = useState(['Ayşe', 'Can', 'Defne']);
  const main = useNextRowFocus<HTMLElement>();
  return (
    <main ref={main} tabIndex={-1}>
      {names.length === 0 ? (
        <p>None</p>
      ) : (
        <ul>
          {names.map((name) => (
            <Request key={name} name={name} onDone={() => setNames(names.filter((one) => one !== name))} />
          ))}
        </ul>
      )}
      <button>Elsewhere</button>
    </main>
  );
}

function Request({ name, onDone }: { name: string; onDone: () => void }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <li>
      <a href={`#${name}`}>{name}</a>
      <Button onPress={onDone}>{`Approve ${name}`}</Button>
      <Button onPress={() => setAsking(true)}>{`Decline ${name}`}</Button>
      {isAsking && (
        <Dialog isOpen onOpenChange={setAsking} title="Why">
          <Button onPress={onDone}>Say no</Button>
        </Dialog>
      )}
    </li>
  );
}

const focused = () => document.activeElement?.textContent;

test('the keyboard goes on with the next row, the one before, and after the last with the screen', async () => {
  const person = userEvent.setup();
  render(<Requests />, { wrapper: English });
  screen.getByRole('button', { name: 'Approve Can' }).focus();
  await person.keyboard('{Enter}');
  await vi.waitFor(() => expect(focused()).toBe('Defne'));
  screen.getByRole('button', { name: 'Approve Defne' }).focus();
  await person.keyboard('{Enter}');
  await vi.waitFor(() => expect(focused()).toBe('Ayşe'));
  screen.getByRole('button', { name: 'Approve Ayşe' }).focus();
  await person.keyboard('{Enter}');
  await vi.waitFor(() => expect(document.activeElement?.localName).toBe('main'));
});

test('so it does where a dialog of the row was the last that was asked', async () => {
  const person = userEvent.setup();
  render(<Requests />, { wrapper: English });
  screen.getByRole('button', { name: 'Decline Ayşe' }).focus();
  await person.keyboard('{Enter}');
  (await screen.findByRole('button', { name: 'Say no' }, { timeout: 10_000 })).focus();
  await person.keyboard('{Enter}');
  await vi.waitFor(() => expect(focused()).toBe('Can'));
});

test('whoever has gone elsewhere meanwhile stays there', async () => {
  render(<Requests />, { wrapper: English });
  const approve = screen.getByRole('button', { name: 'Approve Ayşe' });
  approve.focus();
  screen.getByRole('button', { name: 'Elsewhere' }).focus();
  approve.click();
  await vi.waitFor(() => expect(screen.queryByText('Ayşe')).toBeNull());
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(focused()).toBe('Elsewhere');
});

/** By reason, as what was refused stands, and a group goes with its last row. */
function Groups() {
  const [groups, setGroups] = useState([['Ayşe'], ['Can', 'Defne']]);
  const main = useNextRowFocus<HTMLElement>();
  return (
    <main ref={main} tabIndex={-1}>
      {groups.map((names, at) => (
        <div key={names.at(-1)}>
          <p>Reason {at}</p>
          <ul>
            {names.map((name) => (
              <Request
                key={name}
                name={name}
                onDone={() =>
                  setGroups(groups.map((all) => all.filter((one) => one !== name)).filter(({ length }) => length > 0))
                }
              />
            ))}
          </ul>
        </div>
      ))}
    </main>
  );
}

test('a group that goes with its last row hands the keyboard to the next group', async () => {
  const person = userEvent.setup();
  render(<Groups />, { wrapper: English });
  screen.getByRole('button', { name: 'Approve Ayşe' }).focus();
  await person.keyboard('{Enter}');
  await vi.waitFor(() => expect(focused()).toBe('Can'));
});

test('so does a row of an open dialog, and after the last the dialog has it', async () => {
  const person = userEvent.setup();
  function Files() {
    const [names, setNames] = useState(['Plan.pdf', 'Offer.pdf']);
    return (
      <Dialog isOpen onOpenChange={() => undefined} title="Files">
        <ul>
          {names.map((name) => (
            <li key={name}>
              <Button onPress={() => setNames(names.filter((one) => one !== name))}>{`Remove ${name}`}</Button>
            </li>
          ))}
        </ul>
      </Dialog>
    );
  }
  render(<Files />, { wrapper: English });
  (await screen.findByRole('button', { name: 'Remove Plan.pdf' }, { timeout: 10_000 })).focus();
  await person.keyboard('{Enter}');
  await vi.waitFor(() => expect(focused()).toBe('Remove Offer.pdf'));
  await person.keyboard('{Enter}');
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('dialog'));
});

test('a part of a row that goes hands the keyboard to the one beside it, never to what follows the row', async () => {
  const person = userEvent.setup();
  function Chosen() {
    const [names, setNames] = useState(['Ayşe', 'Can', 'Defne']);
    const main = useNextRowFocus<HTMLElement>();
    return (
      <main ref={main} tabIndex={-1}>
        <div data-list-row>
          <button>How</button>
          <span>
            {names.map((name) => (
              <span key={name}>
                <Button onPress={() => setNames(names.filter((one) => one !== name))}>{`Without ${name}`}</Button>
              </span>
            ))}
            <input tabIndex={0} aria-label="Add" />
            <button tabIndex={-1}>Show all</button>
          </span>
          <button>Remove</button>
        </div>
      </main>
    );
  }
  render(<Chosen />);
  screen.getByRole('button', { name: 'Without Can' }).focus();
  for (const next of ['Without Defne', 'Without Ayşe', 'How']) {
    await person.keyboard('{Enter}');
    await vi.waitFor(() => expect(focused()).toBe(next));
  }
});

test('what goes away without being a row leaves the focus to what stood around it', async () => {
  const person = userEvent.setup();
  function Steps() {
    const [left, setLeft] = useState(2);
    const main = useNextRowFocus<HTMLElement>();
    return (
      <main ref={main} tabIndex={-1}>
        {left > 0 && (
          <section tabIndex={-1} aria-label="Draft">
            {left === 2 && <Button onPress={() => setLeft(1)}>Send</Button>}
            <Button onPress={() => setLeft(0)}>Discard</Button>
          </section>
        )}
      </main>
    );
  }
  render(<Steps />);
  screen.getByRole('button', { name: 'Send' }).focus();
  await person.keyboard('{Enter}');
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Draft'));
  screen.getByRole('button', { name: 'Discard' }).focus();
  await person.keyboard('{Enter}');
  await vi.waitFor(() => expect(document.activeElement?.localName).toBe('main'));
});
