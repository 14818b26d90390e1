/** Anything but blanks before and after one @, with a dot somewhere inside what follows it. */
export const EMAIL_PATTERN = /^[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+$/;
export const MAX_EMAIL_LENGTH = 254;
