import { InstallOffer } from './install-offer';
import { Shortcuts } from './shortcuts';
import { StorageNotice } from './storage-notice';
import { UpdateNotice } from './update-notice';
import styles from './notice.module.css';

/**
 * What the application itself has to say, at the foot of the screen, and the keys that work everywhere; loaded after
 * the first screen stands.
 */
export default function Notices() {
  return (
    <div className={styles.notices}>
      <StorageNotice />
      <InstallOffer />
      <UpdateNotice />
      <Shortcuts />
    </div>
  );
}
