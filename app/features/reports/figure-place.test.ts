import { expect, it } from 'vitest';
import { figurePlace } from './figure-place';

it('leaves a place its slashes', () => {
  expect(figurePlace('agents/018f/won')).toEqual({ group: 'agents', row: '018f', column: 'won' });
  expect(figurePlace('cities/İstanbul/Kadıköy/newCustomers')).toEqual({
    group: 'cities',
    row: 'İstanbul/Kadıköy',
    column: 'newCustomers',
  });
  expect(figurePlace('summary')).toEqual({ group: 'summary', row: '', column: '' });
});
