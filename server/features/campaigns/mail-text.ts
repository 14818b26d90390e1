/** A mail document as plain text, for programs that show nothing else, and for those who like it better. */
import { isSafeLink, type MailBlock, type MailDocument, type MailInline } from '../../../sync/rules/mail-document';
import type { MailToRender } from './mail-html';
import { WAY_OUT_PLACE, WAY_OUT_WORDS } from './way-out';

/** Places stay places, as in the HTML. */
export function mailText({ language, document }: Pick<MailToRender, 'language' | 'document'>): string {
  const words = WAY_OUT_WORDS[language];
  return `${bodyOf(document)}\n\n-- \n${words.lead}\n${WAY_OUT_PLACE}\n`;
}

function bodyOf({ content }: MailDocument): string {
  return content
    .flatMap((top) =>
      top.type === 'columns' ? top.content.flatMap((column) => column.content.map(blockText)) : [blockText(top)],
    )
    .filter((text) => text !== '')
    .join('\n\n')
    .trim();
}

function blockText(block: MailBlock): string {
  switch (block.type) {
    case 'paragraph':
      return inlineText(block.content);
    case 'heading':
      return inlineText(block.content);
    case 'bulletList':
    case 'orderedList':
      return listText(block, '');
    case 'mailImage': {
      const { alt, href } = block.attrs;
      return [alt.trim() === '' ? '' : `[${alt.trim()}]`, isSafeLink(href) ? href : '']
        .filter((part) => part !== '')
        .join('\n');
    }
    case 'mailButton':
      return isSafeLink(block.attrs.href) ? `${block.attrs.label}:\n${block.attrs.href}` : '';
    case 'horizontalRule':
      return '---';
    case 'signature':
      return [block.attrs.name, block.attrs.address].filter((part) => part.trim() !== '').join('\n');
  }
}

type List = Extract<MailBlock, { type: 'bulletList' | 'orderedList' }>;
function listText(list: List | List['content'][number]['content'][number], indent: string): string {
  if (list.type === 'paragraph') return inlineText(list.content);
  return list.content
    .map(({ content }, at) => {
      const lines = (content as readonly Parameters<typeof listText>[0][]).map((part) =>
        part.type === 'paragraph' ? inlineText(part.content) : `\n${listText(part, `${indent}  `)}`,
      );
      return `${indent}${list.type === 'bulletList' ? '-' : `${at + 1}.`} ${lines.join(' ')}`;
    })
    .join('\n');
}

function inlineText(content: readonly MailInline[] | undefined): string {
  return (content ?? [])
    .map((one) => {
      if (one.type === 'hardBreak') return '\n';
      const text = one.type === 'text' ? one.text : `{{${one.attrs.name}}}`;
      const link = one.marks?.find((mark) => mark.type === 'link');
      return link?.type === 'link' && isSafeLink(link.attrs.href) && link.attrs.href !== text
        ? `${text} (${link.attrs.href})`
        : text;
    })
    .join('');
}
