import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, Popover } from 'react-aria-components';
import { classNames } from './class-names';
import { CloseOnBack } from './close-on-back';
import list from './list-box.module.css';
import overlay from './overlay.module.css';
import type { PopoverState } from './popover-trigger';

export type MenuAction = {
  id: string;
  label: string;
  detail?: string;
  icon?: ReactNode;
  tone?: 'plain' | 'danger';
  isDisabled?: boolean;
  href?: string;
  onAction?: () => void;
};

/** The drawn part of Menu. */
export default function MenuOverlay({
  label,
  actions,
  state,
}: {
  label: string;
  actions: readonly MenuAction[];
  state: PopoverState;
}) {
  return (
    <Popover
      trigger="MenuTrigger"
      aria-label={label}
      isOpen={state.isOpen}
      onOpenChange={state.setOpen}
      triggerRef={state.triggerRef}
      placement="bottom start"
      offset={4}
      className={overlay.popover}
    >
      <CloseOnBack />
      <AriaMenu aria-label={label} autoFocus="first" onClose={() => state.setOpen(false)} className={list.list}>
        {actions.map((action) => (
          <MenuItem
            key={action.id}
            id={action.id}
            textValue={action.label}
            isDisabled={action.isDisabled}
            href={action.href}
            onAction={action.onAction}
            className={classNames(list.item, action.tone === 'danger' && list.danger)}
          >
            {action.icon}
            <span className={list.words}>
              {action.label}
              {action.detail !== undefined && <span className={list.detail}>{action.detail}</span>}
            </span>
          </MenuItem>
        ))}
      </AriaMenu>
    </Popover>
  );
}
