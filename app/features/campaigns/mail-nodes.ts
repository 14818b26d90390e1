/** The editor's own blocks, as sync/rules/mail-document.ts names them. How a mail shows them the office decides. */
import { mergeAttributes, Node } from '@tiptap/core';

const attribute = (name: string, empty: string | number = '') => ({
  default: empty,
  parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? empty,
  renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name}`]: String(attributes[name] ?? '') }),
});

/** A place for something of the recipient's; `wordOf` says what the writer reads there. */
export const placeNode = (wordOf: (name: string) => string) =>
  Node.create({
    name: 'place',
    group: 'inline',
    inline: true,
    atom: true,
    marks: '_',
    addAttributes: () => ({ name: attribute('place', 'firstName') }),
    parseHTML: () => [{ tag: 'span[data-place]' }],
    renderHTML: ({ node, HTMLAttributes }) => [
      'span',
      mergeAttributes(HTMLAttributes),
      wordOf(String(node.attrs['name'])),
    ],
    renderText: ({ node }) => `{{${String(node.attrs['name'])}}}`,
  });

export const imageNode = Node.create({
  name: 'mailImage',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    id: attribute('id'),
    alt: attribute('alt'),
    width: attribute('width', 600),
    height: attribute('height', 300),
    href: attribute('href'),
  }),
  parseHTML: () => [
    {
      tag: 'div[data-mail="image"]',
      getAttrs: (element) => ({
        width: Number(element.getAttribute('data-width')) || 600,
        height: Number(element.getAttribute('data-height')) || 300,
      }),
    },
  ],
  renderHTML: ({ node, HTMLAttributes }) => [
    'div',
    mergeAttributes(HTMLAttributes, { 'data-mail': 'image' }),
    ['img', { src: `/i/${String(node.attrs['id'])}`, alt: String(node.attrs['alt']) }],
  ],
});

export const buttonNode = Node.create({
  name: 'mailButton',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ label: attribute('label'), href: attribute('href') }),
  parseHTML: () => [{ tag: 'div[data-mail="button"]' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'div',
    mergeAttributes(HTMLAttributes, { 'data-mail': 'button' }),
    String(node.attrs['label'] || '…'),
  ],
});

export const signatureNode = Node.create({
  name: 'signature',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ name: attribute('name'), address: attribute('address') }),
  parseHTML: () => [{ tag: 'div[data-mail="signature"]' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'div',
    mergeAttributes(HTMLAttributes, { 'data-mail': 'signature' }),
    // Never without height: an empty one is to be found and filled.
    `${String(node.attrs['name'] || '…')}\n${String(node.attrs['address'] || '…')}`,
  ],
});

export const columnNode = Node.create({
  name: 'column',
  content: 'block+',
  isolating: true,
  parseHTML: () => [{ tag: 'div[data-mail="column"]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { 'data-mail': 'column' }), 0],
});

/** Beside `block`, so that none stands inside another. */
export const columnsNode = Node.create({
  name: 'columns',
  group: 'wide',
  content: 'column column',
  isolating: true,
  parseHTML: () => [{ tag: 'div[data-mail="columns"]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { 'data-mail': 'columns' }), 0],
});

export const documentNode = Node.create({ name: 'doc', topNode: true, content: '(block | wide)+' });
