import { useEditorState, type Editor } from '@tiptap/react';
import { longestText } from '../../../sync/collections/longest-text';
import { BLOCK_SHAPES, mailHref } from '../../../sync/rules/mail-document';
import { useText } from '../../i18n/use-text';
import { TextArea, TextField } from '../../ui/text-field';
import styles from './campaigns.module.css';

type Chosen = { readonly type: string; readonly attrs: Readonly<Record<string, unknown>> } | null;
type Field = { readonly name: string; readonly maxLength: number };
const { mailButton, mailImage, signature } = BLOCK_SHAPES;
const MAX_HREF = longestText(mailHref);
const FIELDS: Readonly<Record<string, readonly Field[]>> = {
  mailButton: [
    { name: 'label', maxLength: longestText(mailButton.label) },
    { name: 'href', maxLength: MAX_HREF },
  ],
  mailImage: [
    { name: 'alt', maxLength: longestText(mailImage.alt) },
    { name: 'href', maxLength: MAX_HREF },
  ],
  signature: [
    { name: 'name', maxLength: longestText(signature.name) },
    { name: 'address', maxLength: longestText(signature.address) },
  ],
};

/** What the chosen block holds beside its looks, or where the chosen words lead. */
export function BlockFields({ editor }: { editor: Editor }) {
  const t = useText();
  const { chosen, link, isText } = useEditorState({
    editor,
    selector: ({ editor: now }) => {
      const { selection } = now.state;
      const node =
        'node' in selection ? (selection.node as { type: { name: string }; attrs: Record<string, unknown> }) : null;
      return {
        chosen: (node !== null && FIELDS[node.type.name] !== undefined
          ? { type: node.type.name, attrs: { ...node.attrs } }
          : null) as Chosen,
        link: String(now.getAttributes('link')['href'] ?? ''),
        isText: node === null && (!selection.empty || now.isActive('link')),
      };
    },
  });
  if (chosen !== null) {
    const put = (name: string, value: string) =>
      editor
        .chain()
        .updateAttributes(chosen.type, { [name]: value })
        .run();
    return (
      <div role="group" aria-label={t('campaigns.block')} className={styles.choices}>
        {(FIELDS[chosen.type] ?? []).map(({ name, maxLength }) => {
          const field = {
            label: t(`campaigns.block.${name}`),
            value: String(chosen.attrs[name] ?? ''),
            onChange: (value: string) => void put(name, value),
            maxLength,
          };
          return name === 'address' ? (
            <TextArea key={name} {...field} />
          ) : (
            <TextField
              key={name}
              {...field}
              autoComplete="off"
              {...(name === 'href' ? { inputMode: 'url' as const } : {})}
            />
          );
        })}
      </div>
    );
  }
  if (!isText) return <p className={styles.note}>{t('campaigns.block.none')}</p>;
  return (
    <TextField
      label={t('campaigns.block.href')}
      value={link}
      onChange={(address) => {
        const words = editor.chain().extendMarkRange('link');
        if (address === '') words.unsetLink().run();
        else words.setLink({ href: address }).run();
      }}
      maxLength={MAX_HREF}
      inputMode="url"
      autoComplete="off"
    />
  );
}
