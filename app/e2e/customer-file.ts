/** A table of customers as somebody keeps it in Excel, with a row for everything that may become of one. */
import type { Office } from './office';

export type Known = { readonly id: string; readonly email: string; readonly phone: string; readonly name: string };

const GIVEN = ['Işıl', 'Çağrı', 'Gökçe', 'Ömür', 'Şule', 'Ünal', 'İdil', 'Yağız'];
const FAMILY = ['Taşçıoğlu', 'Öztürkmen', 'Çığırgan'];

/** Four customers of a person, of whom the file knows something. */
export async function knownCustomers(office: Office, ownerId: string): Promise<readonly Known[]> {
  const found = await office.query<{ id: string }>(
    `SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL AND merged_into IS NULL ORDER BY id LIMIT 4`,
    [ownerId],
  );
  const known = found.map(({ id }, at) => ({
    id,
    email: `bilinen${at}@ornek.example`,
    phone: `+9055598700${at}0`,
    name: `Bilinen${at} Dosyalı`,
  }));
  // As the office itself writes: what customers are found by stands beside their addresses.
  for (const { id, email, phone, name } of known)
    await office.query(
      `UPDATE customers SET first_name = $2, last_name = $3, email = $4, phone = $5, alt_phone = '', city = 'Bolu'
       WHERE id = $1`,
      [id, ...name.split(' '), email, phone],
    );
  return known;
}

/** Thirty rows and a blank one; `known` as above. */
export function customerFile(known: readonly Known[]): string {
  const [changed, same, one, other] = known as readonly [Known, Known, Known, Known];
  const lines = GIVEN.flatMap((given, at) =>
    FAMILY.map((family, place) => {
      const no = at * FAMILY.length + place;
      return [`${given} ${family}`, `yeni${no}@ornek.example`, `0555 010 ${String(1000 + no)}`, 'İzmir', '44'];
    }),
  );
  const rows = [
    ['Ad Soyad', 'E-posta', 'Telefon', 'Şehir', 'Ayakkabı no'],
    ...lines,
    ['', '', '', '', ''],
    // The first once more, by phone.
    ['Işıl Taşçıoğlu', '', '05550101000', 'İzmir', ''],
    [changed.name, changed.email, '', 'Iğdır', ''],
    [same.name, same.email, same.phone, 'Bolu', ''],
    [one.name, one.email, other.phone, 'Bolu', ''],
    ['Bozuk Posta', 'bozuk@@ornek', '', '', ''],
    ['Bozuk Telefon', '', 'yok', '', ''],
  ];
  return `\uFEFF${rows.map((row) => row.join(';')).join('\r\n')}\r\n`;
}
