import { useEditorState, type Editor } from '@tiptap/react';
import { useText } from '../../i18n/use-text';
import { TextArea, TextField } from '../../ui/text-field';
import styles from './campaigns.module.css';

type Chosen = { readonly type: string; readonly attrs: Readonly<Record<string, unknown>> } | null;
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  mailButton: ['label', 'href'],
  mailImage: ['alt', 'href'],
  signature: ['name', 'address'],
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
        {(FIELDS[chosen.type] ?? []).map((name) => {
          const field = {
            label: t(`campaigns.block.${name}`),
            value: String(chosen.attrs[name] ?? ''),
            onChange: (value: string) => void put(name, value),
          };
          return name === 'address' ? (
            <TextArea key={name} {...field} maxLength={300} />
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
      onChange={(href) => {
        const words = editor.chain().extendMarkRange('link');
        if (href === '') words.unsetLink().run();
        else words.setLink({ href }).run();
      }}
      inputMode="url"
      autoComplete="off"
    />
  );
}
