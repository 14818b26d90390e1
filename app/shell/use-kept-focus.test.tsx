// @vitest-environment happy-dom

import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { Link, MemoryRouter, Navigate, Route, Routes } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { English } from '../i18n/test/english';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { focusHome } from '../ui/focus-home';
import { useKeptFocus } from './use-kept-focus';

const PATIENT = { timeout: 10_000 };
afterEach(cleanup);

function Shell({ children }: { children: ReactNode }) {
  const main = useKeptFocus<HTMLElement>();
  return (
    <main ref={main} tabIndex={-1}>
      {children}
    </main>
  );
}
const inShell = (children: ReactNode) =>
  render(
    <English>
      <MemoryRouter>
        <Shell>{children}</Shell>
      </MemoryRouter>
    </English>,
  );

function Merging() {
  const [step, setStep] = useState<'none' | 'pick' | 'compare'>('none');
  const close = () => setStep('none');
  return (
    <>
      <Button onPress={() => setStep('pick')}>Merge</Button>
      {step === 'pick' && (
        <Dialog key="pick" isOpen onOpenChange={close} title="Pick">
          <Button onPress={() => setStep('compare')}>Ada</Button>
        </Dialog>
      )}
      {step === 'compare' && (
        <Dialog key="compare" isOpen onOpenChange={close} title="Compare">
          <p>Ada</p>
        </Dialog>
      )}
    </>
  );
}

test('what opened a dialog has the focus again, though another dialog took its place meanwhile', async () => {
  const person = userEvent.setup();
  inShell(<Merging />);
  const merge = screen.getByRole('button', { name: 'Merge' });
  merge.focus();
  await person.keyboard('{Enter}');
  (await screen.findByRole('button', { name: 'Ada' }, PATIENT)).focus();
  await person.keyboard('{Enter}');
  await screen.findByRole('dialog', { name: 'Compare' }, PATIENT);
  await person.keyboard('{Escape}');
  await vi.waitFor(() => expect(document.activeElement).toBe(merge), PATIENT);
});

test('who comes to a screen beside its list goes on in the screen', async () => {
  const person = userEvent.setup();
  inShell(
    <>
      <nav>
        <a href="/more">Settings</a>
      </nav>
      <Routes>
        <Route path="/" element={<Link to="/new">New segment</Link>} />
        <Route
          path="/new"
          element={
            <div {...focusHome} aria-label="A segment">
              <input aria-label="Name" />
            </div>
          }
        />
      </Routes>
    </>,
  );
  screen.getByRole('link', { name: 'New segment' }).focus();
  await person.keyboard('{Enter}');
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('A segment'), PATIENT);
  await person.tab();
  expect(document.activeElement).toBe(screen.getByLabelText('Name'));
});

test('who was led on while the page was loaded begins with all of it', async () => {
  inShell(
    <Routes>
      <Route path="/" element={<Navigate to="/settings" />} />
      <Route path="/settings" element={<div {...focusHome}>Settings</div>} />
    </Routes>,
  );
  await vi.waitFor(() => expect(document.activeElement?.localName).toBe('main'), PATIENT);
});
