import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { classNames } from './class-names';
import list from './list-box.module.css';
import overlay from './overlay.module.css';

export type MenuAction = {
  id: string; label: string; detail?: string; icon?: ReactNode; tone?: 'plain' | 'danger'; isDisabled?: boolean; href?: string; onAction?: () => void;
};

/** A button (`trigger`: a Button or IconButton) that opens a few actions. */
export function Menu({ label, trigger, actions }: { label: string; trigger: ReactNode; actions: readonly MenuAction[] }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover offset={4} className={overlay.popover}>
        <AriaMenu aria-label={label} className={list.list}>
          {actions.map((action) => (
            <MenuItem
              key={action.id} id={action.id} textValue={action.label} isDisabled={action.isDisabled} href={action.href} onAction={action.onAction}
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
    </MenuTrigger>
  );
}
