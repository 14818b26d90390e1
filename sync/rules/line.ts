/** What the office calls one of its numbers on WhatsApp. */
export const MAX_LINE_NAME_LENGTH = 80;
