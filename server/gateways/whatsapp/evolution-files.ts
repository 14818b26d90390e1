/** Files to and from an Evolution server (2.3.7), a piece at a time. */
import { open } from 'node:fs/promises';
import { WhatsappError, type OutgoingFile, type WhatsappGateway } from './contract';
import { required, wordsOf, type Answered, type EvolutionCall } from './evolution-http';
import { writeAround } from './base64-field';
import { asObject, asText } from './read-message';

/** It takes the file to WhatsApp before it answers; whatever holds the message waits no longer than this. */
const SEND_TIMEOUT_MS = 25_000;
const FETCH_TIMEOUT_MS = 60_000;
const MAX_NAME_LENGTH = 200;
/** What it plays as it is; everything else it makes that of. */
const VOICE_TYPE = 'audio/ogg';

export function sendFile(
  call: EvolutionCall,
  instance: string,
  about: Readonly<Record<string, unknown>>,
  caption: string,
  { shownAs, fileName, mime, open: openFile }: OutgoingFile,
) {
  const send = (operation: string, body: Readonly<Record<string, unknown>>, field: string) =>
    call('POST', ['message', operation, instance], {
      pieces: writeAround({ ...about, ...body }, field, openFile()),
      timeoutMs: SEND_TIMEOUT_MS,
      // Where somebody has set it so, the file comes back whole with the answer.
      onBytes: () => undefined,
    });
  if (shownAs === 'voice') return send('sendWhatsAppAudio', { encoding: mime !== VOICE_TYPE }, 'audio');
  const words = caption === '' ? {} : { caption };
  return send('sendMedia', { mediatype: shownAs, mimetype: mime, fileName, ...words }, 'media');
}

class TooLarge extends Error {}
/** What it says where nobody will ever have the file. It says 400 of everything else too: a download that broke off. */
const NEVER = ['Message not found', 'The message is not of the media type'];

export async function fetchFile(
  call: EvolutionCall,
  ...[instance, keyId, intoPath, mostBytes]: Parameters<WhatsappGateway['file']>
): ReturnType<WhatsappGateway['file']> {
  const into = await open(intoPath, 'w', 0o600);
  let size = 0;
  try {
    const answer = await call('POST', ['chat', 'getBase64FromMediaMessage', instance], {
      body: { message: { key: { id: keyId } }, convertToMp4: false },
      timeoutMs: FETCH_TIMEOUT_MS,
      onBytes: async (bytes) => {
        size += bytes.length;
        if (size > mostBytes) throw new TooLarge();
        await into.writeFile(bytes);
      },
    });
    if (answer.status === 400 && wordsOf((answer as Answered).body).some((words) => NEVER.includes(words)))
      return { kind: 'gone' };
    // It answered, and of this one file: others may well be there.
    if (answer.status >= 500 && answer.status !== 503) throw new WhatsappError('refused', String(answer.status));
    const body = asObject(required(answer));
    if (size === 0) return { kind: 'gone' };
    return {
      kind: 'fetched',
      mime: asText(body['mimetype']),
      fileName: asText(body['fileName']).slice(0, MAX_NAME_LENGTH),
    };
  } catch (error) {
    if (error instanceof TooLarge) return { kind: 'tooLarge' };
    throw error;
  } finally {
    await into.close();
  }
}
