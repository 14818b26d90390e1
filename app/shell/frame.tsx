import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text';
import styles from './frame.module.css';
import { Navigation } from './navigation';
import { NoticePlace } from './notice-place';
import { PaneBoundary } from './pane-boundary';
import { useKeptFocus } from './use-kept-focus';

/** The frame around every screen of a signed-in person. */
export function Frame({
  unread,
  asked,
  children,
}: {
  /** Conversations that wait to be read. */ unread: number;
  /** Requests that wait for this person's word. */ asked: number;
  children: ReactNode;
}) {
  const t = useText();
  const main = useKeptFocus<HTMLElement>();
  return (
    <div className={styles.frame}>
      <a href="#screen" className={styles.skip}>
        {t('shell.skip')}
      </a>
      <Navigation unread={unread} asked={asked} />
      <main ref={main} id="screen" tabIndex={-1} className={styles.main}>
        <div className={styles.screen}>
          <PaneBoundary>{children}</PaneBoundary>
        </div>
        <NoticePlace />
      </main>
    </div>
  );
}
