/** A mail document as HTML that mail programs show: tables, styles at each element, dark and narrow beside them. */
import juice from 'juice';
import type { MailLanguage } from '../../../sync/rules/campaign';
import { isSafeLink, type MailBlock, type MailDocument, type MailInline } from '../../../sync/rules/mail-document';
import { escaped } from '../messages/email-html';
import { DARK_STYLE, MAIL_STYLE, NARROW_STYLE } from './mail-style';
import { WAY_OUT_PLACE, WAY_OUT_WORDS } from './way-out';

export type MailToRender = {
  readonly language: MailLanguage;
  readonly subject: string;
  readonly preheader: string;
  readonly document: MailDocument;
};
export type RenderedAs = {
  /** Address of an image by its id. */
  readonly imageUrl: (id: string) => string;
  /** As a dark mail program shows it, wherever it is looked at. */
  readonly isDark?: boolean;
};

/** Places stay places: `{{firstName}}`, and `{{wayOut}}` where the recipient's own way out belongs. */
export function mailHtml(mail: MailToRender, as: RenderedAs): string {
  const { language, subject, preheader, document } = mail;
  const body = document.content
    .map((top) => (top.type === 'columns' ? columnsHtml(top, as) : blockHtml(top, as)))
    .join('\n');
  const words = WAY_OUT_WORDS[language];
  const page = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title><style>${MAIL_STYLE}</style></head>
<body>${preheader.trim() === '' ? '' : `<div class="preheader">${escaped(preheader)}</div>`}
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="room" align="center">
<table role="presentation" class="sheet" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td class="inside" align="left">
${body}
</td></tr></table>
<table role="presentation" class="foot" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td class="foot-text" align="left">
${escaped(words.lead)} <a class="out" href="${WAY_OUT_PLACE}">${escaped(words.link)}</a>
</td></tr></table>
</td></tr></table></body></html>`;
  const inlined = juice(page, { removeStyleTags: true, applyWidthAttributes: false });
  const dark = as.isDark === true ? DARK_STYLE : `@media (prefers-color-scheme: dark) {${DARK_STYLE}}`;
  return inlined.replace(
    '</head>',
    `<style>:root { color-scheme: light dark; }\n@media (max-width: 480px) {${NARROW_STYLE}}\n${dark}</style></head>`,
  );
}

function blockHtml(block: MailBlock, as: RenderedAs): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${inlineHtml(block.content) || '&nbsp;'}</p>`;
    case 'heading': {
      const tag = `h${block.attrs.level}`;
      return `<${tag}>${inlineHtml(block.content)}</${tag}>`;
    }
    case 'bulletList':
    case 'orderedList': {
      const tag = block.type === 'bulletList' ? 'ul' : 'ol';
      const items = block.content.map(
        ({ content }) =>
          `<li>${content.map((part) => (part.type === 'paragraph' ? `<p>${inlineHtml(part.content)}</p>` : blockHtml(part, as))).join('')}</li>`,
      );
      return `<${tag}>${items.join('')}</${tag}>`;
    }
    case 'mailImage': {
      const { id, alt, width, height, href } = block.attrs;
      const shownWidth = Math.min(width, 544);
      const picture = `<img class="picture" src="${escaped(as.imageUrl(id))}" alt="${escaped(alt)}" width="${shownWidth}" height="${Math.round((height * shownWidth) / width)}" style="max-width: ${shownWidth}px">`;
      const linked = isSafeLink(href) ? `<a href="${escaped(href)}" target="_blank">${picture}</a>` : picture;
      return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="frame" align="left">${linked}</td></tr></table>`;
    }
    case 'mailButton': {
      const { label, href } = block.attrs;
      if (label.trim() === '' || !isSafeLink(href)) return '';
      return `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="frame"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="go-cell"><a class="go" href="${escaped(href)}" target="_blank">${escaped(label)}</a></td></tr></table></td></tr></table>`;
    }
    case 'horizontalRule':
      return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="frame"><div class="rule">&nbsp;</div></td></tr></table>`;
    case 'signature': {
      const { name, address } = block.attrs;
      const lines = [name, ...address.split('\n')].map((line) => line.trim()).filter((line) => line !== '');
      return `<p class="signature">${lines.map((line, at) => (at === 0 ? `<strong>${escaped(line)}</strong>` : escaped(line))).join('<br>')}</p>`;
    }
  }
}

function columnsHtml(columns: Extract<MailDocument['content'][number], { type: 'columns' }>, as: RenderedAs): string {
  const cells = columns.content.map(
    ({ content }, at) =>
      `<td class="half ${at === 0 ? 'half-left' : 'half-right'}" width="50%" valign="top">${content.map((block) => blockHtml(block, as)).join('\n')}</td>`,
  );
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${cells.join('')}</tr></table>`;
}

const MARKS = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const;

function inlineHtml(content: readonly MailInline[] | undefined): string {
  return (content ?? [])
    .map((one) => {
      if (one.type === 'hardBreak') return '<br>';
      const text = one.type === 'text' ? escaped(one.text) : `{{${one.attrs.name}}}`;
      return (one.marks ?? []).reduce((inner, mark) => {
        if (mark.type !== 'link') return `<${MARKS[mark.type]}>${inner}</${MARKS[mark.type]}>`;
        const { href } = mark.attrs;
        return isSafeLink(href) ? `<a class="link" href="${escaped(href)}" target="_blank">${inner}</a>` : inner;
      }, text);
    })
    .join('');
}
