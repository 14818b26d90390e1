import { Navigate, useParams } from '@remix-run/react';
import { lazy, Suspense, type ComponentType } from 'react';
import { useDatabase } from '../../../database/database-context';
import { useText } from '../../../i18n/use-text';
import { Screen, Stack } from '../../../shell/screen';
import { Skeleton } from '../../../ui/skeleton';
import { useAreSettingsRead } from '../settings-context';

type Part = { readonly Content: ComponentType; readonly isManagers: boolean; readonly isAdmins: boolean };
const part = (load: () => Promise<{ default: ComponentType }>, isManagers: boolean, isAdmins = false): Part => ({
  Content: lazy(load),
  isManagers,
  isAdmins,
});

/** By the last part of the address; the words are `settings.part.<name>`. */
const PARTS: Readonly<Record<string, Part>> = {
  office: part(() => import('./office-part'), true),
  stages: part(() => import('./stages-part'), true),
  labels: part(() => import('./labels-part'), true),
  kinds: part(() => import('./kinds-part'), true),
  sms: part(() => import('./sms-part'), true),
  away: part(() => import('./away-part'), true),
  reminders: part(() => import('./reminders-part'), true),
  sender: part(() => import('./sender-part'), true, true),
  holidays: part(() => import('./holidays-part'), true),
  hours: part(() => import('./hours-part'), false),
  absences: part(() => import('./absences-part'), false),
};

/** One thing to decide about: the office's own for managers, one's hours and absences for everybody. */
export default function SettingPartScreen() {
  const t = useText();
  const { me } = useDatabase();
  const { part: name = '' } = useParams();
  const areRead = useAreSettingsRead();
  const chosen = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  const mayNot = chosen?.isAdmins === true ? me.role !== 'admin' : chosen?.isManagers === true && me.role === 'agent';
  if (chosen === undefined || mayNot) return <Navigate to="/settings" replace />;
  const { Content } = chosen;
  const waiting = <Skeleton rows={6} />;
  return (
    <Screen title={t(`settings.part.${name}`)} back="/settings">
      <Stack>{areRead ? <Suspense fallback={waiting}>{<Content />}</Suspense> : waiting}</Stack>
    </Screen>
  );
}
