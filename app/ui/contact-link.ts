/**
 * Addresses that open the mail program, the phone or messages. What people typed is one value in them, whatever signs
 * it holds: a customer's e-mail `a@b.c?bcc=x@y.z` would else be a letter with a hidden second reader.
 */
export const mailLink = (email: string) => `mailto:${encoded(email)}`;
/** `phone`: E.164. */
export const callLink = (phone: string) => `tel:${encoded(phone)}`;

/** The two signs that belong to addresses and numbers stay as they are: some programs do not read them otherwise. */
const encoded = (value: string) =>
  encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/%40/g, '@')
    .replace(/^%2B/, '+');
