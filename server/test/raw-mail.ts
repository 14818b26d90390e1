/** A mail on the wire, as a provider makes it of the parts it was handed: for a parser that is not ours. */
import type { TakenMail } from '../gateways/email/stand-in/provider';

const BOUNDARY = 'saha-boundary';

export function rawMail({ from, replyTo, to, cc, subject, headers, text, html }: TakenMail): string {
  const part = (type: string, body: string) => [
    `--${BOUNDARY}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(body)
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
  ];
  return [
    `From: ${from}`,
    `To: ${to.join(', ')}`,
    ...(cc.length === 0 ? [] : [`Cc: ${cc.join(', ')}`]),
    `Reply-To: ${replyTo}`,
    `Subject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${BOUNDARY}"`,
    '',
    ...part('text/plain', text),
    ...(html === null ? [] : part('text/html', html)),
    `--${BOUNDARY}--`,
    '',
  ].join('\r\n');
}
