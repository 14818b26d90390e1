import { Moon, Rows3, Rows4, Sun, TabletSmartphone } from 'lucide-react';
import { chooseLanguage, useLanguage } from '../../i18n/language';
import { useText } from '../../i18n/use-text';
import { chooseDensity, useDensity } from '../../shell/density';
import { chooseTheme, useTheme } from '../../shell/theme';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { Segmented } from '../../ui/segmented';
import styles from './settings.module.css';

/** All of them take effect at once. */
export function LookPanel() {
  const t = useText();
  const language = useLanguage();
  const theme = useTheme();
  const density = useDensity();
  return (
    <Panel title={t('settings.look')}>
      <div className={styles.choices}>
        <Segmented
          label={t('settings.language')}
          value={language}
          onChange={(id) => void chooseLanguage(id)}
          options={[
            { id: 'tr', label: 'Türkçe' },
            { id: 'en', label: 'English' },
          ]}
        />
        <Segmented
          label={t('settings.theme')}
          value={theme}
          onChange={chooseTheme}
          options={[
            { id: 'system', label: t('settings.theme.system'), icon: <TabletSmartphone {...iconSize.small} /> },
            { id: 'light', label: t('settings.theme.light'), icon: <Sun {...iconSize.small} /> },
            { id: 'dark', label: t('settings.theme.dark'), icon: <Moon {...iconSize.small} /> },
          ]}
        />
        <Segmented
          label={t('settings.density')}
          value={density}
          onChange={chooseDensity}
          options={[
            { id: 'regular', label: t('settings.density.regular'), icon: <Rows3 {...iconSize.small} /> },
            { id: 'compact', label: t('settings.density.compact'), icon: <Rows4 {...iconSize.small} /> },
          ]}
        />
      </div>
    </Panel>
  );
}
