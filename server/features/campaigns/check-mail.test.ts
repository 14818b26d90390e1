import { describe, expect, it } from 'vitest';
import { MAIL_PROBLEMS, MAX_MAIL_BYTES, type CampaignMail } from '../../../sync/rules/campaign';
import { checkMail } from './check-mail';
import { mailHtml } from './mail-html';
import { mailText } from './mail-text';

const IMAGE = '018f0000-0000-7000-8000-000000000001';
const words = (text: string, href?: string) => ({
  type: 'paragraph',
  content: [{ type: 'text', text, ...(href === undefined ? {} : { marks: [{ type: 'link', attrs: { href } }] }) }],
});
const signature = (address = 'Alsancak, İzmir') => ({ type: 'signature', attrs: { name: 'Saha', address } });
const mail = (content: object[], subject = 'Güz dönemi, {{firstName}}') =>
  ({ subject, preheader: '', document: { type: 'doc', content } }) as CampaignMail;
const rendered = ({ subject, preheader, document }: CampaignMail) => ({
  html: mailHtml({ language: 'tr', subject, preheader, document }, { imageUrl: (id) => `/i/${id}`, isDark: false }),
  text: mailText({ language: 'tr', document }),
});
const problemsOf = (one: CampaignMail, as = rendered(one)) =>
  checkMail(one, 'tr', new Set([IMAGE]), as).map(({ problem, about }) => (about === '' ? problem : [problem, about]));

const GOOD = [
  words('Merhaba'),
  words('Buradan', 'https://saha.example/basvuru'),
  { type: 'mailButton', attrs: { label: 'Başvurun', href: 'https://saha.example/basvuru' } },
  { type: 'mailImage', attrs: { id: IMAGE, alt: '', href: '' } },
];

const WRONG: readonly (readonly [string, CampaignMail, unknown])[] = [
  ['has no subject', mail([...GOOD, signature()], '  '), 'subjectMissing'],
  ['says nothing', mail([signature()]), 'textMissing'],
  [
    'says nothing beside two signatures',
    mail([{ type: 'columns', content: [signature(), signature()].map((one) => ({ type: 'column', content: [one] })) }]),
    'textMissing',
  ],
  ['names what nobody knows', mail([...GOOD, words('{{kim}}'), signature()]), ['placeUnknown', 'kim']],
  [
    'names it where a picture is described',
    mail([...GOOD, { type: 'mailImage', attrs: { id: IMAGE, alt: 'Merhaba {{kim}}', href: '' } }, signature()]),
    ['placeUnknown', 'kim'],
  ],
  ['names it in its subject', mail([...GOOD, signature()], 'Merhaba {{kim}}'), ['placeUnknown', 'kim']],
  [
    'has a place that a mail has not',
    mail([...GOOD, { type: 'paragraph', content: [{ type: 'place', attrs: { name: 'kim' } }] }, signature()]),
    ['placeUnknown', 'kim'],
  ],
  ['has a link to nowhere', mail([...GOOD, words('Buradan', ' '), signature()]), 'linkMissing'],
  [
    'has a link that runs',
    mail([...GOOD, words('x', 'javascript:alert(1)'), signature()]),
    ['linkWrong', 'javascript:alert(1)'],
  ],
  [
    'has a link within the house',
    mail([...GOOD, words('x', 'http://localhost/'), signature()]),
    ['linkWrong', 'http://localhost/'],
  ],
  [
    'has a button without words',
    mail([...GOOD, { type: 'mailButton', attrs: { label: ' ', href: 'https://saha.example' } }, signature()]),
    'linkMissing',
  ],
  [
    'shows an image that is gone',
    mail([...GOOD, { type: 'mailImage', attrs: { id: 'x', alt: '', href: '' } }, signature()]),
    'imageGone',
  ],
  ['has no postal address', mail([...GOOD, signature(' ')]), 'addressMissing'],
  ['has no signature', mail(GOOD), 'addressMissing'],
  ['is too large', mail([...GOOD, words('ğ'.repeat(MAX_MAIL_BYTES / 2)), signature()]), 'tooLarge'],
];

describe('a mail', () => {
  it('with all that it needs may leave', () => {
    expect(problemsOf(mail([...GOOD, signature()]))).toEqual([]);
  });
  it.each(WRONG)('that %s does not', (_, one, problem) => {
    expect(problemsOf(one)).toEqual([problem]);
  });
  it.each(['html', 'text'] as const)('without a way out in its %s does not', (part) => {
    const one = mail([...GOOD, signature()]);
    const as = { ...rendered(one), [part]: 'Merhaba' };
    expect(problemsOf(one, as)).toEqual(['wayOutMissing']);
  });
  it('says one thing once', () => {
    expect(problemsOf(mail([words('{{kim}} {{kim}}'), words('{{kim}}'), signature()]))).toEqual([
      ['placeUnknown', 'kim'],
    ]);
  });
  it('has an example above of everything that may be wrong with it', () => {
    // The others are of the campaign: its people, its rule, its sender.
    const seen = new Set([
      'wayOutMissing',
      'nobody',
      'ruleWrong',
      'senderMissing',
      ...WRONG.map(([, , problem]) => String([problem].flat()[0])),
    ]);
    expect([...seen].sort()).toEqual([...MAIL_PROBLEMS].sort());
  });
});
