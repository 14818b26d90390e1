/**
 * What a campaign's mail is written as: blocks as the editor keeps them, and nothing else. Whatever is not named here
 * is dropped on the way in, so that no markup of a browser's ever reaches a mail. Pure; both ends read it.
 */
import * as z from 'zod/mini';
import { EMAIL_PATTERN } from './email-pattern';
import { TEMPLATE_VARIABLES, type TemplateVariable } from './template-text';

/** Of these every recipient has a value of their own, or the office has one. */
export const MAIL_PLACES = [
  'firstName',
  'lastName',
  'agentName',
  'agentEmail',
  'officeName',
] as const satisfies readonly TemplateVariable[];
export type MailPlace = (typeof MAIL_PLACES)[number];
export const isMailPlace = (name: string): name is MailPlace => (MAIL_PLACES as readonly string[]).includes(name);

const MAX_BLOCKS = 200;
const MAX_TEXT = 8_000;
const MAX_HREF = 2_000;
const text = (most: number) => z.string().check(z.maxLength(most));
/** Where words, a button or an image lead. */
export const mailHref = text(MAX_HREF);
const href = mailHref;
const uuid = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/));

const mark = z.union([
  z.object({ type: z.enum(['bold', 'italic', 'underline', 'strike']) }),
  z.object({ type: z.literal('link'), attrs: z.object({ href }) }),
]);
const inline = z.union([
  z.object({ type: z.literal('text'), text: text(MAX_TEXT), marks: z.optional(z.array(mark).check(z.maxLength(6))) }),
  z.object({ type: z.literal('hardBreak') }),
  z.object({
    type: z.literal('place'),
    attrs: z.object({ name: z.enum(TEMPLATE_VARIABLES) }),
    marks: z.optional(z.array(mark).check(z.maxLength(6))),
  }),
]);
const inlines = z.optional(z.array(inline).check(z.maxLength(500)));
const paragraph = z.object({ type: z.literal('paragraph'), content: inlines });
const heading = z.object({
  type: z.literal('heading'),
  attrs: z.object({ level: z.int().check(z.minimum(1), z.maximum(3)) }),
  content: inlines,
});
/** Lists hold lines, and one list more below a line. */
const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ type: z.enum(['bulletList', 'orderedList']), content: z.array(item).check(z.maxLength(100)) });
const innerItem = z.object({ type: z.literal('listItem'), content: z.array(paragraph).check(z.maxLength(20)) });
const item = z.object({
  type: z.literal('listItem'),
  content: z.array(z.union([paragraph, listOf(innerItem)])).check(z.maxLength(20)),
});
const list = listOf(item);
const image = z.object({
  type: z.literal('mailImage'),
  attrs: z.object({
    id: uuid,
    alt: text(200),
    /** As it is stored; a mail shows it as wide as there is room. */
    width: z.int().check(z.minimum(1), z.maximum(4_000)),
    height: z.int().check(z.minimum(1), z.maximum(8_000)),
    href,
  }),
});
const button = z.object({ type: z.literal('mailButton'), attrs: z.object({ label: text(80), href }) });
const divider = z.object({ type: z.literal('horizontalRule') });
const signature = z.object({
  type: z.literal('signature'),
  attrs: z.object({ name: text(120), address: text(300) }),
});
/** What is written in the fields of a block, beside what is written in the mail itself. */
export const BLOCK_SHAPES = {
  mailButton: button.shape.attrs.shape,
  mailImage: image.shape.attrs.shape,
  signature: signature.shape.attrs.shape,
} as const;
const block = z.union([paragraph, heading, list, image, button, divider, signature]);
const column = z.object({ type: z.literal('column'), content: z.array(block).check(z.maxLength(40)) });
const columns = z.object({
  type: z.literal('columns'),
  content: z.array(column).check(z.minLength(2), z.maxLength(2)),
});

export const mailDocument = z.object({
  type: z.literal('doc'),
  content: z.array(z.union([block, columns])).check(z.maxLength(MAX_BLOCKS)),
});
export type MailDocument = z.infer<typeof mailDocument>;
export type MailTop = MailDocument['content'][number];
export type MailBlock = z.infer<typeof block>;
export type MailInline = z.infer<typeof inline>;
export type MailMark = z.infer<typeof mark>;

export const EMPTY_MAIL: MailDocument = { type: 'doc', content: [] };

/** A place people may be sent to; everything else is no link. */
export function isSafeLink(href: string): boolean {
  if (/[\s"'<>\\{}]/.test(href)) return false;
  if (/^mailto:/i.test(href)) return EMAIL_PATTERN.test(href.slice('mailto:'.length));
  if (/^tel:/i.test(href)) return /^\+?[0-9()-]{5,20}$/.test(href.slice('tel:'.length));
  if (!/^https?:\/\//i.test(href)) return false;
  try {
    const labels = new URL(href).hostname.split('.');
    return (
      labels.length > 1 && labels.every((label) => /^[a-z0-9-]+$/i.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '')
    );
  } catch {
    return false;
  }
}

type Visitor = {
  readonly text?: (text: string) => void;
  /** What a signature says; left out: it is text like all other. */
  readonly signed?: (text: string) => void;
  readonly place?: (name: TemplateVariable) => void;
  readonly link?: (href: string) => void;
  readonly block?: (block: MailBlock) => void;
};

/** Every part, in the order in which it is read. */
export function walkMail(document: MailDocument, visit: Visitor): void {
  const ofInlines = (content: readonly MailInline[] | undefined) => {
    for (const one of content ?? []) {
      if (one.type === 'hardBreak') continue;
      if (one.type === 'text') visit.text?.(one.text);
      else visit.place?.(one.attrs.name);
      for (const each of one.marks ?? []) if (each.type === 'link') visit.link?.(each.attrs.href);
    }
  };
  const ofBlock = (one: MailBlock): void => {
    visit.block?.(one);
    switch (one.type) {
      case 'paragraph':
      case 'heading':
        return ofInlines(one.content);
      case 'bulletList':
      case 'orderedList':
        for (const each of one.content)
          for (const part of each.content)
            if (part.type === 'paragraph') ofInlines(part.content);
            else for (const inner of part.content) inner.content.forEach(({ content }) => ofInlines(content));
        return;
      case 'mailImage':
        visit.text?.(one.attrs.alt);
        if (one.attrs.href !== '') visit.link?.(one.attrs.href);
        return;
      case 'mailButton':
        visit.text?.(one.attrs.label);
        visit.link?.(one.attrs.href);
        return;
      case 'signature':
        for (const part of [one.attrs.name, one.attrs.address]) (visit.signed ?? visit.text)?.(part);
        return;
      case 'horizontalRule':
    }
  };
  for (const top of document.content)
    if (top.type === 'columns') top.content.forEach(({ content }) => content.forEach(ofBlock));
    else ofBlock(top);
}

/** Nothing that anybody would read or see: a signature signs, and says nothing. */
export function isEmptyMail(document: MailDocument): boolean {
  let isThere = false;
  walkMail(document, {
    signed: () => undefined,
    text: (part) => (isThere ||= part.trim() !== ''),
    place: () => (isThere = true),
    block: ({ type }) => (isThere ||= type === 'mailImage'),
  });
  return !isThere;
}
