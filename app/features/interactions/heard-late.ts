/** The office hears of most within the minute; what took longer is worth a word. */
const AT_ONCE_MS = 60_000;

/** Whether the office heard of what was written at `writtenAt` only later; '' where nobody knows when it did. */
export const isHeardLate = (writtenAt: string, heardAt: string): boolean =>
  heardAt !== '' && Date.parse(heardAt) - Date.parse(writtenAt) > AT_ONCE_MS;
