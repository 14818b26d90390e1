import type { ErrorCode } from '../../../sync/errors';

/**
 * `there`: the office has it, from now or already; `unknown`: it knows of no such file; a code: it does not take these
 * bytes, however often they come.
 */
export type Answer = 'there' | 'unknown' | { readonly code: ErrorCode };
type Told = (fileId: string, progress: { isSending: boolean; part: number }) => void;

/** What is an answer, and what passes by itself: no network, a session that ended, a busy office. */
export function answerOf(status: number): Answer | null {
  if (status === 409) return 'there';
  if (status === 404) return 'unknown';
  if (status === 413) return { code: 'file.tooLarge' };
  return status === 400 || status === 415 || status === 422 ? { code: 'file.damaged' } : null;
}

/** Goes on where the office is, after a reload as after a break. Throws where the office was not reached. */
export async function sendBytes(fileId: string, bytes: Blob, tell: Told): Promise<Answer> {
  const { Upload, DetailedError } = await import('tus-js-client');
  const place = `${window.location.origin}/uploads`;
  tell(fileId, { isSending: true, part: 0 });
  try {
    return await new Promise((resolve, reject) => {
      const upload = new Upload(bytes, {
        endpoint: place,
        uploadUrl: `${place}/${fileId}`,
        metadata: { fileId },
        retryDelays: [],
        storeFingerprintForResuming: false,
        onProgress: (sent, total) => tell(fileId, { isSending: true, part: total === 0 ? 0 : sent / total }),
        onSuccess: () => resolve('there'),
        onError: (error) => {
          const answer = answerOf(error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0);
          if (answer === null) reject(error);
          else resolve(answer);
        },
      });
      upload.start();
    });
  } finally {
    tell(fileId, { isSending: false, part: 0 });
  }
}
