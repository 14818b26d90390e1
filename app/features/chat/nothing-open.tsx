import { useText } from '../../i18n/use-text';
import { EmptyState } from '../../ui/empty-state';

/** The detail pane before a conversation was chosen. */
export function NothingOpen() {
  const t = useText();
  return (
    <EmptyState illustration="sent" title={t('chat.choose')}>
      {t('chat.chooseText')}
    </EmptyState>
  );
}
