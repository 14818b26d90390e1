import { useParams } from '@remix-run/react';
import { lazy, Suspense, useCallback, useState } from 'react';
import { api, errorTextOf } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useText } from '../../i18n/use-text';
import { Screen } from '../../shell/screen';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';

const DraftEditor = lazy(() => import('./draft-editor'));
const CampaignResults = lazy(() => import('./campaign-results'));

/** A campaign: written while it is a draft, looked at from then on. */
export default function CampaignScreen() {
  const t = useText();
  const { id = '' } = useParams();
  const ask = useCallback(() => api.campaigns.show.query({ id }), [id]);
  const { data, error, reload } = useCall(ask);
  const [saved, setSaved] = useState<{ id: string; name: string } | null>(null);
  const isDraft = data?.campaign.state === 'draft';
  const isRenamed = isDraft && saved?.id === id;
  const title = isRenamed ? saved.name : (data?.campaign.name ?? t('campaigns.one'));
  return (
    // Once it is planned or sent there is another screen here, and what it says of that stands at its beginning.
    <Screen
      title={title}
      back="/campaigns"
      scrollKey={data === undefined || isDraft ? `campaign-${id}` : `campaign-${id}-sent`}
    >
      {error !== undefined && (
        <EmptyState
          title={t(errorTextOf(error, 'error.campaign.unknown'))}
          action={<Button onPress={reload}>{t('system.again')}</Button>}
        />
      )}
      {data === undefined && error === undefined && <Skeleton rows={8} />}
      {data !== undefined && (
        <Suspense fallback={<Skeleton rows={8} />}>
          {isDraft ? (
            <DraftEditor
              key={`${id} ${data.campaign.version}`}
              campaign={data.campaign}
              onSaved={({ name }) => setSaved({ id, name })}
              onStarted={reload}
            />
          ) : (
            <CampaignResults shown={data} onChanged={reload} />
          )}
        </Suspense>
      )}
    </Screen>
  );
}
