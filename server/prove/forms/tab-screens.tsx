/** The app's own screens, as one tab shows them. Every tab loads this anew, and with it all of the app's code. */
import { createRoot } from 'react-dom/client';
import { createMemoryRouter, RouterProvider, useParams } from 'react-router-dom';
import { DatabaseContext, type SahaDatabase } from '../../../app/database/database-context';
import EditAppointmentScreen from '../../../app/features/appointments/form/edit-appointment-screen';
import { CustomerCard, type CardParts } from '../../../app/features/customers/card/customer-card';
import EditCustomerScreen from '../../../app/features/customers/form/edit-customer-screen';
import firstEn from '../../../app/i18n/first-words-en';
import firstTr from '../../../app/i18n/first-words-tr';
import { I18nRoot } from '../../../app/i18n/i18n-root';
import { chooseLanguage, loadStoredLanguage } from '../../../app/i18n/language';
import otherEn from '../../../app/i18n/other-words-en';
import otherTr from '../../../app/i18n/other-words-tr';
import { RECORD_KINDS } from '../../../app/records/record-kinds';
import { RecordsProvider } from '../../../app/records/records-context';
import { readDraftsUnder } from '../../../app/shell/draft-store';

export type Screens = {
  go: (path: string) => Promise<void>;
  path: () => string;
  chooseLanguage: typeof chooseLanguage;
  /** Resolves after everything that was asked of the drafts before. */
  draftsRead: () => Promise<unknown>;
  unmount: () => void;
};

const nothing = () => null;
const PARTS: CardParts = {
  log: nothing,
  latest: ({ below }) => below,
  timeline: nothing,
  appointments: nothing,
  changes: nothing,
  merged: nothing,
  merge: nothing,
  remove: nothing,
  stopped: nothing,
  messages: nothing,
  compose: nothing,
  files: nothing,
  consents: nothing,
};

function Card() {
  const { id = '' } = useParams();
  return <CustomerCard key={id} id={id} parts={PARTS} />;
}

/** `compiled`: the words as a build compiles them. */
export async function showScreens(
  container: HTMLElement,
  db: SahaDatabase,
  path: string,
  compiled: { readonly tr: object; readonly en: object },
): Promise<Screens> {
  // Without a build each part of the words has all of them.
  for (const part of [firstTr, otherTr]) Object.assign(part, compiled.tr);
  for (const part of [firstEn, otherEn]) Object.assign(part, compiled.en);
  await loadStoredLanguage();
  const router = createMemoryRouter(
    [
      { path: '/customers/:id', element: <Card /> },
      { path: '/customers/:id/edit', element: <EditCustomerScreen /> },
      { path: '/appointments/:id', element: <EditAppointmentScreen /> },
      { path: '*', element: null },
    ],
    { initialEntries: [path] },
  );
  const root = createRoot(container);
  root.render(
    <I18nRoot>
      <RecordsProvider value={RECORD_KINDS}>
        <DatabaseContext.Provider value={db}>
          <RouterProvider router={router} />
        </DatabaseContext.Provider>
      </RecordsProvider>
    </I18nRoot>,
  );
  return {
    go: (to) => router.navigate(to),
    path: () => router.state.location.pathname,
    chooseLanguage,
    draftsRead: () => readDraftsUnder('nobody/'),
    unmount: () => root.unmount(),
  };
}
