import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import {
  Bold,
  Columns2,
  Heading2,
  ImagePlus,
  Italic,
  List,
  ListOrdered,
  Minus,
  MousePointerClick,
  PenLine,
  Redo2,
  Undo2,
  UserRound,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { MailLanguage } from '../../../sync/rules/campaign';
import { MAIL_PLACES, type MailDocument } from '../../../sync/rules/mail-document';
import { api, errorText } from '../../api/client';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import { showToast } from '../../ui/toast';
import { useSettings } from '../settings/settings-context';
import { BlockFields } from './block-fields';
import styles from './campaigns.module.css';
import { buttonNode, columnNode, columnsNode, documentNode, imageNode, placeNode, signatureNode } from './mail-nodes';
import { readImageFile } from '../../ui/read-image-file';

/** Writes a mail in blocks. What it hands on is JSON; the office reads of it what it knows, and makes the mail. */
export function MailEditor({
  language,
  label,
  document,
  onChange,
}: {
  /** Of the mail, whatever its writer uses Saha in. */
  language: MailLanguage;
  label: string;
  document: MailDocument;
  onChange: (document: MailDocument) => void;
}) {
  const t = useText();
  const { office } = useSettings();
  const picker = useRef<HTMLInputElement>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        document: false,
        blockquote: false,
        code: false,
        codeBlock: false,
        heading: { levels: [1, 2, 3] },
        link: { openOnClick: false, autolink: true, defaultProtocol: 'https' },
      }),
      documentNode,
      placeNode((name) => t(`templates.variable.${name}`)),
      imageNode,
      buttonNode,
      signatureNode,
      columnNode,
      columnsNode,
    ],
    content: document.content.length === 0 ? '' : document,
    editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label } },
    onUpdate: ({ editor: now }) => changed.current(now.getJSON() as MailDocument),
  });
  useEffect(() => {
    editor.setOptions({
      editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label } },
    });
  }, [editor, label]);
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      heading: now.isActive('heading', { level: 2 }),
      list: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
    }),
  });
  const tool = (name: string, Icon: LucideIcon, act: () => void, isOn = false) => (
    <IconButton
      key={name}
      label={t(`campaigns.tool.${name}`)}
      icon={<Icon {...iconSize.row} />}
      tone={isOn ? 'accent' : 'plain'}
      onPress={act}
    />
  );
  const add = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      const image = await api.campaigns.addImage.mutate({ data: await readImageFile(file) });
      editor
        .chain()
        .focus()
        .insertContent({ type: 'mailImage', attrs: { ...image, alt: '', href: '' } })
        .run();
    } catch (error) {
      showToast({ text: t(errorText(error)), tone: 'attention' });
    }
  };
  const column = { type: 'column', content: [{ type: 'paragraph' }] };
  const chain = () => editor.chain().focus();
  return (
    <div className={styles.form}>
      <div role="toolbar" aria-label={t('campaigns.tools')} className={styles.tools}>
        {tool('bold', Bold, () => chain().toggleBold().run(), active.bold)}
        {tool('italic', Italic, () => chain().toggleItalic().run(), active.italic)}
        {tool('heading', Heading2, () => chain().toggleHeading({ level: 2 }).run(), active.heading)}
        {tool('list', List, () => chain().toggleBulletList().run(), active.list)}
        {tool('numbers', ListOrdered, () => chain().toggleOrderedList().run(), active.numbers)}
        <Menu
          label={t('campaigns.tool.place')}
          trigger={<IconButton label={t('campaigns.tool.place')} icon={<UserRound {...iconSize.row} />} />}
          actions={MAIL_PLACES.map((id) => ({
            id,
            label: t(`templates.variable.${id}`),
            icon: <UserRound {...iconSize.row} />,
            onAction: () =>
              chain()
                .insertContent({ type: 'place', attrs: { name: id } })
                .run(),
          }))}
        />
        {tool('image', ImagePlus, () => picker.current?.click())}
        {tool('button', MousePointerClick, () =>
          chain()
            .insertContent({
              type: 'mailButton',
              attrs: { label: t(`campaigns.block.buttonLabel.${language}`), href: '' },
            })
            .run(),
        )}
        {tool('columns', Columns2, () =>
          chain()
            .insertContent({ type: 'columns', content: [column, column] })
            .run(),
        )}
        {tool('divider', Minus, () => chain().setHorizontalRule().run())}
        {tool('signature', PenLine, () =>
          chain()
            .insertContent({ type: 'signature', attrs: { name: office.name, address: '' } })
            .run(),
        )}
        {tool('undo', Undo2, () => chain().undo().run())}
        {tool('redo', Redo2, () => chain().redo().run())}
      </div>
      <input
        ref={picker}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        hidden
        aria-label={t('campaigns.tool.image')}
        onChange={({ currentTarget }) => {
          void add(currentTarget.files?.[0]);
          currentTarget.value = '';
        }}
      />
      <div className={styles.paper}>
        <EditorContent editor={editor} />
      </div>
      <BlockFields editor={editor} />
    </div>
  );
}
