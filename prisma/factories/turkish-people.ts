export const WOMEN = [
  'Zeynep', 'Elif', 'Ayşe', 'Fatma', 'Emine', 'Merve', 'Büşra', 'Esra', 'Özlem', 'Gül', 'Hatice', 'Şeyma', 'Ebru', 'Derya', 'Selin', 'Ceren',
  'Gizem', 'İrem', 'Tuğba', 'Sibel', 'Pınar', 'Aslı', 'Nazlı', 'Deniz', 'Ece', 'Melis', 'Damla', 'Sevgi', 'Yasemin', 'Nurgül', 'Aylin', 'Burcu',
  'Dilek', 'Filiz', 'Gamze', 'Hande', 'Işıl', 'Kübra', 'Leyla', 'Müge', 'Neslihan', 'Özge', 'Pelin', 'Rabia', 'Sedef', 'Şebnem', 'Tülay', 'Ümran',
] as const;

export const MEN = [
  'Mehmet', 'Mustafa', 'Ahmet', 'Ali', 'Hüseyin', 'Hasan', 'İbrahim', 'İsmail', 'Osman', 'Yusuf', 'Murat', 'Ömer', 'Emre', 'Burak', 'Serkan', 'Oğuz',
  'Volkan', 'Tolga', 'Kemal', 'Barış', 'Onur', 'Cem', 'Can', 'Kaan', 'Efe', 'Uğur', 'Çağrı', 'Gökhan', 'Hakan', 'İlker', 'Levent', 'Mert',
  'Okan', 'Özgür', 'Rıza', 'Sinan', 'Şahin', 'Taner', 'Umut', 'Ümit', 'Yiğit', 'Zafer', 'Alper', 'Berk', 'Cihan', 'Doğan', 'Erdem', 'Fatih',
] as const;

export const SURNAMES = [
  'Yılmaz', 'Kaya', 'Demir', 'Şahin', 'Çelik', 'Yıldız', 'Yıldırım', 'Öztürk', 'Aydın', 'Özdemir', 'Arslan', 'Doğan', 'Kılıç', 'Aslan', 'Çetin', 'Kara',
  'Koç', 'Kurt', 'Özkan', 'Şimşek', 'Polat', 'Korkmaz', 'Çakır', 'Erdoğan', 'Can', 'Acar', 'Güneş', 'Aksoy', 'Bulut', 'Işık', 'Tekin', 'Ünal',
  'Güler', 'Yavuz', 'Avcı', 'Bozkurt', 'Taş', 'Ateş', 'Güngör', 'Köse', 'Ceylan', 'Duman', 'Ekinci', 'Fidan', 'Gökçe', 'Harman', 'İnce', 'Karaca',
  'Mutlu', 'Nalbant', 'Okur', 'Önal', 'Peker', 'Sarı', 'Soylu', 'Tunç', 'Uslu', 'Ülker', 'Vural', 'Yalçın', 'Zengin', 'Akbulut', 'Başaran', 'Dağ',
] as const;

/** Weight by population, more for where a consultancy of İstanbul and Ankara has its customers. */
export const CITIES: readonly (readonly [{ readonly city: string; readonly districts: readonly string[] }, number])[] = [
  [{ city: 'İstanbul', districts: ['Kadıköy', 'Beşiktaş', 'Şişli', 'Üsküdar', 'Ataşehir', 'Maltepe', 'Kartal', 'Pendik', 'Bakırköy', 'Beylikdüzü', 'Başakşehir', 'Sarıyer', 'Ümraniye', 'Zeytinburnu'] }, 38],
  [{ city: 'Ankara', districts: ['Çankaya', 'Yenimahalle', 'Etimesgut', 'Keçiören', 'Gölbaşı', 'Mamak'] }, 20],
  [{ city: 'İzmir', districts: ['Konak', 'Karşıyaka', 'Bornova', 'Buca', 'Çeşme', 'Urla'] }, 9],
  [{ city: 'Bursa', districts: ['Nilüfer', 'Osmangazi', 'Yıldırım', 'Mudanya'] }, 6],
  [{ city: 'Antalya', districts: ['Muratpaşa', 'Konyaaltı', 'Alanya', 'Kepez'] }, 6],
  [{ city: 'Kocaeli', districts: ['İzmit', 'Gebze', 'Darıca'] }, 4],
  [{ city: 'Konya', districts: ['Selçuklu', 'Meram'] }, 3],
  [{ city: 'Adana', districts: ['Seyhan', 'Çukurova'] }, 3],
  [{ city: 'Gaziantep', districts: ['Şahinbey', 'Şehitkamil'] }, 3],
  [{ city: 'Eskişehir', districts: ['Odunpazarı', 'Tepebaşı'] }, 2],
  [{ city: 'Muğla', districts: ['Bodrum', 'Fethiye', 'Marmaris'] }, 2],
  [{ city: 'Kayseri', districts: ['Melikgazi', 'Talas'] }, 2],
  [{ city: 'Samsun', districts: ['Atakum', 'İlkadım'] }, 1],
  [{ city: 'Trabzon', districts: ['Ortahisar', 'Akçaabat'] }, 1],
];

export const STREETS = ['Atatürk Cad.', 'Cumhuriyet Cad.', 'İnönü Cad.', 'Gül Sok.', 'Çınar Sok.', 'Lale Sok.', 'Şehit Ömer Sok.', 'Bağdat Cad.', 'İstasyon Cad.', 'Ihlamur Sok.', 'Zambak Sok.', 'Fidan Sok.'] as const;

export const OCCUPATIONS = [
  'Öğretmen', 'Doktor', 'Mühendis', 'Avukat', 'Esnaf', 'Emekli', 'Diş hekimi', 'Eczacı', 'Muhasebeci', 'Mimar', 'Yazılımcı', 'Bankacı', 'Hemşire',
  'İnşaat mühendisi', 'Müteahhit', 'Restoran işletmecisi', 'İhracatçı', 'Tekstil üreticisi', 'Kamu çalışanı', 'Sigortacı', 'Akademisyen', 'Pilot', 'Çiftçi', 'Kuaför',
] as const;
