import { useInstallOffer } from './install-offer';
import { Shortcuts } from './shortcuts';
import { useStorageNotice } from './storage-notice';
import { useUpdateNotice } from './update-notice';
import { useIsTyping } from './use-is-typing';

/**
 * What the application itself has to say, one thing at a time and the weightiest first, and the keys that work
 * everywhere; loaded after the first screen stands. Says nothing while somebody types or something weightier is said
 * (`isHushed`).
 */
export default function Notices({ isHushed }: { isHushed: boolean }) {
  const storage = useStorageNotice();
  const update = useUpdateNotice();
  const install = useInstallOffer();
  const isTyping = useIsTyping();
  return (
    <>
      {!isHushed && !isTyping && (storage ?? update ?? install)}
      <Shortcuts />
    </>
  );
}
