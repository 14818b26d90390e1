import { CalendarPlus, Mail, MessageCircle, MessageSquareText, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Link } from 'react-aria-components';
import type { InteractionKind } from '../../../sync/collections/interaction';
import type { StoredCustomer } from '../../database/saha-database';
import { useText } from '../../i18n/use-text';
import { callLink, mailLink, messageLink } from '../../ui/contact-link';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import type { MenuAction } from '../../ui/menu-overlay';
import styles from './card-actions.module.css';
import { usePhoneWords } from './use-phone-words';

/**
 * The four things one does with a customer. Calling opens the log, so that coming back from the phone takes one tap.
 */
export function CardActions({ customer, onLog }: { customer: StoredCustomer; onLog: (kind: InteractionKind) => void }) {
  const t = useText();
  const phoneWords = usePhoneWords();
  const phone = customer.phone || customer.altPhone;
  const messages: MenuAction[] = [
    ...(phone === ''
      ? []
      : [
          {
            id: 'sms',
            label: t('customers.action.sms'),
            detail: phoneWords(phone),
            icon: <MessageCircle {...iconSize.row} />,
            href: messageLink(phone),
          },
        ]),
    ...(customer.email === ''
      ? []
      : [
          {
            id: 'email',
            label: t('customers.action.email'),
            detail: customer.email,
            icon: <Mail {...iconSize.row} />,
            href: mailLink(customer.email),
          },
        ]),
  ];
  const message = (
    <Action
      icon={<MessageCircle {...iconSize.row} />}
      label={t('customers.action.message')}
      isDisabled={messages.length === 0}
    />
  );
  return (
    <div role="group" aria-label={t('customers.card.actions')} className={styles.actions}>
      {phone === '' ? (
        <Action icon={<Phone {...iconSize.row} />} label={t('customers.action.call')} isDisabled />
      ) : (
        <ActionLink
          icon={<Phone {...iconSize.row} />}
          label={t('customers.action.call')}
          href={callLink(phone)}
          onPress={() => onLog('call')}
        />
      )}
      {messages.length === 0 ? (
        message
      ) : (
        <Menu label={t('customers.action.message')} trigger={message} actions={messages} />
      )}
      <ActionLink
        icon={<CalendarPlus {...iconSize.row} />}
        label={t('customers.action.appointment')}
        href={`/appointments/new?customerId=${customer.id}`}
      />
      <Action
        icon={<MessageSquareText {...iconSize.row} />}
        label={t('customers.action.note')}
        onPress={() => onLog('note')}
      />
    </div>
  );
}

function Action({
  icon,
  label,
  ...props
}: {
  icon: ReactNode;
  label: string;
  isDisabled?: boolean;
  onPress?: () => void;
}) {
  return (
    <AriaButton {...props} className={styles.action}>
      {icon}
      <span>{label}</span>
    </AriaButton>
  );
}

function ActionLink({ icon, label, ...props }: { icon: ReactNode; label: string; href: string; onPress?: () => void }) {
  return (
    <Link {...props} className={styles.action}>
      {icon}
      <span>{label}</span>
    </Link>
  );
}
