/** What a mail program gets, read by a parser that is not ours. */
import PostalMime from 'postal-mime';
import { expect, it } from 'vitest';
import type { MailDocument } from '../../../sync/rules/mail-document';
import { mailHtml } from './mail-html';
import { mailText } from './mail-text';

const DOCUMENT: MailDocument = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Şubat çağrısı ığüşöç İĞÜŞÖÇ' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: '<script>alert(1)</script> ' },
        { type: 'place', attrs: { name: 'firstName' } },
        { type: 'text', text: 'buradan', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
      ],
    },
    { type: 'mailButton', attrs: { label: 'Başvurun', href: 'https://saha.example/basvuru?a=1&b=2' } },
    {
      type: 'columns',
      content: [
        { type: 'column', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Sol' }] }] },
        { type: 'column', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Sağ' }] }] },
      ],
    },
    { type: 'signature', attrs: { name: 'Saha', address: 'Alsancak\nİzmir' } },
  ],
};

/** As it goes over the wire: two parts in base64. */
function rawOf(html: string, text: string): string {
  const part = (type: string, body: string) =>
    `--x\r\nContent-Type: ${type}; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(body).toString('base64')}\r\n`;
  return [
    'From: Saha <posta@saha.example>\r\nTo: ece@ornek.example',
    `Subject: =?UTF-8?B?${Buffer.from('Şubat çağrısı').toString('base64')}?=`,
    'List-Unsubscribe: <https://saha.example/u/x>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click',
    `MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n${part('text/plain', text)}${part('text/html', html)}--x--\r\n`,
  ].join('\r\n');
}

it('has both parts, every Turkish letter, the link and the way out, one recipient, and nothing that runs', async () => {
  const html = mailHtml(
    { language: 'tr', subject: 'Şubat çağrısı', preheader: 'Yerler sınırlı', document: DOCUMENT },
    { imageUrl: (id) => `https://saha.example/i/${id}` },
  );
  const mail = await PostalMime.parse(rawOf(html, mailText({ language: 'tr', document: DOCUMENT })));
  expect(mail.to).toEqual([{ address: 'ece@ornek.example', name: '' }]);
  expect([mail.cc, mail.bcc]).toEqual([undefined, undefined]);
  expect(mail.subject).toBe('Şubat çağrısı');
  expect(mail.headers.filter(({ key }) => key.startsWith('list-')).map(({ key }) => key)).toHaveLength(2);
  for (const part of [mail.html ?? '', mail.text ?? '']) {
    expect(part).toContain('Şubat çağrısı ığüşöç İĞÜŞÖÇ');
    expect(part).toContain('{{firstName}}');
    expect(part).toContain('{{wayOut}}');
    expect(part).not.toContain('javascript:');
  }
  expect(mail.html).toContain('href="https://saha.example/basvuru?a=1&#38;b=2"');
  expect(mail.text).toContain('https://saha.example/basvuru?a=1&b=2');
  expect(mail.html).not.toContain('<script');
  expect(mail.html).toMatch(/<h1 style="[^"]*font-size: 26px/);
  expect(mail.html).toContain('prefers-color-scheme: dark');
});
