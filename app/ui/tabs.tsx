import { useCallback, useRef, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import { classNames } from './class-names';
import styles from './tabs.module.css';

export type TabItem = { id: string; label: string; count?: string; icon?: ReactNode; content: ReactNode };

/**
 * Only the chosen tab's content exists. The caller keeps the choice in the address where it should survive a reload.
 */
export function Tabs({
  label,
  items,
  selected,
  onSelect,
  className,
}: {
  label: string;
  items: readonly TabItem[];
  selected: string;
  onSelect: (id: string) => void;
  className?: string;
}) {
  const watching = useRef<ResizeObserver | null>(null);
  // Where they do not all fit, the chosen one is in sight: from the moment it stands there, which is after an effect of
  // ours would look for it, and again when its letters come or the screen is turned.
  const watch = useCallback((chosen: HTMLElement | null) => {
    watching.current?.disconnect();
    if (chosen === null) return;
    watching.current = new ResizeObserver(() => chosen.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
    for (const each of chosen.parentElement?.children ?? []) watching.current.observe(each);
    if (chosen.parentElement !== null) watching.current.observe(chosen.parentElement);
  }, []);
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(id) => onSelect(String(id))}
      className={classNames(styles.tabs, className)}
    >
      <TabList aria-label={label} className={styles.list}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} {...(item.id === selected ? { ref: watch } : {})} className={styles.tab}>
            {item.icon}
            {item.label}
            {item.count !== undefined && <span className={styles.count}>{item.count}</span>}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={styles.panel}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
