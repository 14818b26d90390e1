import type { Attachment } from '../../gateways/email/contract';
import type { OutgoingFile } from '../../gateways/whatsapp/contract';

const LETTERS: Readonly<Record<string, string>> = { ı: 'i', İ: 'I' };

/** A customer's file as it leaves with a mail. Throws where its bytes have gone. */
export async function attachmentOf({ fileName, mime, open }: OutgoingFile): Promise<Attachment> {
  const parts: Uint8Array[] = [];
  for await (const part of open()) parts.push(part);
  return { fileName: plainName(fileName), type: mime, bytes: Buffer.concat(parts) };
}

/** `Sözleşme (1).pdf` → `Sozlesme (1).pdf`: names travel through mail programs that know no letters but these. */
export function plainName(name: string): string {
  const plain = name
    .replace(/[ıİ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/g, '_')
    .replace(/["\\/]/g, '_');
  return plain.replace(/[_ .]/g, '') === '' ? 'dosya' : plain;
}
