import { useNavigate } from '@remix-run/react';
import { Megaphone, Plus, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { api, errorText } from '../../api/client';
import { useAct } from '../../api/use-act';
import { usePages } from '../../api/use-pages';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { Skeleton } from '../../ui/skeleton';
import { campaignTone } from './campaign-tone';

type Page = Awaited<ReturnType<typeof api.campaigns.list.query>>;
const ask = (cursor: string | null) => api.campaigns.list.query({ cursor });
const rowsOf = (page: Page) => page.campaigns;

/** When it was, or is to be. A draft is not on its way to when it was last planned for. */
const timeOf = ({ state, finishedAt, startedAt, startsAt, createdAt }: Page['campaigns'][number]) =>
  finishedAt ?? startedAt ?? (state === 'draft' ? null : startsAt) ?? createdAt;

/** What the team sends to many, newest first. */
export default function CampaignsScreen() {
  const t = useText();
  const { me } = useDatabase();
  return me.role === 'agent' ? (
    <Screen title={t('campaigns.title')} back="/more">
      <EmptyState illustration="people" title={t('error.auth.forbidden')} />
    </Screen>
  ) : (
    <Campaigns />
  );
}

function Campaigns() {
  const t = useText();
  const formats = useFormats();
  const navigate = useNavigate();
  const { rows, error, hasMore, more, reload } = usePages(ask, rowsOf);
  const { isPending, act } = useAct();
  // Held until it is made: where the answer was lost it is asked for as the same one.
  const [newId, setNewId] = useState(() => uuidv7());
  const create = () =>
    act(async () => {
      const { id } = await api.campaigns.create.mutate({ id: newId, name: t('campaigns.newName') });
      setNewId(uuidv7());
      navigate(`/campaigns/${id}`);
      return null;
    });
  const begin = (
    <Button variant="primary" icon={<Plus {...iconSize.row} />} isPending={isPending} onPress={() => void create()}>
      {t('campaigns.new')}
    </Button>
  );
  return (
    <Screen title={t('campaigns.title')} back="/more" actions={begin}>
      <Stack>
        <Panel isFlush>
          <Row
            href="/campaigns/deliverability"
            icon={<ShieldCheck {...iconSize.row} />}
            title={t('campaigns.deliverability.title')}
            detail={t('campaigns.deliverability.detail')}
          />
        </Panel>
        {error !== undefined && (
          <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />
        )}
        {rows === undefined && error === undefined && <Skeleton rows={6} />}
        {rows?.length === 0 && (
          <EmptyState illustration="people" title={t('campaigns.none')}>
            {t('campaigns.noneText')}
          </EmptyState>
        )}
        {rows !== undefined && rows.length > 0 && (
          <Panel isFlush>
            {rows.map((one) => (
              <Row
                key={one.id}
                href={`/campaigns/${one.id}`}
                icon={<Megaphone {...iconSize.row} />}
                title={one.name}
                detail={
                  <Particulars
                    texts={[
                      one.createdByName,
                      formats.dateTime(timeOf(one)),
                      one.materialised === 0 ? '' : t('campaigns.sentOf', { sent: one.sent, count: one.materialised }),
                    ]}
                  />
                }
                isAfterBelow
                after={<Badge tone={campaignTone(one.state)}>{t(`campaigns.state.${one.state}`)}</Badge>}
              />
            ))}
          </Panel>
        )}
        {hasMore && <Button onPress={more}>{t('deliveries.more')}</Button>}
      </Stack>
    </Screen>
  );
}
