/**
 * A noun that no office has, in three small files (parcel.ts, parcels.replication.ts and parcels.record.tsx of next/),
 * goes all the way: between two tablets through the office's own process, onto a card, refused, audited, and shown.
 */
import { act, cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { DatabaseContext } from '../../../app/database/database-context';
import { read, until } from '../../../app/database/test/replica';
import { createDocument, editDocument } from '../../../app/database/write';
import { ConflictItem } from '../../../app/features/outbox/conflict-item';
import { OutboxItem } from '../../../app/features/outbox/outbox-item';
import { useConflicts } from '../../../app/features/outbox/use-conflicts';
import { useOutbox } from '../../../app/features/outbox/use-outbox';
import { FactsAhead } from '../../../app/features/journey/facts-ahead';
import { useRecordsInTime } from '../../../app/features/journey/use-records-in-time';
import { English } from '../../../app/i18n/test/english';
import { RECORD_KINDS } from '../../../app/records/record-kinds';
import { lackingRecords } from '../../../app/records/record-kind';
import { RecordsProvider } from '../../../app/records/records-context';
import { COLLECTIONS, SYNC_ORDER } from '../../../sync/collections/registry';
import { PEOPLE, START_MS } from '../cast';
import { lackingParts } from '../../replication/tables';
import { REPLICATIONS } from '../../replication/nouns';
import { exchanged, openTablet, withOffice, type OfficeTablet } from './two-builds';

/** The names of today's build lack it. */
const PARCELS = 'parcels' as 'customers';
const NAMES = ['members', 'countries', 'customers', PARCELS] as const;
/** What stands in a customer's time is read of every noun that has a place there. */
const IN_TIME = Object.values(RECORD_KINDS).flatMap(({ collection, timeline }) => (timeline ? [collection] : []));

const PATIENT = { timeout: 30_000 };
const ofParcel = (values: object) => values as never;

function Shown() {
  const entries = useOutbox();
  return (
    <ul>
      {[...(entries?.refused ?? []), ...(entries?.waiting ?? [])].map((entry) => (
        <OutboxItem key={entry.id} entry={entry} nowMs={Date.now()} />
      ))}
      {(useConflicts() ?? []).map((one) => (
        <ConflictItem key={one.card.id} {...one} />
      ))}
    </ul>
  );
}

function Time() {
  return (
    <>
      {(useRecordsInTime()?.records ?? []).map(({ document, beside, collection, group }) => {
        const Item = RECORD_KINDS[collection].timeline!.Item as React.ComponentType<object>;
        return (
          <div key={document.id} data-testid={`${collection} ${group}`}>
            <Item {...{ document, beside, nameOf: () => '' }} />
          </div>
        );
      })}
    </>
  );
}

const show = (tablet: OfficeTablet, what: React.ReactNode) =>
  render(
    <English>
      <MemoryRouter>
        <RecordsProvider value={RECORD_KINDS}>
          <DatabaseContext.Provider value={tablet.db}>{what}</DatabaseContext.Provider>
        </RecordsProvider>
      </MemoryRouter>
    </English>,
  );

// Nothing here asks but by the wire of its tablet.
vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(cleanup);

describe('a noun in three files', () => {
  it('synchronises, conflicts, is refused, audited, and shown in outbox, card and timeline', async () => {
    await withOffice(inject('testServerUrl'), 'next', async (office) => {
      const customerId = await office.database.addCustomer('ayse', START_MS, ['can']);
      const ayse = await openTablet(office, 'ayse', [...new Set([...NAMES, ...IN_TIME])]);
      const can = await openTablet(office, 'can', NAMES);
      try {
        await until(
          'both know the customer',
          async () =>
            [await read(ayse, 'customers', customerId), await read(can, 'customers', customerId)].every(Boolean),
          60_000,
        );
        const make = (tablet: OfficeTablet, label: string, carrier: string) =>
          createDocument(
            tablet.db,
            PARCELS,
            ofParcel({ customerId, createdAt: new Date().toISOString(), label, weightGrams: 500, carrier }),
          );

        // It synchronises.
        const id = await make(ayse, 'Brochures', 'van');
        await exchanged(ayse, 'sent');
        await exchanged(can, 'fetched');
        await until('the other tablet has it', async () => (await read(can, PARCELS, id)) !== null, 60_000);
        expect(await read(can, PARCELS, id)).toMatchObject({ label: 'Brochures', weightGrams: 500, carrier: 'van' });

        // Two people write over one another: a card.
        can.isOnline = false;
        await editDocument(can.db, PARCELS, id, ofParcel({ label: 'Catalogues' }));
        await editDocument(ayse.db, PARCELS, id, ofParcel({ label: 'Leaflets', weightGrams: 700 }));
        await exchanged(ayse, 'hers is there');

        // Waiting, it stands in the outbox under its own words.
        show(can, <Shown />);
        expect(await screen.findByText(/· Catalogues$/, {}, PATIENT)).toBeDefined();
        cleanup();

        can.isOnline = true;
        await exchanged(can, 'theirs met hers');
        const cards = async () =>
          ((await read(can, PARCELS, id)) as unknown as { sync: { conflicts: object[] } }).sync.conflicts;
        await until('the card is here', async () => (await cards()).length === 1, 60_000);
        expect(await read(can, PARCELS, id)).toMatchObject({ weightGrams: 700 });
        show(can, <Shown />);
        expect((await screen.findAllByText(/Catalogues/, {}, PATIENT)).length).toBeGreaterThan(0);
        expect((await screen.findAllByText(/Leaflets/, {}, PATIENT)).length).toBeGreaterThan(0);
        cleanup();

        // What its policy forbids is refused, and stays where it was written, with the reason.
        const refused = await make(can, 'By air', 'pigeon');
        can.engine.requestPush();
        await until('refused', () => can.status.get().refused === 1, 60_000);
        const { rows } = await office.database.pool.query('SELECT 1 FROM parcels WHERE id = $1', [refused]);
        expect(rows).toEqual([]);
        expect(await read(can, PARCELS, refused)).toMatchObject({
          label: 'By air',
          sync: { rejection: { code: 'request.invalid', params: { field: 'carrier' } } },
        });
        show(can, <Shown />);
        expect(await screen.findByText(/· By air$/, {}, PATIENT)).toBeDefined();
        cleanup();

        // The office remembers who did what, and tells it.
        const input = encodeURIComponent(JSON.stringify({ collection: PARCELS, id, cursor: null }));
        const answer = await office.fetchAs('ayse')(`${office.origin}/trpc/audit.ofDocument?input=${input}`, {
          headers: { 'x-saha-protocol': '1' },
        });
        const { result } = (await answer.json()) as {
          result: { data: { entries: { action: string; memberId: string; changes: { field: string }[] }[] } };
        };
        const told = result.data.entries.map(({ action, memberId }) => [action, memberId]);
        expect(told).toEqual([
          [expect.stringMatching(/update|conflict/), PEOPLE.can.id],
          ['update', PEOPLE.ayse.id],
          ['create', PEOPLE.ayse.id],
        ]);

        // And it has its place in the customer's time.
        show(
          ayse,
          <FactsAhead customerId={customerId} isWanted>
            <Time />
          </FactsAhead>,
        );
        expect((await screen.findByTestId('parcels files', {}, PATIENT)).textContent).toMatch(/Leaflets|Catalogues/);
        cleanup();
      } finally {
        await act(async () => {
          await ayse.close();
          await can.close();
        });
      }
    });
  });
});

describe('without one of the three', () => {
  const without = (list: object) => Object.fromEntries(Object.entries(list).filter(([name]) => name !== PARCELS));

  it('says so of the description', () => {
    expect(lackingParts(without(COLLECTIONS), REPLICATIONS)).toEqual(['parcels: no description']);
  });
  it('says so of the replication', () => {
    expect(lackingParts(COLLECTIONS, without(REPLICATIONS))).toEqual(['parcels: no replication']);
  });
  it('says so of the record', () => {
    expect(lackingRecords(without(RECORD_KINDS))).toEqual(['parcels: no record']);
    expect(() =>
      render(
        <RecordsProvider value={without(RECORD_KINDS) as never}>
          <p />
        </RecordsProvider>,
      ),
    ).toThrow('parcels: no record');
  });
  it('says nothing with all three', () => {
    expect(SYNC_ORDER).toContain(PARCELS);
    expect([...lackingParts(COLLECTIONS, REPLICATIONS), ...lackingRecords(RECORD_KINDS)]).toEqual([]);
  });
});
