import { X } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore, type RefObject } from 'react';
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

const onChange = (listener: () => void) => queue.subscribe(listener);
const isAnyShown = () => queue.visibleToasts.length > 0;

export default function Toaster() {
  useEffect(
    () =>
      attachToaster((message) => {
        queue.add(message, { timeout: message.timeoutMs ?? (message.action === undefined ? 6_000 : 10_000) });
      }),
    [],
  );
  // Drawn while nothing is said, the region has no element yet, and React Aria looks for one again only under another
  // name: F6 would never find it.
  return useSyncExternalStore(onChange, isAnyShown) ? <Region /> : null;
}

function Region() {
  const t = useText();
  const region = useRef<HTMLDivElement>(null);
  useWayBack(region);
  return (
    <ToastRegion ref={region} queue={queue} aria-label={t('ui.notices')} className={styles.region}>
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

/** F6 leads to what is said in passing, from a dialog too; once more, it leads back. */
function useWayBack(region: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let before: HTMLElement | null = null;
    const isInside = (one: EventTarget | null) => one instanceof Node && region.current?.contains(one) === true;
    const note = ({ target, relatedTarget }: FocusEvent) => {
      if (isInside(target) && relatedTarget instanceof HTMLElement && !isInside(relatedTarget)) before = relatedTarget;
    };
    const goBack = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || !isInside(event.target) || before?.isConnected !== true) return;
      event.preventDefault();
      // React Aria listens on the document and would go round: to the only landmark there is.
      event.stopPropagation();
      before.focus();
    };
    document.addEventListener('focusin', note);
    window.addEventListener('keydown', goBack, { capture: true });
    return () => {
      document.removeEventListener('focusin', note);
      window.removeEventListener('keydown', goBack, { capture: true });
    };
  }, [region]);
}
