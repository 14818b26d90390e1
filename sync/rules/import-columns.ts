/** What the columns of a file are, guessed from its heading. */
import { isAddress } from './address';
import type { ImportTarget } from './import';
import { foldText } from './turkish-text';

/** Folded words of the heading, most telling first where two targets could mean the same. */
const NAMES: Readonly<Record<ImportTarget, readonly string[]>> = {
  firstName: ['ad', 'adi', 'isim', 'on ad', 'first name', 'firstname', 'given name', 'vorname', 'forename'],
  lastName: ['soyad', 'soyadi', 'soyisim', 'soy isim', 'last name', 'lastname', 'surname', 'family name'],
  fullName: [
    ...['ad soyad', 'adi soyadi', 'ad soyadi', 'isim soyisim', 'adsoyad', 'musteri', 'musteri adi', 'musteri ad soyad'],
    ...['ad ve soyad', 'kisi', 'ogrenci', 'ogrenci adi', 'aday', 'aday adi', 'name surname', 'unvan'],
    ...['full name', 'fullname', 'name', 'customer', 'customer name', 'contact', 'contact name', 'display name'],
  ],
  email: [
    ...['e-posta', 'eposta', 'e posta', 'e-posta adresi', 'eposta adresi', 'posta', 'mail', 'mail adresi', 'e-mail'],
    ...['email', 'e mail', 'e-mail address', 'email address', 'e-mail 1 - value', 'elektronik posta'],
  ],
  phone: [
    ...[
      'telefon',
      'telefon no',
      'telefon numarasi',
      'tel',
      'tel no',
      'cep',
      'cep telefonu',
      'cep tel',
      'gsm',
      'gsm no',
    ],
    ...['cep no', 'telefon 1', 'telefon1', 'tel 1', 'phone', 'phone number', 'mobile', 'mobile phone', 'mobile number'],
    ...['cell', 'cell phone', 'telephone', 'phone 1', 'phone 1 - value', 'whatsapp', 'numara'],
  ],
  altPhone: [
    ...[
      'ikinci telefon',
      '2. telefon',
      'diger telefon',
      'yedek telefon',
      'alternatif telefon',
      'telefon 2',
      'telefon2',
    ],
    ...['ev telefonu', 'is telefonu', 'sabit telefon', 'tel 2', 'tel2', 'second phone', 'other phone', 'phone 2'],
    ...['alternative phone', 'home phone', 'work phone', 'business phone', 'phone 2 - value', 'phone2'],
  ],
  countryId: ['ulke', 'ulkesi', 'uyruk', 'uyrugu', 'country', 'nationality', 'country/region', 'country code'],
  city: ['sehir', 'il', 'ili', 'kent', 'city', 'town', 'home city'],
  address: ['adres', 'adresi', 'acik adres', 'address', 'street', 'street address', 'home street'],
  occupation: ['meslek', 'meslegi', 'is', 'gorev', 'occupation', 'job', 'job title', 'profession', 'title'],
  language: ['dil', 'dili', 'iletisim dili', 'tercih edilen dil', 'language', 'preferred language'],
  source: ['kaynak', 'kaynagi', 'nereden', 'nereden duydu', 'source', 'lead source', 'origin'],
  stage: ['asama', 'asamasi', 'durum', 'durumu', 'stage', 'status', 'lead status', 'pipeline stage'],
  lostReason: ['kayip nedeni', 'kaybedilme nedeni', 'vazgecme nedeni', 'lost reason', 'reason lost'],
  labels: ['etiket', 'etiketler', 'etiketleri', 'label', 'labels', 'tag', 'tags', 'kategori', 'categories'],
  ownerId: [
    ...['danisman', 'danismani', 'sorumlu', 'temsilci', 'musteri temsilcisi', 'sahibi', 'atanan', 'danisman e-posta'],
    ...['owner', 'agent', 'assigned to', 'account owner', 'owner email', 'responsible'],
  ],
  notes: [
    'not',
    'notlar',
    'notu',
    'aciklama',
    'yorum',
    'note',
    'notes',
    'comment',
    'comments',
    'description',
    'remarks',
  ],
  managerNote: ['yonetici notu', 'yonetici notlari', 'manager note', 'manager notes'],
};
const TARGET_OF: ReadonlyMap<string, ImportTarget> = new Map(
  (Object.keys(NAMES) as ImportTarget[]).flatMap((target) => NAMES[target].map((name) => [name, target] as const)),
);

/** A heading as the lists above spell it. */
const plainHeading = (heading: string) =>
  foldText(heading)
    .replace(/[_*:()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * By place; null: nothing that is known. Each target once: a further telephone is the second one, anything else that
 * comes again is left to the person.
 */
export function guessColumns(headings: readonly string[], allowed: (target: ImportTarget) => boolean) {
  const taken = new Set<ImportTarget>();
  const columns = headings.map((heading): ImportTarget | null => {
    const found = TARGET_OF.get(plainHeading(heading)) ?? null;
    const target = found === 'phone' && taken.has('phone') ? 'altPhone' : found;
    if (target === null || taken.has(target) || !allowed(target)) return null;
    taken.add(target);
    return target;
  });
  // "Ad" beside no surname is often the whole name, as "Name" is of whom there is a surname the given one.
  const [given, family, whole] = (['firstName', 'lastName', 'fullName'] as const).map((one) => columns.indexOf(one));
  if (given! >= 0 && family! < 0 && whole! < 0) columns[given!] = 'fullName';
  if (whole! >= 0 && family! >= 0 && given! < 0) columns[whole!] = 'firstName';
  return columns;
}

/** Whether a first line names what stands below it: it holds no address and no number that could be called. */
export const isHeading = (cells: readonly string[]): boolean =>
  cells.some((cell) => cell.trim() !== '') &&
  !cells.some((cell) => isAddress('email', cell.trim()) || cell.replace(/\D/g, '').length >= 7);
