import type { ClientBase } from 'pg';
import { guessColumns } from '../../sync/rules/import-columns';
import { derivedId } from '../../sync/rules/derived-id';
import { insertImport } from '../../server/features/imports/imports.store';
import { readCsv } from '../../server/features/imports/read-csv';
import { samplesOf } from '../../server/features/imports/receive-import';
import type { DemoMember } from './demo-people';

/** As it comes from a fair's stand: two lines of one person, a brother with the same address, and a mistyped one. */
const FILE = `Ad Soyad;E-posta;Cep Telefonu;Şehir;Not
Berk Aydın;berk.aydin@ornek.example;0500 000 91 01;Bursa;Dil okulu sordu
Berk Aydın;berk.aydin@ornek.example;;Bursa;
Ceren Aydın;berk.aydin@ornek.example;0500 000 91 02;Bursa;
;;0500 000 91 03;;Yalnızca telefonunu bıraktı
Deniz Koç;deniz.koc@ornek;0500 000 91 04;İzmir;
Elif Şen;elif.sen@ornek.example;;Eskişehir;Akşam arayın
`;

/** Of the first manager: a file that waits to hear what its columns are. */
export async function writeImports(client: ClientBase, members: readonly DemoMember[], nowIso: string): Promise<void> {
  const manager = members.find(({ role }) => role === 'manager');
  if (manager === undefined) return;
  const table = readCsv(FILE);
  await insertImport(
    client,
    {
      id: derivedId('demo-import', manager.id),
      createdBy: manager.id,
      createdAt: nowIso,
      fileName: 'fuar-bursa.csv',
      samples: samplesOf(table),
      columns: guessColumns(table.headers, () => true),
      defaults: { phoneCountryId: 'TR', source: 'fair', stage: 'new', ownerId: manager.id },
    },
    table,
  );
}
