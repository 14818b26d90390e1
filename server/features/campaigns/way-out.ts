/** The line under every campaign's mail. */
export const WAY_OUT_WORDS = {
  tr: { lead: 'Bu iletiyi izin verdiğiniz için aldınız. Artık almak istemiyorsanız:', link: 'Listeden çıkın' },
  en: { lead: 'You are getting this because you agreed to it. If you would rather not:', link: 'Unsubscribe' },
} as const;
/** Filled for each recipient (messages/render-email.ts). */
export const WAY_OUT_PLACE = '{{wayOut}}';
