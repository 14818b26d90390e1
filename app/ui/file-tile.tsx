import { Check, FileText, Film, Image, Music, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { fileKindOf, type FileKind } from '../../sync/rules/file-types';
import { classNames } from './class-names';
import styles from './file-tile.module.css';
import { iconSize } from './icon-size';
import { Particulars } from './particulars';

const ICONS: Partial<Record<FileKind, LucideIcon>> = { audio: Music, video: Film, image: Image };

/**
 * A file: what it looks like, its name, what is known of it, where it stands and what can be done with it. With
 * `onPress` all but the actions is one button; it opens the file, or takes it among the chosen ones.
 */
export function FileTile({
  picture,
  name,
  facts = [],
  children,
  problem = '',
  state,
  actions,
  density = 'regular',
  isChosen = null,
  onPress,
  className,
}: {
  picture: ReactNode;
  name: ReactNode;
  facts?: readonly string[];
  /** More lines about it. */
  children?: ReactNode;
  /** What is wrong with it, '' where nothing is. */
  problem?: string;
  state?: { readonly icon: LucideIcon; readonly words: string; readonly isWrong: boolean };
  actions?: ReactNode;
  density?: 'regular' | 'compact';
  /** While some are chosen, whether it is one of them; null while nobody chooses. */
  isChosen?: boolean | null;
  onPress?: () => void;
  className?: string;
}) {
  const content = (
    <>
      {isChosen !== null && (
        <span className={styles.tick} data-chosen={isChosen}>
          {isChosen && <Check {...iconSize.small} />}
        </span>
      )}
      {picture}
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        {facts.length > 0 && (
          <span className={styles.detail}>
            <Particulars texts={facts} />
          </span>
        )}
        {children}
        {problem !== '' && <span className={styles.problem}>{problem}</span>}
      </span>
      {state !== undefined && (
        <span className={styles.state} data-wrong={state.isWrong || undefined}>
          <state.icon {...iconSize.small} />
          {state.words}
        </span>
      )}
    </>
  );
  return (
    <div className={classNames(styles.tile, styles[density], className)}>
      {onPress === undefined ? (
        <div className={styles.body}>{content}</div>
      ) : isChosen === null ? (
        <Button className={styles.body!} onPress={onPress}>
          {content}
        </Button>
      ) : (
        <ToggleButton className={styles.body!} isSelected={isChosen} onChange={onPress}>
          {content}
        </ToggleButton>
      )}
      {actions}
    </div>
  );
}

/** A small line about the file. */
export function FileDetail({ children }: { children: ReactNode }) {
  return <span className={styles.detail}>{children}</span>;
}

/** The file small, or what kind of file it is where there is no `address` of a picture. `type` is its media type. */
export function FilePicture({
  type,
  address,
  onError,
}: {
  type: string;
  address: string | null;
  onError?: () => void;
}) {
  const kind = fileKindOf(type);
  const Icon = (kind === null ? undefined : ICONS[kind]) ?? FileText;
  return address === null ? (
    <span className={styles.picture}>
      <Icon {...iconSize.row} />
    </span>
  ) : (
    <img className={styles.picture} src={address} alt="" loading="lazy" onError={onError} />
  );
}
