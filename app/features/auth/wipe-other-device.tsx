import { useAct } from '../../api/use-act';
import { useText } from '../../i18n/use-text';
import { ConfirmDialog } from '../../ui/confirm-dialog';

const WORDS = {
  ended: {
    title: 'settings.sessions.endTitle',
    message: 'device.end.text',
    confirm: 'device.end.button',
    done: 'device.end.done',
  },
  lost: {
    title: 'device.lost.title',
    message: 'device.lost.text',
    confirm: 'device.lost.confirm',
    done: 'device.lost.done',
  },
} as const;

/**
 * Asks before another device's session is ended or it is reported lost: it wipes itself, and that cannot be taken back.
 */
export function WipeOtherDevice({
  why,
  device,
  act,
  onClose,
}: {
  why: keyof typeof WORDS;
  device: string;
  act: () => Promise<unknown>;
  onClose: () => void;
}) {
  const t = useText();
  const { isPending, act: say } = useAct();
  const words = WORDS[why];
  const confirm = async () => {
    await say(async () => {
      await act();
      return t(words.done);
    });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      tone="danger"
      isPending={isPending}
      onConfirm={() => void confirm()}
      title={t(words.title, { device })}
      message={t(words.message, { device })}
      confirmLabel={t(words.confirm)}
    />
  );
}
