// @vitest-environment happy-dom
import { act, cleanup, render, waitFor } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { afterEach, expect, test } from 'vitest';
import { useListUrl } from './use-list-url';

const pause = (ms: number) =>
  act(
    () =>
      new Promise<void>((resolve) => {
        setTimeout(resolve, ms);
      }),
  );

/** A router that takes a while to arrive, as on a slow tablet. */
function openList(travelMs: number) {
  let list: ReturnType<typeof useListUrl> | null = null;
  const List = () => {
    list = useListUrl();
    return null;
  };
  const router = createMemoryRouter(
    [
      {
        path: '/customers',
        element: <List />,
        loader: async () => {
          await new Promise((resolve) => {
            setTimeout(resolve, travelMs);
          });
          return null;
        },
      },
      {
        // A screen whose code is not here yet.
        path: '/customers/:id',
        lazy: async () => {
          await new Promise((resolve) => {
            setTimeout(resolve, 400);
          });
          return { element: <List /> };
        },
      },
    ],
    { initialEntries: ['/customers'], hydrationData: { loaderData: {} } },
  );
  render(<RouterProvider router={router} />);
  return {
    router,
    text: () => list?.filter.text,
    type: (text: string) => act(() => list!.setFilter({ text })),
    leave: () => list!.leave(),
  };
}

afterEach(cleanup);

test('what is typed while the address is on its way stays typed, and the address follows', async () => {
  const { router, text, type } = openList(150);
  await waitFor(() => expect(text()).toBe(''));
  type('ka');
  await pause(250); // the address has been asked for, and is not there
  expect(router.state.navigation.location?.search).toBe('?q=ka');
  type('kaya');
  await pause(150);
  expect(text()).toBe('kaya');
  await waitFor(() => expect(router.state.location.search).toBe('?q=kaya'), { timeout: 3_000 });
  expect(text()).toBe('kaya');

  type('kayalar');
  await pause(250);
  type('');
  await waitFor(() => expect(router.state.location.search).toBe(''), { timeout: 3_000 });
  await pause(400);
  expect(text()).toBe('');
  expect(router.state.location.search).toBe('');
});

test('an address that changes by itself is read', async () => {
  const { router, text, type } = openList(10);
  await waitFor(() => expect(text()).toBe(''));
  type('ank');
  await waitFor(() => expect(router.state.location.search).toBe('?q=ank'), { timeout: 3_000 });
  await act(() => router.navigate('/customers?q=izm'));
  await waitFor(() => expect(text()).toBe('izm'));
  await act(() => router.navigate(-1));
  await waitFor(() => expect(text()).toBe('ank'));
});

test('what is opened before the address has followed is opened all the same', async () => {
  const { router, text, type } = openList(10);
  await waitFor(() => expect(text()).toBeDefined());
  type('ay');
  await pause(100);
  act(() => {
    void router.navigate('/customers/42?q=ay');
  });
  await pause(700);
  expect(router.state.location).toMatchObject({ pathname: '/customers/42', search: '?q=ay' });

  // And where it leads says nothing of what was typed, the address follows there.
  type('aylin');
  await waitFor(() => expect(router.state.location).toMatchObject({ pathname: '/customers/42', search: '?q=aylin' }), {
    timeout: 3_000,
  });
});

test('what is opened in the very moment the address would follow is opened', async () => {
  const { router, text, type, leave } = openList(10);
  await waitFor(() => expect(text()).toBeDefined());
  type('can');
  leave();
  await pause(400);
  expect(router.state.location.search).not.toContain('q=can');
  type('cans');
  await waitFor(() => expect(router.state.location.search).toBe('?q=cans'), { timeout: 3_000 });
});
