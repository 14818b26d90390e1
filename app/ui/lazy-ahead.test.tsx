// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { lazyAhead } from './lazy-ahead';

const Hello = ({ name }: { name: string }) => <p>{`hello ${name}`}</p>;

afterEach(cleanup);

describe('what is loaded ahead', () => {
  it('waits with the fallback like any other while it is not there', async () => {
    const Item = lazyAhead(() => Promise.resolve(Hello));
    render(
      <Suspense fallback="soon">
        <Item name="Ayşe" />
      </Suspense>,
    );
    expect(screen.queryByText('soon')).not.toBeNull();
    expect(await screen.findByText('hello Ayşe')).not.toBeNull();
  });

  it('is drawn at once when it is', async () => {
    const Item = lazyAhead(() => Promise.resolve(Hello));
    await Item.ahead();
    render(
      <Suspense fallback="soon">
        <Item name="Ayşe" />
      </Suspense>,
    );
    expect(screen.queryByText('hello Ayşe')).not.toBeNull();
  });
});
