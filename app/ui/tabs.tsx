import { useEffect, useRef, type ReactNode } from 'react';
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
  const tabs = useRef<HTMLDivElement>(null);
  // Where they do not all fit, the chosen one is in sight.
  useEffect(() => {
    tabs.current
      ?.querySelector('[role="tab"][aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  return (
    <AriaTabs
      ref={tabs}
      selectedKey={selected}
      onSelectionChange={(id) => onSelect(String(id))}
      className={classNames(styles.tabs, className)}
    >
      <TabList aria-label={label} className={styles.list}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={styles.tab}>
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
