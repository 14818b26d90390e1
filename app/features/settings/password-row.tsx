import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useSyncStatus } from '../../database/use-sync-status';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Row } from '../../ui/panel';
import { PasswordDialog } from './password-dialog';

export function PasswordRow() {
  const t = useText();
  const isOffline = useSyncStatus().connection === 'offline';
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Row
        icon={<KeyRound {...iconSize.row} />}
        title={t('settings.password')}
        detail={t(isOffline ? 'settings.needsOffice' : 'settings.password.detail')}
        after={
          <Button isDisabled={isOffline} onPress={() => setIsOpen(true)}>
            {t('settings.password.change')}
          </Button>
        }
      />
      {isOpen && <PasswordDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}
