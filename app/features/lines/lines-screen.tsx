import { Plus } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { MAX_LINE_NAME_LENGTH } from '../../../sync/rules/line';
import { api, errorCode, errorText } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useCall } from '../../api/use-call';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { EmptyState } from '../../ui/empty-state';
import { iconSize } from '../../ui/icon-size';
import { Skeleton } from '../../ui/skeleton';
import { TextField } from '../../ui/text-field';
import { LinePanel } from './line-panel';
import { PairDialog } from './pair-dialog';

const AGAIN_MS = 5_000;
const FORM = 'new-line';

/**
 * The office's numbers on WhatsApp: how they stand by the office's own probe, who may use them, and what they may send.
 */
export default function LinesScreen() {
  const t = useText();
  const { me } = useDatabase();
  return me.role === 'admin' ? (
    <Lines />
  ) : (
    <Screen title={t('lines.title')} back="/more">
      <EmptyState illustration="people" title={t('error.auth.forbidden')} />
    </Screen>
  );
}

function Lines() {
  const t = useText();
  const { data, error, reload } = useCall(useCallback(() => api.lines.list.query(), []));
  const { isPending, act } = useAct();
  const [isNew, setNew] = useState(false);
  const [name, setName] = useState('');
  // Held until it is made: where the answer was lost it is asked for as the same one.
  const [newId, setNewId] = useState(() => uuidv7());
  const [pairing, setPairing] = useState<{ id: string; name: string } | null>(null);
  useEffect(() => {
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  const create = () =>
    void act(async () => {
      const { id } = await api.lines.create.mutate({ id: newId, name: name.trim() }).catch((error: unknown) => {
        // Somebody removed that one meanwhile: this is another.
        if (errorCode(error) === 'line.unknown') setNewId(uuidv7());
        throw error;
      });
      setNewId(uuidv7());
      setNew(false);
      setPairing({ id, name: name.trim() });
      setName('');
      reload();
      return t('lines.created');
    });
  const addButton = (
    <Button variant="primary" icon={<Plus {...iconSize.row} />} onPress={() => setNew(true)}>
      {t('lines.add')}
    </Button>
  );
  return (
    <Screen title={t('lines.title')} back="/more" actions={addButton}>
      <Stack>
        {data === undefined ? (
          error === undefined ? (
            <Skeleton rows={4} />
          ) : (
            <EmptyState
              illustration="offline"
              title={t('lines.notRead')}
              action={<Button onPress={reload}>{t('chat.retry')}</Button>}
            >
              {t(errorText(error))}
            </EmptyState>
          )
        ) : data.length === 0 ? (
          <EmptyState illustration="sent" title={t('lines.none')}>
            {t('lines.noneText')}
          </EmptyState>
        ) : (
          data.map((line) => (
            <div key={line.id} data-list-row>
              <LinePanel line={line} onPair={() => setPairing(line)} onChange={reload} />
            </div>
          ))
        )}
      </Stack>
      <Dialog
        isOpen={isNew}
        onOpenChange={setNew}
        title={t('lines.add')}
        footer={
          <Button type="submit" form={FORM} variant="primary" isPending={isPending} isDisabled={name.trim() === ''}>
            {t('lines.create')}
          </Button>
        }
      >
        <form
          id={FORM}
          onSubmit={(event) => {
            event.preventDefault();
            create();
          }}
        >
          <TextField
            label={t('lines.name')}
            value={name}
            onChange={setName}
            maxLength={MAX_LINE_NAME_LENGTH}
            autoComplete="off"
            autoFocus
            isRequired
          />
        </form>
      </Dialog>
      {pairing !== null && (
        <PairDialog
          line={pairing}
          onClose={() => {
            setPairing(null);
            reload();
          }}
        />
      )}
    </Screen>
  );
}
