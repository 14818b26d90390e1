import { Camera, FileText, Image, Paperclip } from 'lucide-react';
import { useRef, type RefObject } from 'react';
import type { MessageChannel } from '../../../sync/collections/conversation';
import type { FileSource } from '../../../sync/collections/file';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import type { MenuAction } from '../../ui/menu-overlay';

/** What can be sent beside words; on channels that carry no files it says so. */
export function AttachMenu({
  channel,
  onPick,
}: {
  channel: MessageChannel;
  onPick: (files: readonly File[], source: FileSource) => void;
}) {
  const t = useText();
  const camera = useRef<HTMLInputElement>(null);
  const gallery = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const input = (ref: RefObject<HTMLInputElement>, source: FileSource, name: string, more: object) => (
    <input
      ref={ref}
      type="file"
      hidden
      data-testid={`chat-${name}`}
      {...more}
      onChange={({ target }) => {
        onPick([...(target.files ?? [])], source);
        target.value = '';
      }}
    />
  );
  const open = (ref: RefObject<HTMLInputElement>) => () => ref.current?.click();
  const actions: MenuAction[] =
    channel === 'whatsapp'
      ? [
          {
            id: 'photo',
            label: t('chat.attach.photo'),
            icon: <Camera {...iconSize.row} />,
            onAction: open(camera),
          },
          {
            id: 'gallery',
            label: t('chat.attach.gallery'),
            icon: <Image {...iconSize.row} />,
            onAction: open(gallery),
          },
          {
            id: 'file',
            label: t('chat.attach.file'),
            detail: t('chat.attach.limit'),
            icon: <FileText {...iconSize.row} />,
            onAction: open(files),
          },
        ]
      : [
          {
            id: 'closed',
            label: t(`chat.attach.closed.${channel}`),
            detail: t('chat.attach.closedText'),
            isDisabled: true,
          },
        ];
  return (
    <>
      {input(camera, 'camera', 'camera', { accept: 'image/*', capture: 'environment' })}
      {input(gallery, 'upload', 'gallery', { accept: 'image/*,video/*', multiple: true })}
      {input(files, 'upload', 'files', { multiple: true })}
      <Menu
        label={t('chat.attach')}
        trigger={<IconButton label={t('chat.attach')} icon={<Paperclip {...iconSize.row} />} />}
        actions={actions}
      />
    </>
  );
}
