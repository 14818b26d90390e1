import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';

/** Says what was stored, or that it was not. */
export function useStored(): (work: Promise<unknown>, done: string) => void {
  const t = useText();
  return (work, done) =>
    void work.then(
      () => showToast({ text: t(done) }),
      () => showToast({ text: t('messages.notStored'), tone: 'attention' }),
    );
}
