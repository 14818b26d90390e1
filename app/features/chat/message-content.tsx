import { CircleHelp, ContactRound, FileText, Image, MapPin, Mic, Sticker, Video, type LucideIcon } from 'lucide-react';
import { fileIdOf } from '../../../sync/collections/file';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { ContactCard } from './contact-card';
import styles from './message-content.module.css';
import { PlaceLink } from './place-link';
import { CarriedFile, MessageFile } from './message-file';
import type { StoredMessage } from './read-thread';

const KIND_ICONS: Readonly<Record<string, LucideIcon>> = {
  image: Image,
  document: FileText,
  audio: Mic,
  video: Video,
  sticker: Sticker,
  contact: ContactRound,
  location: MapPin,
  unknown: CircleHelp,
};

/** A kind of a later build has a name and no picture of its own here; text needs neither. */
function kindIcon(kind: string): LucideIcon | null {
  if (kind === 'text' || kind === '') return null;
  return Object.hasOwn(KIND_ICONS, kind) ? (KIND_ICONS[kind] ?? CircleHelp) : CircleHelp;
}

/** Those that come with a file. */
const WITH_FILE: readonly string[] = ['image', 'document', 'audio', 'video', 'sticker'];

/** Whoever sees it needs no word for it. */
const SPEAKS_FOR_ITSELF: readonly string[] = ['image', 'video', 'audio', 'sticker', 'document'];

/** What was said: words with their links, and of what kind it is where there is more than words. */
export function MessageContent({
  message,
  name,
}: {
  message: StoredMessage;
  /** Who said it. */
  name: string;
}) {
  const t = useText();
  const { id, kind = 'text', body, fileId = '', direction, carriedIds = [] } = message;
  const Icon = kindIcon(kind);
  return (
    <>
      {Icon !== null && !(fileId !== '' && SPEAKS_FOR_ITSELF.includes(kind)) && (
        <p className={styles.kind}>
          <Icon {...iconSize.small} />
          {t(`chat.kind.${kind}`)}
        </p>
      )}
      {fileId !== '' ? (
        <>
          <MessageFile message={message} name={name} />
          {carriedIds
            .filter((carriedId) => fileIdOf(id, carriedId) !== fileId)
            .map((carriedId) => (
              <CarriedFile key={carriedId} message={message} carriedId={carriedId} />
            ))}
        </>
      ) : (
        direction === 'in' && WITH_FILE.includes(kind) && <p className={styles.note}>{t('chat.file.coming')}</p>
      )}
      {kind === 'contact' ? (
        <ContactCard text={body} customerId={message.customerId} />
      ) : kind === 'location' ? (
        <PlaceLink text={body} />
      ) : (
        body !== '' && (
          <p className={styles.text} dir="auto">
            {withLinks(body)}
          </p>
        )
      )}
    </>
  );
}

const LINK = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/g;

/** Addresses of the web as links; everything else as it stands. */
function withLinks(text: string) {
  return text.split(LINK).map((part, at) =>
    at % 2 === 1 ? (
      <a key={at} href={part} target="_blank" rel="noopener noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
