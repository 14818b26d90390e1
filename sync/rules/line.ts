/** What the office calls one of its numbers on WhatsApp. */
export const MAX_LINE_NAME_LENGTH = 80;

/** How much one of them may send in a day, and to how many who never wrote, within what an admin may choose. */
export const LINE_CAPS = {
  daily: { least: 1, most: 5_000 },
  newChats: { least: 0, most: 500 },
} as const;
