// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { makeStamp } from '../../../sync/rules/stamp';
import { DatabaseContext, type SahaDatabase } from '../../database/database-context';
import { feedCustomerIndex } from '../../database/customer-index/feed-customer-index';
import { storeName } from '../../database/rxdb-internals/store-names';
import { StoreWorker } from '../../database/store-worker/store-worker';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, OFFICE_DEVICE, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { workerInProcess } from '../../database/test/worker-in-process';
import { English } from '../../i18n/test/english';
import { AccountClosed, CloseQuestion } from './closing-account';

const ZEYNEP = { id: '01890000-0000-7000-8000-0000000000aa', fullName: 'Zeynep Yılmaz' };
const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  cleanup();
  for (const clean of cleanUp.splice(0).reverse()) await clean();
  await closeDevices();
});

test(
  'how many customers somebody looks after is said before their account is closed',
  { timeout: 60_000 },
  async () => {
    const office = new OfficeInMemory();
    const owners = [ZEYNEP.id, ZEYNEP.id, '01890000-0000-7000-8000-0000000000bb'];
    for (const [at, ownerId] of owners.entries())
      office.write('customers', `c${at}`, customerValues({ ownerId }), makeStamp(at + 1, 0, OFFICE_DEVICE));
    const replica = await synced(office);
    const worker = new StoreWorker(workerInProcess(() => office.connect()));
    cleanUp.push(feedCustomerIndex(replica.rx.collections, worker), () => worker.close());
    const db: SahaDatabase = Object.assign(replica.db, { worker });
    const confirmed = vi.fn();
    render(
      <English>
        <DatabaseContext.Provider value={db}>
          <CloseQuestion member={ZEYNEP} isPending={false} onConfirm={confirmed} onClose={() => undefined} />
        </DatabaseContext.Provider>
      </English>,
    );
    await act(async () => {
      await worker.ask('load', { storeName: storeName(replica.rx.name, 'customers') });
    });
    await screen.findByText(/The 2 customers they look after stay with them/, {}, { timeout: 30_000 });
    fireEvent.click(screen.getByRole('button', { name: 'Close account' }));
    expect(confirmed).toHaveBeenCalledWith(2);
  },
);

function Where() {
  const { pathname, search } = useLocation();
  return <output>{`${pathname}${search}`}</output>;
}

test('afterwards their customers are one press away', async () => {
  const closed = vi.fn();
  render(
    <MemoryRouter>
      <English>
        <AccountClosed member={ZEYNEP} customers={2} onClose={closed} />
        <Where />
      </English>
    </MemoryRouter>,
  );
  await screen.findByText(/still looks after 2 customers/, {}, { timeout: 30_000 });
  fireEvent.click(screen.getByRole('button', { name: 'Hand over their customers' }));
  expect(closed).toHaveBeenCalledOnce();
  await screen.findByText(`/customers?agent=${ZEYNEP.id}`);
});
