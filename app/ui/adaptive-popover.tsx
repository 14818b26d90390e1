import type { ReactNode } from 'react';
import { Dialog, Modal, ModalOverlay, Popover } from 'react-aria-components';
import { classNames } from './class-names';
import overlay from './overlay.module.css';
import { usePrefersSheet } from './use-media';

/** Inside a DialogTrigger: a popover with a pointer, a sheet from below with a finger. */
export function AdaptivePopover({ label, children, className }: { label: string; children: ReactNode | ((close: () => void) => ReactNode); className?: string }) {
  const prefersSheet = usePrefersSheet();
  const dialog = (
    <Dialog aria-label={label} className={classNames(overlay.plain, className)}>
      {({ close }) => (typeof children === 'function' ? children(close) : children)}
    </Dialog>
  );
  if (!prefersSheet) return <Popover offset={4} containerPadding={8} className={overlay.popover}>{dialog}</Popover>;
  return (
    <ModalOverlay isDismissable className={overlay.scrim}>
      <Modal className={classNames(overlay.modal, overlay.sheet)}>
        <span className={overlay.grip} aria-hidden="true" />
        {dialog}
      </Modal>
    </ModalOverlay>
  );
}
