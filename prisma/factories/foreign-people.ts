/** `#` in a phone is a digit of the customer's own; see customer-factory for what reaches whom. */
export type Origin = {
  readonly countryId: string;
  readonly phone: string;
  readonly cities: readonly string[];
  readonly givenNames: readonly string[];
  readonly surnames: readonly string[];
};

/** Names as such customers write them in Latin letters. */
export const ORIGINS: readonly (readonly [Origin, number])[] = [
  [
    {
      countryId: 'DE',
      phone: '+491760406####',
      cities: ['Berlin', 'Köln', 'München', 'Stuttgart'],
      givenNames: ['Lukas', 'Anna', 'Jürgen', 'Sabine', 'Felix', 'Katrin', 'Stefan', 'Mia', 'Cem', 'Aylin'],
      surnames: ['Müller', 'Schmidt', 'Weiß', 'Schäfer', 'Köhler', 'Hoffmann', 'Krüger', 'Yıldız', 'Becker'],
    },
    15,
  ],
  [
    {
      countryId: 'RU',
      phone: '+790000#####',
      cities: ['Moskva', 'Sankt-Peterburg', 'Kazan', 'Soçi'],
      givenNames: ['Aleksandr', 'Dmitriy', 'Olga', 'Yekaterina', 'Sergey', 'Natalya', 'Ivan', 'Tatyana'],
      surnames: ['Ivanov', 'Smirnov', 'Kuznetsov', 'Popov', 'Sokolov', 'Morozov', 'Volkov'],
    },
    13,
  ],
  [
    {
      countryId: 'IR',
      phone: '+9891000#####',
      cities: ['Tahran', 'Tebriz', 'Şiraz', 'İsfahan'],
      givenNames: ['Reza', 'Maryam', 'Hossein', 'Sara', 'Amir', 'Nasrin', 'Farhad', 'Shirin'],
      surnames: ['Ahmadi', 'Hosseini', 'Karimi', 'Rahimi', 'Moradi', 'Jafari', 'Tabrizi'],
    },
    11,
  ],
  [
    {
      countryId: 'IQ',
      phone: '+9647900######',
      cities: ['Bağdat', 'Erbil', 'Kerkük', 'Basra'],
      givenNames: ['Ali', 'Zainab', 'Mohammed', 'Noor', 'Hassan', 'Rania', 'Omar', 'Shilan'],
      surnames: ['Al-Jabouri', 'Al-Bayati', 'Aziz', 'Barzani', 'Kareem', 'Al-Dulaimi', 'Salih'],
    },
    9,
  ],
  [
    {
      countryId: 'SA',
      phone: '+966500######',
      cities: ['Riyad', 'Cidde', 'Dammam'],
      givenNames: ['Abdullah', 'Fahad', 'Nora', 'Sultan', 'Reem', 'Khalid', 'Huda'],
      surnames: ['Al-Qahtani', 'Al-Ghamdi', 'Al-Harbi', 'Al-Otaibi', 'Al-Zahrani', 'Al-Shehri'],
    },
    7,
  ],
  [
    {
      countryId: 'AZ',
      phone: '+99450000####',
      cities: ['Bakü', 'Gence', 'Sumgayıt'],
      givenNames: ['Elçin', 'Günel', 'Rəşad', 'Nigar', 'Tural', 'Aysel', 'Vüqar', 'Leyla'],
      surnames: ['Əliyev', 'Məmmədov', 'Hüseynova', 'Quliyev', 'Həsənov', 'İsmayılova'],
    },
    8,
  ],
  [
    {
      countryId: 'KZ',
      phone: '+770000#####',
      cities: ['Almatı', 'Astana', 'Çimkent'],
      givenNames: ['Nursultan', 'Aigerim', 'Daniyar', 'Aliya', 'Yerlan', 'Madina'],
      surnames: ['Nurlanov', 'Akhmetova', 'Sadykov', 'Omarov', 'Zhumabayeva'],
    },
    5,
  ],
  [
    {
      countryId: 'UA',
      phone: '+38050000####',
      cities: ['Kıyiv', 'Lviv', 'Odesa'],
      givenNames: ['Oleksandr', 'Olena', 'Andriy', 'Iryna', 'Taras', 'Yuliia'],
      surnames: ['Shevchenko', 'Kovalenko', 'Bondarenko', 'Melnyk', 'Tkachenko'],
    },
    5,
  ],
  [
    {
      countryId: 'GB',
      phone: '+44790000####',
      cities: ['London', 'Manchester', 'Leeds'],
      givenNames: ['James', 'Emma', 'Oliver', 'Sophie', 'Daniel', 'Grace', 'Imran', 'Aisha'],
      surnames: ['Wilson', 'Taylor', 'Evans', 'Hughes', 'Khan', 'Clarke', 'O’Brien'],
    },
    6,
  ],
  [
    {
      countryId: 'NL',
      phone: '+31610000###',
      cities: ['Amsterdam', 'Rotterdam', 'Utrecht'],
      givenNames: ['Daan', 'Sanne', 'Pieter', 'Lotte', 'Jeroen', 'Fleur', 'Murat'],
      surnames: ['de Jong', 'van den Berg', 'Jansen', 'Bakker', 'de Vries', 'Özdemir'],
    },
    4,
  ],
  [
    {
      countryId: 'US',
      phone: '+120255501##',
      cities: ['New York', 'Houston', 'Chicago'],
      givenNames: ['Michael', 'Jessica', 'David', 'Ashley', 'Robert', 'Emily'],
      surnames: ['Johnson', 'Miller', 'Davis', 'Garcia', 'Anderson', 'Thompson'],
    },
    3,
  ],
  [
    {
      countryId: 'FR',
      phone: '+33600000###',
      cities: ['Paris', 'Lyon', 'Strasbourg'],
      givenNames: ['Camille', 'Hugo', 'Élodie', 'Jérôme', 'Chloé', 'Karim'],
      surnames: ['Dubois', 'Lefèvre', 'Moreau', 'Girard', 'Benali', 'François'],
    },
    3,
  ],
  [
    {
      countryId: 'AE',
      phone: '+97150000####',
      cities: ['Dubai', 'Abu Dabi', 'Şarika'],
      givenNames: ['Saeed', 'Mariam', 'Rashid', 'Fatima', 'Hamdan'],
      surnames: ['Al-Maktoum', 'Al-Nuaimi', 'Al-Suwaidi', 'Al-Mansoori'],
    },
    3,
  ],
  [
    {
      countryId: 'SY',
      phone: '+963930000###',
      cities: ['Halep', 'Şam', 'Lazkiye'],
      givenNames: ['Ahmad', 'Rima', 'Bilal', 'Hala', 'Youssef'],
      surnames: ['Al-Halabi', 'Haddad', 'Khoury', 'Darwish'],
    },
    3,
  ],
  [
    {
      countryId: 'UZ',
      phone: '+99890000####',
      cities: ['Taşkent', 'Semerkant', 'Buhara'],
      givenNames: ['Jasur', 'Dilnoza', 'Sherzod', 'Nilufar', 'Bekzod'],
      surnames: ['Karimov', 'Rakhimova', 'Yusupov', 'Tursunov'],
    },
    3,
  ],
  [
    {
      countryId: 'TM',
      phone: '+9936500####',
      cities: ['Aşkabat', 'Mari'],
      givenNames: ['Merdan', 'Ogulgerek', 'Batyr', 'Jeren'],
      surnames: ['Annayev', 'Berdiyeva', 'Orazov'],
    },
    2,
  ],
];

/** Turkey's operators hold no numbers in 0500. */
export const TURKISH_PHONE = '+90500#######';

const WOMEN = new Set([
  'Olga',
  'Yekaterina',
  'Natalya',
  'Tatyana',
  'Günel',
  'Nigar',
  'Aysel',
  'Leyla',
  'Aigerim',
  'Aliya',
  'Madina',
  'Olena',
  'Iryna',
  'Yuliia',
  'Dilnoza',
  'Nilufar',
  'Ogulgerek',
  'Jeren',
]);

/** Surnames of the Russian kind follow the person: Ivanov, Ivanova. */
export function surnameFor(givenName: string, surname: string): string {
  const stem = /^(.*[oe]v)a?$/.exec(surname)?.[1];
  return stem === undefined ? surname : WOMEN.has(givenName) ? `${stem}a` : stem;
}
