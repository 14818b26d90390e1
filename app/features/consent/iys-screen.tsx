import { CalendarClock, FileInput, FileOutput, Hourglass } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { api, errorText } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { saveFile } from '../../ui/save-file';
import { Skeleton } from '../../ui/skeleton';
import { Switch } from '../../ui/switch';
import { useDecide } from '../settings/parts/use-decide';
import { useSettings } from '../settings/settings-context';
import { IysProblems, type IysProblem } from './iys-problems';
import styles from './iys-screen.module.css';

const ask = () => api.iys.show.query();
/** The office refuses more; a file this long is none of İYS's. */
const MAX_FILE_BYTES = 12_000_000;

/** What İYS must hear and until when, the files for it, and what it answered. */
export default function IysScreen() {
  const t = useText();
  const formats = useFormats();
  const { data, error, reload } = useCall(ask);
  const { isPending, act } = useAct();
  const { waitsForIys } = useSettings();
  const { decide } = useDecide();
  const [problems, setProblems] = useState<readonly IysProblem[]>([]);
  const waiting = data?.waiting.reduce((sum, { count }) => sum + count, 0) ?? 0;

  const hold = (waits: boolean) =>
    decide(
      [{ key: 'iys', subject: '', value: { waits }, isArchived: false }],
      t(waits ? 'consents.iys.waitsOn' : 'consents.iys.waitsOff'),
    );
  const download = async (id: string) => {
    const { name, text } = await api.iys.text.query({ id });
    await saveFile(new File([text], name, { type: 'text/csv;charset=utf-8' }));
  };
  const make = () =>
    act(async () => {
      const { id, count } = await api.iys.make.mutate();
      reload();
      await download(id);
      return t('consents.iys.made', { count });
    });
  const decideOn = (id: string, decision: 'accepted' | 'discarded') =>
    act(async () => {
      await api.iys.settle.mutate({ id, decision });
      reload();
      return t(`consents.iys.decided.${decision}`);
    });
  const take = (file: File | undefined) =>
    act(async () => {
      if (file === undefined) return null;
      const text = file.size > MAX_FILE_BYTES ? '' : await file.text();
      const taken = await api.iys.take.mutate({ text });
      setProblems(taken.problems);
      if (taken.problems.length > 0) return null;
      reload();
      return t('consents.iys.taken', { given: taken.given, withdrawn: taken.withdrawn });
    });

  return (
    <Screen title={t('consents.iys.title')} back="/more">
      <Stack>
        {error !== undefined && (
          <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />
        )}
        {data === undefined && error === undefined && <Skeleton rows={5} />}
        {data !== undefined && (
          <>
            <Panel
              title={t('consents.iys.waiting')}
              isFlush
              action={
                <Button variant="primary" isDisabled={waiting === 0} isPending={isPending} onPress={() => void make()}>
                  {t('consents.iys.make')}
                </Button>
              }
            >
              {data.waiting.length === 0 && <Row title={t('consents.iys.nothing')} />}
              <Late of={data.waiting.filter(({ isLate }) => isLate)} />
              {data.waiting
                .filter(({ isLate }) => !isLate)
                .map(({ deadlineOn, count }) => (
                  <Row
                    key={deadlineOn}
                    icon={<CalendarClock {...iconSize.row} />}
                    title={t('consents.iys.until', { day: formats.day(deadlineOn) })}
                    detail={t('consents.iys.count', { count })}
                  />
                ))}
              {data.held > 0 && (
                <Row
                  icon={<Hourglass {...iconSize.row} />}
                  title={t('consents.iys.held', { count: data.held })}
                  detail={t('consents.iys.heldDetail')}
                />
              )}
              {data.byHand > 0 && <Row title={t('consents.iys.byHand', { count: data.byHand })} />}
            </Panel>
            <Panel title={t('consents.iys.waits')}>
              <div className={styles.part}>
                <Switch isSelected={waitsForIys} onChange={(waits) => void hold(waits)}>
                  {t('consents.iys.waitsSwitch')}
                </Switch>
                <p className={styles.lead}>{t('consents.iys.waitsLead')}</p>
              </div>
            </Panel>
            <Panel title={t('consents.iys.in')}>
              <div className={styles.part}>
                <p className={styles.lead}>{t('consents.iys.inLead')}</p>
                <FileTrigger
                  acceptedFileTypes={['text/csv', '.csv', '.txt']}
                  onSelect={(files) => void take(files?.[0])}
                >
                  <Button isPending={isPending}>{t('consents.iys.choose')}</Button>
                </FileTrigger>
              </div>
              <IysProblems problems={problems} />
            </Panel>
            {data.files.length > 0 && (
              <Panel title={t('consents.iys.files')} isFlush>
                {data.files.map((file) => (
                  <Row
                    key={file.id}
                    icon={file.direction === 'out' ? <FileOutput {...iconSize.row} /> : <FileInput {...iconSize.row} />}
                    title={t(`consents.iys.file.${file.direction}`, { when: formats.dateTime(file.madeAt) })}
                    detail={t('consents.iys.sums', {
                      given: file.given,
                      withdrawn: file.withdrawn,
                      name: file.madeBy,
                    })}
                    isAfterBelow
                    after={
                      file.direction === 'out' && (
                        <span className={styles.acts}>
                          <Button
                            variant="quiet"
                            isDisabled={isPending}
                            onPress={() => void act(() => download(file.id).then(() => null))}
                          >
                            {t('consents.iys.download')}
                          </Button>
                          {file.settledAt === null ? (
                            <>
                              <Button isDisabled={isPending} onPress={() => void decideOn(file.id, 'accepted')}>
                                {t('consents.iys.accepted')}
                              </Button>
                              <Button
                                variant="quiet"
                                isDisabled={isPending}
                                onPress={() => void decideOn(file.id, 'discarded')}
                              >
                                {t('consents.iys.discarded')}
                              </Button>
                            </>
                          ) : (
                            <Badge tone="accent">{t('consents.iys.handedOver')}</Badge>
                          )}
                        </span>
                      )
                    }
                  />
                ))}
              </Panel>
            )}
          </>
        )}
      </Stack>
    </Screen>
  );
}

/** What should have been told already, as one line however many days that was: it goes out with one file. */
function Late({ of }: { of: NonNullable<Awaited<ReturnType<typeof ask>>>['waiting'] }) {
  const t = useText();
  const formats = useFormats();
  const [oldest] = of;
  if (oldest === undefined) return null;
  const count = of.reduce((sum, one) => sum + one.count, 0);
  return (
    <Row
      icon={<CalendarClock {...iconSize.row} />}
      title={t(of.length === 1 ? 'consents.iys.until' : 'consents.iys.lateSince', {
        day: formats.day(oldest.deadlineOn),
      })}
      detail={t('consents.iys.count', { count })}
      after={<Badge tone="brick">{t('consents.iys.late')}</Badge>}
    />
  );
}
