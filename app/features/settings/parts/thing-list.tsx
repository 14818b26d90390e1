import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Pencil, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import { iconSize } from '../../../ui/icon-size';
import { Panel, Row } from '../../../ui/panel';
import styles from './thing-list.module.css';

export type ThingRow = {
  readonly id: string;
  readonly title: string;
  readonly detail?: ReactNode;
  readonly icon?: ReactNode;
  readonly isArchived: boolean;
};

/** Things an office has several of: in their order, each to be changed or taken out of use, and those that were. */
export function ThingList({
  title,
  rows,
  empty,
  addLabel,
  onAdd,
  onEdit,
  onMove,
  onArchive,
}: {
  title: string;
  rows: readonly ThingRow[];
  /** What stands where there are none. */
  empty: string;
  addLabel: string;
  onAdd: () => void;
  onEdit: (id: string) => void;
  /** Left out where the order is not anybody's to choose. */
  onMove?: (id: string, by: -1 | 1) => void;
  onArchive: (id: string, isArchived: boolean) => void;
}) {
  const t = useText();
  const inUse = rows.filter(({ isArchived }) => !isArchived);
  const archived = rows.filter(({ isArchived }) => isArchived);
  return (
    <>
      <Panel
        title={title}
        isTitleHidden
        isFlush
        action={
          <Button icon={<Plus {...iconSize.small} />} onPress={onAdd}>
            {addLabel}
          </Button>
        }
      >
        {inUse.length === 0 && <Row title={empty} />}
        {inUse.map(({ id, ...row }, at) => (
          <Row
            key={id}
            icon={row.icon}
            title={row.title}
            detail={row.detail}
            isAfterBelow="unlessWhole"
            after={
              <span className={styles.acts}>
                {onMove !== undefined && (
                  <>
                    <IconButton
                      label={t('settings.things.up', { name: row.title })}
                      icon={<ArrowUp {...iconSize.small} />}
                      isDisabled={at === 0}
                      onPress={() => onMove(id, -1)}
                    />
                    <IconButton
                      label={t('settings.things.down', { name: row.title })}
                      icon={<ArrowDown {...iconSize.small} />}
                      isDisabled={at === inUse.length - 1}
                      onPress={() => onMove(id, 1)}
                    />
                  </>
                )}
                <IconButton
                  label={t('settings.things.edit', { name: row.title })}
                  icon={<Pencil {...iconSize.small} />}
                  onPress={() => onEdit(id)}
                />
                <IconButton
                  label={t('settings.things.archive', { name: row.title })}
                  icon={<Archive {...iconSize.small} />}
                  onPress={() => onArchive(id, true)}
                />
              </span>
            }
          />
        ))}
      </Panel>
      {archived.length > 0 && (
        <Panel title={t('settings.things.archived')} isFlush>
          {archived.map(({ id, ...row }) => (
            <Row
              key={id}
              icon={row.icon}
              title={row.title}
              detail={row.detail}
              after={
                <IconButton
                  label={t('settings.things.restore', { name: row.title })}
                  icon={<ArchiveRestore {...iconSize.small} />}
                  onPress={() => onArchive(id, false)}
                />
              }
            />
          ))}
        </Panel>
      )}
    </>
  );
}
