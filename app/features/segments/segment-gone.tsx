import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';

/** In place of what an address asks of a segment that is not there: neither everybody nor nobody is what it meant. */
export function SegmentGone({ onClear }: { onClear: () => void }) {
  const t = useText();
  return (
    <EmptyState
      illustration="search"
      title={t('customers.segmentGone.title')}
      action={<Button onPress={onClear}>{t('customers.segmentGone.clear')}</Button>}
    >
      {t('customers.segmentGone.text')}
    </EmptyState>
  );
}
