import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay, Popover } from 'react-aria-components';
import { classNames } from './class-names';
import { CloseOnBack } from './close-on-back';
import overlay from './overlay.module.css';
import type { PopoverState } from './popover-trigger';
import { usePrefersSheet } from './use-media';

export type AdaptivePopoverProps = {
  label: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  className?: string;
};

/** The drawn part of AdaptivePopover. */
export default function AdaptivePopoverOverlay({
  label,
  children,
  className,
  state,
}: AdaptivePopoverProps & { state: PopoverState }) {
  const prefersSheet = usePrefersSheet();
  const dialog = (
    <Dialog {...(prefersSheet ? {} : { 'aria-label': label })} className={classNames(overlay.plain, className)}>
      {prefersSheet && (
        <Heading slot="title" className={overlay.sheetTitle}>
          {label}
        </Heading>
      )}
      {typeof children === 'function' ? children(() => state.setOpen(false)) : children}
    </Dialog>
  );
  const opening = { isOpen: state.isOpen, onOpenChange: state.setOpen };
  if (!prefersSheet)
    return (
      <Popover
        {...opening}
        triggerRef={state.triggerRef}
        placement="bottom start"
        offset={4}
        containerPadding={8}
        className={overlay.popover}
      >
        <CloseOnBack />
        {dialog}
      </Popover>
    );
  return (
    <ModalOverlay {...opening} isDismissable className={overlay.scrim}>
      <Modal data-sheet="" className={classNames(overlay.modal, overlay.sheet)}>
        <CloseOnBack />
        <span className={overlay.grip} aria-hidden="true" />
        {dialog}
      </Modal>
    </ModalOverlay>
  );
}
