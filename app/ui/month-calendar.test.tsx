// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { English } from '../i18n/test/english';
import MonthCalendar from './month-calendar';

afterEach(cleanup);

test('a last day may be picked before there is a first one', () => {
  render(
    <English>
      <MonthCalendar label="Last day" value="" min="" max="" onPick={() => undefined} />
    </English>,
  );
  expect(screen.getByRole('grid')).toBeDefined();
});
