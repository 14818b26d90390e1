import { Outlet, useLocation } from '@remix-run/react';
import { lazy, Suspense, useState } from 'react';
import { AfterFirstScreen } from '../database/after-first-screen';
import { SignedIn } from '../features/auth/signed-in';
import { MorePanes } from '../features/more/more-panes';
import { OpenPushed } from '../features/notifications/open-pushed';
import { SettingsProvider } from '../features/settings/settings-context';
import { WithAllWords, withAllWords } from '../i18n/whole-words';
import { RECORD_KINDS } from '../records/record-kinds';
import { RecordsProvider } from '../records/records-context';
import { BackCloses } from '../shell/back-closes';
import { Frame } from '../shell/frame';

const UnreadWatch = lazy(withAllWords(() => import('../features/chat/unread-watch')));
const RequestsWatch = lazy(withAllWords(() => import('../features/appointments/approval/requests-watch')));
const FileUploads = lazy(withAllWords(() => import('../features/files/file-uploads')));
const VoiceBar = lazy(withAllWords(() => import('../features/chat/voice-bar')));
const AppointmentNews = lazy(withAllWords(() => import('../features/appointments/appointment-news')));

/**
 * Everything a signed-in person sees. Route files are the map of addresses and nothing else:
 *
 *   app/routes/_app.outbox.tsx       →  /outbox
 *   export { default } from '../features/outbox/outbox-screen';
 *
 * A screen is the default export of app/features/<noun>/<thing>-screen.tsx and begins with <Screen> of
 * app/shell/screen.
 * File names are Remix' flat routes: `_app.` = inside this frame, `.` = `/`, `$id` = a parameter, `_index` = the
 * parent's own address, `customers_.` = not nested inside the screen of /customers. A list that keeps its rows beside
 * the chosen one is the parent (`_app.customers.tsx`, with an <Outlet/> in the detail of ListDetail) of its details
 * (`_app.customers.$id.tsx`). Each route becomes its own chunk, loaded on first use and precached for offline.
 */
export default function AppLayout() {
  const [unread, setUnread] = useState(0);
  const [asked, setAsked] = useState(0);
  const { pathname } = useLocation();
  return (
    <SignedIn>
      <RecordsProvider value={RECORD_KINDS}>
        <SettingsProvider>
          <Frame unread={unread} asked={asked}>
            <MorePanes>
              <WithAllWords areEnough={pathname.startsWith('/customers')}>
                <Outlet />
              </WithAllWords>
            </MorePanes>
          </Frame>
          <BackCloses />
          <OpenPushed />
          <AfterFirstScreen>
            <Suspense fallback={null}>
              <AppointmentNews />
              <FileUploads />
              <VoiceBar />
              <UnreadWatch onCount={setUnread} />
              <RequestsWatch onCount={setAsked} />
            </Suspense>
          </AfterFirstScreen>
        </SettingsProvider>
      </RecordsProvider>
    </SignedIn>
  );
}
