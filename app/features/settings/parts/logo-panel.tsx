import { FileTrigger } from 'react-aria-components';
import { api } from '../../../api/client';
import { useAct } from '../../../api/use-act';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Panel } from '../../../ui/panel';
import { readImageFile } from '../../../ui/read-image-file';
import styles from '../settings.module.css';
import { useSettings } from '../settings-context';
import { useDecide } from './use-decide';

/** The office's logo: the picture goes to the office's server, what is decided is which one. */
export function LogoPanel() {
  const t = useText();
  const { logoId, name } = useSettings().office;
  const { begin, decide } = useDecide();
  const { isPending, act } = useAct();
  const decideOn = (imageId: string) =>
    decide(
      [{ key: 'officeLogo', subject: '', value: { imageId }, begun: begin('officeLogo', '') }],
      t(imageId === '' ? 'settings.logo.removed' : 'settings.logo.saved'),
    );
  const take = (file: File | undefined) => {
    if (file === undefined || isPending) return;
    void act(async () => {
      const { id } = await api.office.addLogo.mutate({ data: await readImageFile(file) });
      await decideOn(id);
      return null;
    });
  };
  return (
    <Panel title={t('settings.key.officeLogo')}>
      <div className={styles.form}>
        {logoId !== '' && (
          <span className={styles.logo}>
            <img src={`/i/${logoId}`} alt={t('settings.logo.alt', { name: name || 'Saha' })} />
          </span>
        )}
        <p className={styles.lead}>{t('settings.logo.help')}</p>
        <FileTrigger
          acceptedFileTypes={['image/png', 'image/jpeg', 'image/webp']}
          onSelect={(files) => take(files?.[0])}
        >
          <Button isPending={isPending}>{t(logoId === '' ? 'settings.logo.choose' : 'settings.logo.change')}</Button>
        </FileTrigger>
        {logoId !== '' && (
          <Button variant="quiet" onPress={() => void decideOn('')}>
            {t('settings.logo.remove')}
          </Button>
        )}
      </div>
    </Panel>
  );
}
