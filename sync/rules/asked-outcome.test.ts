import { expect, it } from 'vitest';
import { askedOutcomeText, readAskedOutcome } from './asked-outcome';

it('is read back as it was written, and not from what somebody typed', () => {
  const text = askedOutcomeText('2026-11-26T10:05');
  expect(text).toBe('Randevu nasıl geçti? 26.11. 10:05');
  expect(readAskedOutcome(text)).toEqual({ monthDay: '11-26', clock: '10:05' });
  for (const typed of ['', 'Randevu nasıl geçti?', `${text} (aranacak)`, 'Randevu nasıl geçti? 99.99. 77:77'])
    expect(readAskedOutcome(typed)).toBeNull();
});
