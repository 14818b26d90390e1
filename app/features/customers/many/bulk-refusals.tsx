import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Row } from '../../../ui/panel';
import type { Changed } from './change-many';

/** The rest is counted. */
const MOST_SHOWN = 100;

/** Who of many stayed as they were, and why, each with the way to their card. */
export default function BulkRefusals({ refused, onClose }: { refused: Changed['refused']; onClose: () => void }) {
  const t = useText();
  const shown = [...refused].slice(0, MOST_SHOWN);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('customers.select.refused', { count: refused.size })}
      footer={
        <Button variant="primary" onPress={onClose}>
          {t('customers.select.refused.close')}
        </Button>
      }
    >
      {shown.map(([id, { name, why }]) => (
        <Row
          key={id}
          {...(why === 'gone' ? {} : { href: `/customers/${id}` })}
          title={name || t('customers.unnamed')}
          detail={t(`customers.select.refused.${why}`)}
        />
      ))}
      {refused.size > shown.length && (
        <p>{t('customers.select.refused.more', { count: refused.size - shown.length })}</p>
      )}
    </Dialog>
  );
}
