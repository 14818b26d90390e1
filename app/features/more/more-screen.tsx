import { Navigate } from '@remix-run/react';
import { useText } from '../../i18n/use-text';
import { useHasBesidePane } from '../../shell/beside-pane';
import { Screen, Stack } from '../../shell/screen';
import MoreRows from './more-rows';

/** The way to everything that is not needed every hour. Where it stands beside every such screen, the first of them. */
export default function MoreScreen() {
  const t = useText();
  if (useHasBesidePane()) return <Navigate to="/outbox" replace />;
  return (
    <Screen title={t('more.title')}>
      <Stack>
        <MoreRows />
      </Stack>
    </Screen>
  );
}
