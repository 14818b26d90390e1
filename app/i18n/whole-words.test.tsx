// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { lazy, Suspense } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseLanguage, loadAllWords, loadStoredLanguage, useAreWordsWhole, useCurrentLanguage } from './language';
import { WithAllWords, withAllWords } from './whole-words';

const PATIENCE = { timeout: 15_000 };

beforeEach(async () => {
  localStorage.clear();
  await loadStoredLanguage(false);
});
afterEach(() => cleanup());

let drawn = 0;
function Talking() {
  useCurrentLanguage();
  drawn += 1;
  return null;
}
function Whole() {
  return <p>{useAreWordsWhole() ? 'whole' : 'first'}</p>;
}

test('the other words join the first ones, and what stands is not drawn again for them', async () => {
  drawn = 0;
  render(
    <>
      <Talking />
      <Whole />
    </>,
  );
  screen.getByText('first');
  await loadAllWords();
  await waitFor(() => screen.getByText('whole'), PATIENCE);
  expect(drawn).toBe(1);
});

test('a screen that says more waits for them, one that does not stands at once', async () => {
  render(
    <>
      <WithAllWords areEnough>
        <p>list</p>
      </WithAllWords>
      <WithAllWords>
        <p>card</p>
      </WithAllWords>
    </>,
  );
  screen.getByText('list');
  expect(screen.queryByText('card')).toBeNull();
  await waitFor(() => screen.getByText('card'), PATIENCE);
});

test('what is loaded lazily comes with them', async () => {
  const Dialog = lazy(withAllWords(() => Promise.resolve({ default: Whole })));
  render(
    <Suspense fallback={null}>
      <Dialog />
    </Suspense>,
  );
  await waitFor(() => screen.getByText('whole'), PATIENCE);
});

test('a language chosen while they are on their way has its own', async () => {
  const loading = loadAllWords();
  await chooseLanguage('en');
  await loading;
  expect(document.documentElement.lang).toBe('en');
  render(<Whole />);
  screen.getByText('whole');
  await chooseLanguage('tr');
});
