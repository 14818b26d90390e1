import { Mail, MessageSquareText, Phone, type LucideIcon } from 'lucide-react';
import type { MessageChannel } from '../../../sync/collections/conversation';
import { useText } from '../../i18n/use-text';
import styles from './channel-mark.module.css';

export const CHANNEL_ICONS: Readonly<Record<MessageChannel, LucideIcon>> = {
  email: Mail,
  sms: MessageSquareText,
  whatsapp: Phone,
};

/** On which channel: drawn, spoken, and told apart by more than a colour. */
export function ChannelMark({ channel }: { channel: MessageChannel }) {
  const t = useText();
  const Icon = CHANNEL_ICONS[channel];
  const name = t(`deliveries.channel.${channel}`);
  return (
    <span className={styles.mark} title={name}>
      {channel === 'whatsapp' ? <WhatsAppIcon size={16} /> : <Icon size={16} strokeWidth={1.8} aria-hidden="true" />}
      <span className={styles.name}>{name}</span>
    </span>
  );
}

/** A bubble with a receiver in it: the channel, not the company's mark. */
export function WhatsAppIcon({ size }: { size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M12 3a9 9 0 0 0-7.7 13.6L3 21l4.5-1.2A9 9 0 1 0 12 3Z" />
      <path d="M9 8.4c-.6 3.5 3.1 7.2 6.6 6.6l.6-1.7-1.9-1-1 .9c-1-.5-1.9-1.4-2.3-2.4l.8-1-1-1.9Z" />
    </svg>
  );
}
