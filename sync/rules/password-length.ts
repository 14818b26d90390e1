/** In characters, as people count them; whoever chooses a password and whoever takes it hold to the same. */
export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;
