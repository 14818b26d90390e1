import {
  writtenLanguages,
  type CampaignContent,
  type MailLanguage,
  type MailProblem,
} from '../../../sync/rules/campaign';
import { walkMail } from '../../../sync/rules/mail-document';
import type { Deps } from '../../deps';
import { escaped } from '../messages/email-html';
import { officeSettings } from '../settings/office-settings';
import { imagesThere, type FrozenText } from './campaigns.store';
import { checkMail } from './check-mail';
import { mailHtml } from './mail-html';
import { mailText } from './mail-text';

/** `{{ firstName }}`, as somebody typed it, is a place as well. */
const LOOSE_PLACE = /\{\{\s*([A-Za-z]+)\s*\}\}/g;

/** As it leaves, of one language: with the office's name, and places for what is the recipient's own. */
export async function freezeMail(
  { pool, config }: Pick<Deps, 'pool' | 'config'>,
  content: CampaignContent,
  language: MailLanguage,
  as: { readonly isDark?: boolean; readonly imageBase?: string } = {},
): Promise<FrozenText> {
  const { office } = await officeSettings(pool);
  const { subject, preheader, document } = content[language];
  const imageUrl = (id: string) => `${as.imageBase ?? config.publicOrigin}/i/${id}`;
  const html = mailHtml({ language, subject, preheader, document }, { imageUrl, isDark: as.isDark ?? false });
  const named = (text: string, write: (value: string) => string) =>
    text.replace(LOOSE_PLACE, '{{$1}}').replaceAll('{{officeName}}', () => write(office.name));
  return {
    language,
    subject: named(subject, (value) => value),
    html: named(html, escaped),
    text: named(mailText({ language, document }), (value) => value),
  };
}

/** Every language that is written, and what keeps it from leaving. */
export async function freezeAll(
  deps: Pick<Deps, 'pool' | 'config'>,
  content: CampaignContent,
): Promise<{ readonly mails: readonly FrozenText[]; readonly problems: readonly MailProblem[] }> {
  const languages = writtenLanguages(content);
  const images = new Set<string>();
  for (const language of languages)
    walkMail(content[language].document, {
      block: (block) => {
        if (block.type === 'mailImage') images.add(block.attrs.id);
      },
    });
  const there = await imagesThere(deps.pool, [...images]);
  const mails = await Promise.all(languages.map((language) => freezeMail(deps, content, language)));
  const problems = mails.flatMap((mail) =>
    checkMail(content[mail.language as MailLanguage], mail.language as MailLanguage, there, mail),
  );
  if (languages.length === 0) problems.push({ problem: 'textMissing', language: '', about: '' });
  return { mails, problems };
}
