import { Dialog, Modal, ModalOverlay, Popover } from 'react-aria-components';
import type { AdaptivePopoverProps } from './adaptive-popover';
import { classNames } from './class-names';
import overlay from './overlay.module.css';
import { usePrefersSheet } from './use-media';

/** The drawn part of AdaptivePopover. */
export default function AdaptivePopoverOverlay({ label, children, className }: AdaptivePopoverProps) {
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
