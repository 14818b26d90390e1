import { forgetBytes, waitingBytes } from './kept-bytes';
import { sendBytes } from './send-bytes';

/** How many files a wiped device could not hand in, until somebody signs in here. */
const NOT_HANDED_IN_KEY = 'saha.bytesNotHandedIn';
export const notHandedIn = () => Number(localStorage.getItem(NOT_HANDED_IN_KEY) ?? 0) || 0;
export const forgetNotHandedIn = () => localStorage.removeItem(NOT_HANDED_IN_KEY);

const quietly = () => undefined;

/**
 * Before everything of a person is removed: the bytes that the office has not got go there, each whose document it has,
 * from before or in the work that was handed in just now. What the office does not take is counted, for whoever signs
 * in next; the office lists it as never arrived. Throws where the office was not reached: what went is not sent again
 * at the next call.
 */
export async function handInBytes(memberId: string, send: typeof sendBytes = sendBytes): Promise<void> {
  let lost = 0;
  for (const { fileId, bytes } of await waitingBytes(memberId)) {
    if ((await send(fileId, bytes, quietly)) !== 'there') {
      lost += 1;
      continue;
    }
    await forgetBytes(memberId, fileId);
  }
  if (lost > 0) localStorage.setItem(NOT_HANDED_IN_KEY, String(lost));
}
