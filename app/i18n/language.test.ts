// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { chooseLanguage, LANGUAGE_KEY, loadStoredLanguage } from './language';

test('a language chosen in another tab shows here at once', async () => {
  localStorage.clear();
  await loadStoredLanguage();
  expect(document.documentElement.lang).toBe('tr');
  localStorage.setItem(LANGUAGE_KEY, 'en');
  window.dispatchEvent(new StorageEvent('storage', { key: LANGUAGE_KEY, newValue: 'en' }));
  await vi.waitFor(() => expect(document.documentElement.lang).toBe('en'), { timeout: 15_000 });
  await chooseLanguage('tr');
  expect(document.documentElement.lang).toBe('tr');
});
