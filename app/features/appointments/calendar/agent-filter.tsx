import { Check, ChevronDown, Users } from 'lucide-react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { MemberFields } from '../../../../sync/collections/member';
import { useText } from '../../../i18n/use-text';
import { AdaptivePopover } from '../../../ui/adaptive-popover';
import { Avatar } from '../../../ui/avatar';
import { Button } from '../../../ui/button';
import { iconSize } from '../../../ui/icon-size';
import list from '../../../ui/list-box.module.css';
import { PopoverTrigger } from '../../../ui/popover-trigger';
import styles from './agent-filter.module.css';

/** Whose appointments are shown. Nobody chosen means everyone. */
export function AgentFilter({
  members,
  chosen,
  onChange,
}: {
  members: readonly MemberFields[];
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
}) {
  const t = useText();
  const only = chosen.length === 1 ? members.find((member) => member.id === chosen[0]) : undefined;
  const words =
    only?.fullName ??
    (chosen.length === 0 ? t('appointments.agents.everyone') : t('appointments.agents.some', { count: chosen.length }));
  return (
    <PopoverTrigger>
      <Button
        className={styles.trigger}
        icon={
          only === undefined ? (
            <Users {...iconSize.row} />
          ) : (
            <Avatar name={only.fullName} colour={only.colour} size="small" />
          )
        }
      >
        <span className={styles.words}>
          <span className={styles.name}>{words}</span>
          <ChevronDown {...iconSize.small} />
        </span>
      </Button>
      <AdaptivePopover label={t('appointments.agents.label')} className={styles.dialog}>
        {(close) => (
          <>
            <ListBox
              aria-label={t('appointments.agents.label')}
              autoFocus
              selectionMode="multiple"
              selectionBehavior="toggle"
              items={members}
              className={list.list}
              selectedKeys={chosen}
              onSelectionChange={(keys) => onChange(keys === 'all' ? [] : [...keys].map(String))}
            >
              {(member) => (
                <ListBoxItem id={member.id} textValue={member.fullName} className={list.item}>
                  {({ isSelected }) => (
                    <>
                      <Avatar name={member.fullName} colour={member.colour} size="small" />
                      <span className={list.words}>
                        {member.fullName}
                        <span className={list.detail}>{member.teamName}</span>
                      </span>
                      {isSelected && <Check {...iconSize.small} />}
                    </>
                  )}
                </ListBoxItem>
              )}
            </ListBox>
            <div className={styles.foot}>
              <Button
                variant="quiet"
                isWide
                onPress={() => {
                  onChange([]);
                  close();
                }}
              >
                {t('appointments.agents.showEveryone')}
              </Button>
            </div>
          </>
        )}
      </AdaptivePopover>
    </PopoverTrigger>
  );
}
