import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../i18n/use-text';
import { classNames } from './class-names';
import { CloseOnBack } from './close-on-back';
import { IconButton } from './icon-button';
import { iconSize } from './icon-size';
import overlay from './overlay.module.css';
import { usePrefersSheet } from './use-media';
import { useNextRowFocus } from './use-next-row-focus';

export type DialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  size?: 'small' | 'medium' | 'large' | 'full';
  /** Tapping outside closes it; leave off where something half done would be lost. */
  isDismissable?: boolean;
  /** Buttons, kept in sight below the scrolling content. */
  footer?: ReactNode;
  children: ReactNode;
};

/** The drawn part of Dialog, with the code of overlays behind it. */
export default function DialogOverlay({
  isOpen,
  onOpenChange,
  title,
  size = 'medium',
  isDismissable = true,
  footer,
  children,
}: DialogProps) {
  const t = useText();
  const isSheet = usePrefersSheet();
  const dialog = useNextRowFocus<HTMLElement>();
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} isDismissable={isDismissable} className={overlay.scrim}>
      <Modal
        data-sheet={isSheet ? '' : undefined}
        className={classNames(
          overlay.modal,
          isSheet ? overlay.sheet : overlay[size],
          isSheet && size === 'full' && overlay.wide,
        )}
      >
        <CloseOnBack />
        {isSheet && <span className={overlay.grip} aria-hidden="true" />}
        <AriaDialog ref={dialog} className={overlay.dialog}>
          <header className={overlay.head}>
            <Heading slot="title" className={overlay.title}>
              {title}
            </Heading>
            <IconButton label={t('ui.close')} icon={<X {...iconSize.row} />} onPress={() => onOpenChange(false)} />
          </header>
          <div className={overlay.body}>{children}</div>
          {footer !== undefined && (
            <footer className={overlay.foot} data-foot>
              {footer}
            </footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
