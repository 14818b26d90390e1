import { ContactRound, Phone } from 'lucide-react';
import { useDatabase } from '../../database/database-context';
import { editDocument } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { callLink } from '../../ui/contact-link';
import { iconSize } from '../../ui/icon-size';
import { showToast } from '../../ui/toast';
import styles from './contact-card.module.css';

const PHONE = /^\+?[\d\s().-]{6,}$/;
/** As numbers are kept; '' where it says no country and begins with none. */
export function keptPhone(text: string): string {
  const digits = text.replace(/\D/g, '');
  if (text.trim().startsWith('+')) return `+${digits}`;
  return /^0?5\d{9}$/.test(digits) ? `+90${digits.replace(/^0/, '')}` : '';
}

/** People somebody has sent: their names, and their numbers to be called or kept on the customer's card. */
export function ContactCard({ text, customerId }: { text: string; customerId: string }) {
  const t = useText();
  const db = useDatabase();
  const save = async (phone: string) => {
    let isFull = false;
    await editDocument(db, 'customers', customerId, ({ phone: first, altPhone: second }) => {
      if (phone === first || phone === second) return {};
      isFull = first !== '' && second !== '';
      return isFull ? {} : { [first === '' ? 'phone' : 'altPhone']: phone };
    });
    showToast(isFull ? { text: t('chat.contact.full'), tone: 'attention' } : { text: t('chat.contact.saved') });
  };
  return (
    <div className={styles.card}>
      {text.split('\n').map((line, at) => {
        if (!PHONE.test(line))
          return (
            <p key={at} className={styles.name}>
              <ContactRound {...iconSize.small} />
              {line}
            </p>
          );
        const phone = keptPhone(line);
        return (
          <p key={at} className={styles.line}>
            <a
              className={styles.act}
              href={callLink(phone || line)}
              aria-label={t('chat.contact.call', { phone: line })}
            >
              <Phone {...iconSize.small} />
              {line}
            </a>
            {phone !== '' && (
              <Button
                variant="quiet"
                onPress={() =>
                  void save(phone).catch(() => showToast({ text: t('chat.contact.notSaved'), tone: 'attention' }))
                }
              >
                {t('chat.contact.save', { phone: line })}
              </Button>
            )}
          </p>
        );
      })}
    </div>
  );
}
