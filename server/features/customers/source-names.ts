/** Where customers come from, as people say it. */
export const SOURCE_NAMES: Readonly<Record<string, { readonly tr: string; readonly en: string }>> = {
  referral: { tr: 'Tavsiye', en: 'Referral' },
  website: { tr: 'Web sitesi', en: 'Website' },
  instagram: { tr: 'Instagram', en: 'Instagram' },
  facebook: { tr: 'Facebook', en: 'Facebook' },
  google: { tr: 'Google', en: 'Google' },
  fair: { tr: 'Fuar', en: 'Trade fair' },
  walk_in: { tr: 'Şubeye gelen', en: 'Walk-in' },
  phone: { tr: 'Telefon', en: 'Phone' },
  partner: { tr: 'İş ortağı', en: 'Partner' },
  other: { tr: 'Diğer', en: 'Other' },
};
