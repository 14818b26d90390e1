/** What the people of the proof did, in words of its own: it asks the office nothing. */
export type Person = { readonly id: string; readonly role: 'agent' | 'manager' | 'admin'; readonly team: string };
export type Customer = { readonly id: string; owner: Person; readonly sharedWith: readonly Person[] };
export type Given = {
  readonly fileId: string;
  readonly customer: Customer;
  readonly name: string;
  readonly bytes: Buffer;
  /** Of a device, or of a chat. */
  readonly from: Person | 'chat';
};

/** The owner, those it is shared with, the managers of the owner's team, and admins. */
export function maySee(person: Person, { owner, sharedWith }: Customer): boolean {
  if (person.role === 'admin' || person === owner || sharedWith.includes(person)) return true;
  return person.role === 'manager' && person.team === owner.team;
}

export type Found = {
  /** Rows of the office. */
  readonly rows: readonly { id: string; customerId: string; name: string; state: string; size: number }[];
  /** What somebody was answered who asked for the bytes: null where nothing. */
  read(person: Person, fileId: string): Promise<Buffer | null>;
  /** Ids of files on somebody's device. */
  onDevice(person: Person): ReadonlySet<string>;
  /** Names under which bytes are kept. */
  readonly kept: readonly string[];
};

/** Everything that is not as it was given. */
export async function compare(given: readonly Given[], people: readonly Person[], found: Found) {
  const problems: string[] = [];
  const rows = new Map(found.rows.map((row) => [row.id, row]));
  let reads = 0;
  for (const { fileId, customer, name, bytes } of given) {
    const row = rows.get(fileId);
    if (row === undefined || row.state !== 'stored') problems.push(`${name} is lost: ${row?.state ?? 'no row'}`);
    else if (row.customerId !== customer.id) problems.push(`${name} stands at another customer`);
    else if (row.name !== name || row.size !== bytes.length) problems.push(`${name} is not what it was`);
    for (const person of people) {
      const may = maySee(person, customer);
      const read = await found.read(person, fileId);
      reads += 1;
      if (may && read === null) problems.push(`${name} is lost to somebody who sees its customer`);
      else if (!may && read !== null) problems.push(`${name} is read by somebody who may not`);
      else if (read !== null && !read.equals(bytes)) problems.push(`${name} is read with other bytes`);
      if (found.onDevice(person).has(fileId) !== may)
        problems.push(`${name} is ${may ? 'missing on' : 'shown on'} a device`);
    }
  }
  const known = new Set(given.map(({ fileId }) => fileId));
  for (const { id, name } of found.rows) if (!known.has(id)) problems.push(`${name} stands twice`);
  const contents = new Set(given.map(({ bytes }) => bytes.toString('latin1')));
  if (found.kept.length !== contents.size)
    problems.push(`${contents.size} contents are kept ${found.kept.length} times`);
  return { problems, reads, contents: contents.size };
}
