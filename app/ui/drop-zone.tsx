import { useState, type DragEvent, type ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './drop-zone.module.css';

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/**
 * Takes files that are dropped on what stands in it, for those who have a mouse; a button beside picks the same ones.
 * While some are held above it, `hint` says what becomes of them. Left out: they are not taken, and `onDrop` says why.
 */
export function DropZone({
  label,
  hint,
  onDrop,
  children,
  className,
}: {
  /** Set where what stands in it is a part of the page of its own. */
  label?: string;
  hint?: string | undefined;
  onDrop: (files: readonly File[]) => void;
  children: ReactNode;
  className?: string | undefined;
}) {
  const [isOver, setOver] = useState(false);
  const Zone = label === undefined ? 'div' : 'section';
  return (
    // What was pressed in it may go away as what it brings comes: the focus is held here meanwhile.
    <Zone
      aria-label={label}
      tabIndex={-1}
      className={classNames(styles.zone, className)}
      onDragOver={(event) => {
        // Words that are moved within a field are none of ours.
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        const files = [...event.dataTransfer.files];
        if (files.length > 0) onDrop(files);
      }}
    >
      {children}
      {isOver && hint !== undefined && <DropHint>{hint}</DropHint>}
    </Zone>
  );
}

/** Lies over the zone while files are held above it, and moves nothing. */
export function DropHint({ children }: { children: string }) {
  return (
    <div className={styles.over} role="status">
      <p className={styles.hint}>{children}</p>
    </div>
  );
}
