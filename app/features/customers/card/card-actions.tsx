import { CalendarPlus, ChevronDown, Mail, MessageCircle, MessagesSquare, NotebookPen, Phone } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Button as AriaButton, Link } from 'react-aria-components';
import type { InteractionKind } from '../../../../sync/collections/interaction';
import type { StoredCustomer } from '../../../database/saha-database';
import { useText } from '../../../i18n/use-text';
import { classNames } from '../../../ui/class-names';
import { callLink } from '../../../ui/contact-link';
import { iconSize } from '../../../ui/icon-size';
import { Menu } from '../../../ui/menu';
import type { MenuAction } from '../../../ui/menu-overlay';
import styles from './card-actions.module.css';
import { threadHref } from '../thread-href';
import { usePhoneWords } from '../use-phone-words';

/**
 * What one does with a customer, on one row; what cannot be done with this one is left out. Calling opens the log, so
 * that coming back from the phone takes one tap.
 */
export function CardActions({
  customer,
  isLogging,
  onLog,
  onWrite,
}: {
  customer: StoredCustomer;
  isLogging: boolean;
  onLog: (kind: InteractionKind | null) => void;
  /** An e-mail or SMS is to be written here. */
  onWrite: (channel: 'email' | 'sms') => void;
}) {
  const t = useText();
  const row = useRef<HTMLDivElement>(null);
  const wasLogging = useRef(isLogging);
  useEffect(() => {
    // What had the focus went away with the log: back to the button that opened it.
    if (wasLogging.current && !isLogging && document.activeElement === document.body)
      row.current?.querySelector<HTMLElement>('[aria-expanded]:not([aria-haspopup])')?.focus();
    wasLogging.current = isLogging;
  }, [isLogging]);
  const phone = customer.phone || customer.altPhone;
  const messages = useWaysToWrite(customer, phone, onWrite);
  return (
    <div ref={row} role="group" aria-label={t('customers.card.actions')} className={styles.actions}>
      {phone !== '' && (
        <ActionLink
          isFirst
          icon={<Phone {...iconSize.row} />}
          label={t('customers.action.call')}
          href={callLink(phone)}
          onPress={() => onLog('call')}
        />
      )}
      {messages.length > 0 && (
        <Menu
          label={t('customers.action.message')}
          trigger={
            <AriaButton className={styles.action}>
              <MessageCircle {...iconSize.row} />
              <span>{t('customers.action.message')}</span>
            </AriaButton>
          }
          actions={messages}
        />
      )}
      <ActionLink
        icon={<CalendarPlus {...iconSize.row} />}
        label={t('customers.action.appointment')}
        href={`/appointments/new?customerId=${customer.id}`}
      />
      <AriaButton
        className={styles.action}
        aria-label={t('customers.action.logLabel')}
        aria-expanded={isLogging}
        onPress={() => onLog(isLogging ? null : 'call')}
      >
        <NotebookPen {...iconSize.row} />
        <span className={styles.opens}>
          {t('customers.action.log')}
          <ChevronDown size={16} aria-hidden="true" />
        </span>
      </AriaButton>
    </div>
  );
}

function useWaysToWrite(
  { id, email }: StoredCustomer,
  phone: string,
  onWrite: (channel: 'email' | 'sms') => void,
): readonly MenuAction[] {
  const t = useText();
  const phoneWords = usePhoneWords();
  return [
    {
      id: 'whatsapp',
      label: t('customers.action.whatsapp'),
      detail: phoneWords(phone),
      icon: <MessagesSquare {...iconSize.row} />,
      href: threadHref('whatsapp', id),
    },
    {
      id: 'sms',
      label: t('customers.action.sms'),
      detail: phoneWords(phone),
      icon: <MessageCircle {...iconSize.row} />,
      onAction: () => onWrite('sms'),
    },
    {
      id: 'email',
      label: t('customers.action.email'),
      detail: email,
      icon: <Mail {...iconSize.row} />,
      onAction: () => onWrite('email'),
    },
  ].filter(({ detail }) => detail !== '');
}

function ActionLink({
  icon,
  label,
  isFirst = false,
  ...props
}: {
  icon: ReactNode;
  label: string;
  isFirst?: boolean;
  href: string;
  onPress?: () => void;
}) {
  return (
    <Link {...props} className={classNames(styles.action, isFirst && styles.primary)}>
      {icon}
      <span>{label}</span>
    </Link>
  );
}
