// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { handInBytes, notHandedIn } from './hand-in-bytes';
import { keepBytes, waitingBytes } from './kept-bytes';
import { answerOf, type Answer } from './send-bytes';

const ME = '00000000-0000-4000-8000-00000000000a';
const keep = (fileId: string) => keepBytes(ME, { fileId, bytes: new Blob([fileId]), document: {} as never });
const left = async () => (await waitingBytes(ME)).map(({ fileId }) => fileId);

beforeEach(() => localStorage.clear());

it('hands in what waits, counts what the office does not take, and sends nothing twice after a break', async () => {
  for (const fileId of ['a', 'b', 'c', 'd']) await keep(fileId);
  const sent: string[] = [];
  const answers: Record<string, Answer | Error> = {
    a: 'there',
    b: 'unknown',
    c: new Error('no network'),
    d: { code: 'file.tooLarge' },
  };
  const send = (fileId: string): Promise<Answer> => {
    sent.push(fileId);
    const answer = answers[fileId]!;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  await expect(handInBytes(ME, send)).rejects.toThrow('no network');
  expect(await left()).toEqual(['b', 'c', 'd']);
  answers['c'] = 'there';
  await handInBytes(ME, send);
  expect(sent).toEqual(['a', 'b', 'c', 'b', 'c', 'd']);
  expect(await left()).toEqual(['b', 'd']);
  expect(notHandedIn()).toBe(2);
});

it('tells an answer of the office from what passes by itself', () => {
  expect([409, 404, 413, 400].map(answerOf)).toEqual([
    'there',
    'unknown',
    { code: 'file.tooLarge' },
    { code: 'file.damaged' },
  ]);
  expect([0, 401, 403, 423, 429, 500, 503].map(answerOf)).toEqual([null, null, null, null, null, null, null]);
});
