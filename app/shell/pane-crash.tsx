import { Copy, RotateCcw } from 'lucide-react';
import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { iconSize } from '../ui/icon-size';
import { showToast } from '../ui/toast';
import { flushDrafts } from './draft-store';

/**
 * What stands where a part of the screen broke: that nothing stored is lost, another try, a fresh start, and words for
 * whoever mends it.
 */
export default function PaneCrash({ error, place, onRetry }: { error: unknown; place: string; onRetry: () => void }) {
  const t = useText();
  const words = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
  const copy = () =>
    navigator.clipboard.writeText(`Saha · ${place} · ${new Date().toISOString()}\n${words}`).then(
      () => showToast({ text: t('shell.pane.copied') }),
      () => showToast({ text: t('shell.pane.notCopied'), tone: 'attention' }),
    );
  return (
    <div role="alert">
      <EmptyState
        illustration="trouble"
        title={t('shell.pane.title')}
        action={
          <>
            <Button variant="primary" icon={<RotateCcw {...iconSize.row} />} onPress={onRetry}>
              {t('shell.pane.retry')}
            </Button>
            <Button onPress={() => void flushDrafts().finally(() => window.location.reload())}>
              {t('shell.crash.reload')}
            </Button>
            <Button variant="quiet" icon={<Copy {...iconSize.row} />} onPress={() => void copy()}>
              {t('shell.pane.copy')}
            </Button>
          </>
        }
      >
        {t('shell.pane.text')}
      </EmptyState>
    </div>
  );
}
