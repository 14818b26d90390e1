/** What only the next build shows of a customer: its three more fields, and the noun that no office has. */
import { useParams } from '@remix-run/react';
import { useState } from 'react';
import { useDatabase } from '../../../../app/database/database-context';
import { useDocument, useDocuments } from '../../../../app/database/use-document';
import { createDocument, editDocument } from '../../../../app/database/write';
import { Screen } from '../../../../app/shell/screen';

/** Today's names lack it, and its fields. */
const PARCELS = 'parcels' as 'customers';
type MoreOfCustomer = { readonly nickname: string; readonly budget: number; readonly interests: readonly string[] };
type Parcel = { readonly id: string; readonly label: string };

export default function ParcelsScreen() {
  const { id = '' } = useParams();
  const db = useDatabase();
  const customer = useDocument('customers', id) as unknown as MoreOfCustomer | null | undefined;
  const parcels = useDocuments(PARCELS, { selector: { customerId: id } } as never) as unknown as Parcel[] | undefined;
  const [typed, setTyped] = useState('');
  if (!customer) return null;

  const write = async () => {
    const more: MoreOfCustomer = { nickname: typed, budget: typed.length, interests: [typed] };
    await editDocument(db, 'customers', id, more as object);
    const parcel = {
      customerId: id,
      createdAt: new Date().toISOString(),
      label: typed,
      weightGrams: 1,
      carrier: 'van',
    };
    await createDocument(db, PARCELS, parcel as never);
    setTyped('');
  };
  return (
    <Screen title="Parcels">
      <dl data-more="">
        <dd>{customer.nickname.trim()}</dd>
        <dd>{customer.budget.toFixed(0)}</dd>
        <dd>{customer.interests.join(' ')}</dd>
      </dl>
      <ul>
        {parcels?.map(({ id: parcelId, label }) => (
          <li key={parcelId}>{label}</li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <input aria-label="Nickname" value={typed} onChange={({ target }) => setTyped(target.value)} />
        <button type="submit">Write</button>
      </form>
    </Screen>
  );
}
