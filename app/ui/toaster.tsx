import { X } from 'lucide-react';
import { useEffect } from 'react';
import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { useText } from '../i18n/use-text';
import { Button } from './button';
import { classNames } from './class-names';
import { IconButton } from './icon-button';
import { iconSize } from './icon-size';
import { attachToaster, type ToastMessage } from './toast';
import styles from './toaster.module.css';

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 1 });

export default function Toaster() {
  const t = useText();
  useEffect(
    () =>
      attachToaster((message) => {
        queue.add(message, { timeout: message.timeoutMs ?? (message.action === undefined ? 6_000 : 10_000) });
      }),
    [],
  );
  return (
    <ToastRegion queue={queue} aria-label={t('ui.notices')} className={styles.region}>
      {({ toast }) => (
        <AriaToast
          toast={toast}
          className={classNames(styles.toast, toast.content.tone === 'attention' && styles.attention)}
        >
          <ToastContent className={styles.content}>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.action !== undefined && (
            <Button
              variant="quiet"
              className={styles.action}
              onPress={() => {
                toast.content.action?.onPress();
                queue.close(toast.key);
              }}
            >
              {toast.content.action.label}
            </Button>
          )}
          <IconButton slot="close" label={t('ui.close')} icon={<X {...iconSize.row} />} className={styles.close} />
        </AriaToast>
      )}
    </ToastRegion>
  );
}
