/** One mail as HTML: a column of text that every mail program shows, in light and in dark. */
import type { DeliveryContent } from '../deliveries/delivery';

export type Footer = { readonly lead: string; readonly link: string; readonly url: string };

const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 24px 16px; background: #f5f2eb; color: #1d2521; }
.sheet { max-width: 600px; margin: 0 auto; padding: 28px 24px; background: #fffefb; border-radius: 12px;
  font: 16px/1.6 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; word-break: break-word; overflow-wrap: anywhere; }
.sheet p { margin: 0 0 16px; }
.sheet a.go { display: inline-block; padding: 12px 20px; border-radius: 10px; background: #1f5c45; color: #ffffff; font-weight: 600;
  text-decoration: none; }
.foot { max-width: 600px; margin: 16px auto 0; padding: 0 24px; color: #4a554e;
  font: 13px/1.5 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; }
.foot a { color: #1f5c45; }
@media (prefers-color-scheme: dark) {
  body { background: #0c110e; color: #e7ece6; }
  .sheet { background: #1f2923; }
  .foot { color: #bec8c0; }
  .foot a { color: #86cba9; }
}`;

export function htmlOf(content: DeliveryContent, language: 'tr' | 'en', footer: Footer | null): string {
  const paragraphs = content.text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
  const action =
    content.action === undefined
      ? ''
      : `\n<p><a class="go" href="${escaped(content.action.url)}">${escaped(content.action.label)}</a></p>`;
  const foot =
    footer === null
      ? ''
      : `<div class="foot">${escaped(footer.lead)} <a href="${escaped(footer.url)}">${escaped(footer.link)}</a></div>`;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escaped(content.subject)}</title><style>${STYLE}</style></head>
<body><div class="sheet">
${paragraphs}${action}
</div>${foot}</body>
</html>`;
}

export function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
