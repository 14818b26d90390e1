/** What keeps a mail from leaving, of one language. */
import { MAX_MAIL_BYTES, type CampaignMail, type MailLanguage, type MailProblem } from '../../../sync/rules/campaign';
import { isEmptyMail, isMailPlace, isSafeLink, walkMail } from '../../../sync/rules/mail-document';
import { unknownPlaces, variablesIn } from '../../../sync/rules/template-text';
import { WAY_OUT_PLACE } from './way-out';

/** `images`: ids that are there; `rendered`: what would leave. */
export function checkMail(
  mail: CampaignMail,
  language: MailLanguage,
  images: ReadonlySet<string>,
  rendered: { readonly html: string; readonly text: string },
): MailProblem[] {
  const problems: MailProblem[] = [];
  const found = (problem: MailProblem['problem'], about = '') => {
    if (!problems.some((one) => one.problem === problem && one.about === about))
      problems.push({ problem, language, about });
  };
  if (mail.subject.trim() === '') found('subjectMissing');
  if (isEmptyMail(mail.document)) found('textMissing');
  let hasAddress = false;
  const read = (text: string) => {
    for (const place of [...unknownPlaces(text), ...variablesIn(text).filter((one) => !isMailPlace(one))])
      found('placeUnknown', place);
  };
  read(mail.subject);
  read(mail.preheader);
  walkMail(mail.document, {
    text: read,
    place: (name) => {
      if (!isMailPlace(name)) found('placeUnknown', name);
    },
    link: (href) => {
      if (href.trim() === '') found('linkMissing');
      else if (!isSafeLink(href)) found('linkWrong', href.slice(0, 120));
    },
    block: (block) => {
      if (block.type === 'signature' && block.attrs.address.trim() !== '') hasAddress = true;
      if (block.type === 'mailImage' && !images.has(block.attrs.id)) found('imageGone');
      if (block.type === 'mailButton' && block.attrs.label.trim() === '') found('linkMissing');
    },
  });
  if (!hasAddress) found('addressMissing');
  if (!rendered.html.includes(WAY_OUT_PLACE) || !rendered.text.includes(WAY_OUT_PLACE)) found('wayOutMissing');
  if (Buffer.byteLength(rendered.html) > MAX_MAIL_BYTES) found('tooLarge');
  return problems;
}
