import { useEffect, useState } from 'react';
import { foldText } from '../../../../sync/rules/turkish-text';
import { useDatabase } from '../../../database/database-context';
import { findDuplicates, type CustomerRow } from '../../../database/use-customer-rows';

const PAUSE_MS = 250;
const MIN_NAME_LENGTH = 2;

type Person = { phone: string; email: string; firstName: string; lastName: string };
export type Likeness = 'phone' | 'email' | 'name';

/** What makes two customers look like one, most telling first. */
export function likenessOf(row: Person, person: Person): Likeness {
  if (person.phone !== '' && row.phone === person.phone) return 'phone';
  if (person.email !== '' && foldText(row.email) === foldText(person.email.trim())) return 'email';
  const name = (one: Person) => foldText(`${one.firstName} ${one.lastName}`.trim());
  // The index also knows second phones, which a row does not carry.
  return name(row) === name(person) ? 'name' : 'phone';
}

/** Customers who may be the person being typed, asked for in the pauses of typing. `ownId` is left out. */
export function useDuplicates(
  { phone, email, firstName, lastName }: Person,
  ownId: string | undefined,
): readonly CustomerRow[] {
  const db = useDatabase();
  const [found, setFound] = useState<readonly CustomerRow[]>([]);
  const hasName = firstName.trim().length >= MIN_NAME_LENGTH && lastName.trim().length >= MIN_NAME_LENGTH;
  useEffect(() => {
    if (phone === '' && email.trim() === '' && !hasName) {
      setFound([]);
      return undefined;
    }
    let isStale = false;
    const timer = setTimeout(() => {
      const question = {
        phone,
        email: email.trim(),
        firstName: hasName ? firstName.trim() : '',
        lastName: hasName ? lastName.trim() : '',
      };
      findDuplicates(db, question).then(
        (rows) => {
          if (!isStale) setFound(rows.filter((row) => row.id !== ownId));
        },
        // Without its index the device cannot warn; the office still may.
        () => {
          if (!isStale) setFound([]);
        },
      );
    }, PAUSE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [db, phone, email, firstName, lastName, hasName, ownId]);
  return found;
}
