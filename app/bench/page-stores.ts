/** For what runs in a page: the product's stores on the device, read by hand. */
import { appointments as definition, type AppointmentFields } from '../../sync/collections/appointment';
import { withEmpties } from '../../sync/rules/document';

export const asked = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('nothing was read'));
  });

/** A store that is being moved is there twice; the newest is in use. */
export async function openStore(noun: string): Promise<IDBDatabase> {
  const known = (await indexedDB.databases()).map((one) => one.name ?? '').filter((one) => one.endsWith(`--${noun}`));
  const version = (name: string) => Number(/--(\d+)--/.exec(name)?.[1] ?? 0);
  return asked(indexedDB.open(known.sort((a, b) => version(b) - version(a))[0]!));
}

/** The one that begins with this field. */
export const indexOf = (store: IDBObjectStore, field: string) =>
  store.index([...store.indexNames].find((name) => name.split('+')[1]?.startsWith(field) === true)!);

export async function readAll<T extends { readonly _deleted: string }>(noun: string): Promise<T[]> {
  const database = await openStore(noun);
  const all = (await asked(database.transaction('docs').objectStore('docs').getAll())) as T[];
  database.close();
  return all.filter((one) => one._deleted === '0');
}

/** Those that have arrived whole. */
export async function readAppointments(): Promise<AppointmentFields[]> {
  return (await readAll<AppointmentFields & { readonly _deleted: string }>('appointments'))
    .filter((one) => one.createdAt !== undefined)
    .map((one) => withEmpties(definition, one));
}

/** Of these customers, by id. */
export async function readNames(ids: Iterable<string>): Promise<Map<string, string>> {
  const database = await openStore('customers');
  const documents = database.transaction('docs').objectStore('docs');
  type Named = { readonly firstName: string; readonly lastName: string };
  const names = await Promise.all(
    [...new Set(ids)].map(async (id): Promise<[string, string]> => {
      const { firstName, lastName } = (await asked(documents.get(id))) as Named;
      return [id, `${firstName} ${lastName}`];
    }),
  );
  database.close();
  return new Map(names);
}
