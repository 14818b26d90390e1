import { useEffect } from 'react';
import { Button } from '../ui/button';
import { chooseDensity, useDensity } from '../shell/density';
import { chooseTheme, useTheme } from '../shell/theme';
import { Segmented } from '../ui/segmented';
import { BoardParts } from './board-parts';
import { ColourParts } from './colour-parts';
import { FieldParts } from './field-parts';
import { FileParts } from './file-parts';
import { FilterParts } from './filter-parts';
import { ListParts } from './list-parts';
import { OverlayParts } from './overlay-parts';
import styles from './parts.module.css';
import { PressParts } from './press-parts';
import { TableParts } from './table-parts';

/** Every part with its states, in one place to look at when a token changes. English, for developers alone. */
export default function Parts() {
  const theme = useTheme();
  const density = useDensity();
  useEffect(() => {
    document.title = 'Parts · Saha';
  }, []);
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>Parts</h1>
        <Segmented
          label="Theme"
          value={theme}
          onChange={chooseTheme}
          options={[
            { id: 'system', label: 'System' },
            { id: 'light', label: 'Light' },
            { id: 'dark', label: 'Dark' },
          ]}
        />
        <Segmented
          label="Density"
          value={density}
          onChange={chooseDensity}
          options={[
            { id: 'regular', label: 'Regular' },
            { id: 'compact', label: 'Compact' },
          ]}
        />
        <Button variant="quiet" onPress={() => window.history.back()}>
          Back
        </Button>
      </header>
      <ColourParts />
      <PressParts />
      <FieldParts />
      <ListParts />
      <TableParts />
      <FileParts />
      <FilterParts />
      <BoardParts />
      <OverlayParts />
    </main>
  );
}
