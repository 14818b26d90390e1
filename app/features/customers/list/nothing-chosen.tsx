import { useText } from '../../../i18n/use-text';
import { EmptyState } from '../../../ui/empty-state';

/** The detail pane before anyone was chosen. */
export function NothingChosen() {
  const t = useText();
  return (
    <EmptyState illustration="field" title={t('customers.choose.title')}>
      {t('customers.choose.body')}
    </EmptyState>
  );
}
