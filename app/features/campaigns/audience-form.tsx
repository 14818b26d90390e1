import { useEffect, useRef, useState } from 'react';
import { longestText } from '../../../sync/collections/longest-text';
import { campaignName, type CampaignDraft } from '../../../sync/rules/campaign';
import { api, errorText } from '../../api/client';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Stack } from '../../shell/screen';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Panel } from '../../ui/panel';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { RuleEditor } from '../segments/rule-editor';
import { useOfferedSegments } from '../segments/use-segments';
import { AudienceCounts } from './audience-counts';
import styles from './campaigns.module.css';
import type { Readiness } from './use-campaign';

const EVERYBODY = 'everybody';
const NO_CAP = 'none';
const CAPS = [NO_CAP, '1', '2', '3', '5'];
type Earlier = { readonly id: string; readonly name: string; readonly at: string };

/** To whom: a segment, how often at most, and whoever had an earlier one. */
export function AudienceForm({
  id,
  draft,
  onChange,
  onAsk,
}: {
  id: string;
  draft: CampaignDraft;
  onChange: (part: Partial<CampaignDraft>) => void;
  /** Saves; false: it could not. */
  onAsk: () => Promise<boolean>;
}) {
  const t = useText();
  const formats = useFormats();
  const offered = useOfferedSegments();
  const [chosen, setChosen] = useState<string | null>(null);
  const [choices, setChoices] = useState(0);
  const [readiness, setReadiness] = useState<Readiness | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const [earlier, setEarlier] = useState<readonly Earlier[]>([]);
  useEffect(() => {
    let isOver = false;
    api.campaigns.list.query({ cursor: null }).then(
      ({ campaigns }) => {
        const sent = campaigns.filter((one) => one.id !== id && one.startedAt !== null).slice(0, 10);
        if (!isOver) setEarlier(sent.map((one) => ({ id: one.id, name: one.name, at: one.startedAt ?? '' })));
      },
      // Without them the others may still be chosen.
      (error: unknown) => {
        if (!isOver) setFailure(errorText(error));
      },
    );
    return () => {
      isOver = true;
    };
  }, [id]);
  const changes = useRef(0);
  /** Whom it goes to becomes another: what was counted, or is being counted, is no longer how many. */
  const change = (part: Partial<CampaignDraft>) => {
    changes.current += 1;
    setReadiness(null);
    onChange(part);
  };
  const count = async () => {
    setPending(true);
    setFailure(null);
    const asked = changes.current;
    try {
      if (await onAsk()) {
        const answer = await api.campaigns.readiness.query({ id });
        if (changes.current === asked) setReadiness(answer);
      }
    } catch (error) {
      setFailure(errorText(error));
    }
    setPending(false);
  };
  return (
    <Stack>
      <Panel>
        <div className={styles.form}>
          <TextField
            label={t('campaigns.field.name')}
            value={draft.name}
            onChange={(name) => onChange({ name })}
            maxLength={longestText(campaignName)}
            isRequired
            autoComplete="off"
          />
          <Select
            label={t('campaigns.segment')}
            value={chosen}
            placeholder={t('campaigns.segmentPick')}
            options={[
              { id: EVERYBODY, label: t('campaigns.everybody') },
              ...offered.map((one) => ({ id: one.id, label: one.name })),
            ]}
            onChange={(one) => {
              setChosen(one);
              setChoices((count) => count + 1);
              change({
                rule: offered.find((segment) => segment.id === one)?.rule ?? { combinator: 'and', rules: [] },
              });
            }}
          />
        </div>
      </Panel>
      <Panel title={t('campaigns.rule')}>
        {/* Begins anew with what was chosen; what is changed of it is no longer that segment. */}
        <RuleEditor
          key={choices}
          rule={draft.rule}
          onChange={(rule) => {
            setChosen(null);
            change({ rule });
          }}
          isReadOnly={false}
        />
      </Panel>
      <Panel title={t('campaigns.limits')}>
        <div className={styles.form}>
          <Select
            label={t('campaigns.cap')}
            value={draft.capMost === null ? NO_CAP : String(draft.capMost)}
            options={CAPS.map((cap) => ({
              id: cap,
              label: cap === NO_CAP ? t('campaigns.capNone') : t('campaigns.capOf', { count: Number(cap) }),
            }))}
            onChange={(cap) => change({ capMost: cap === NO_CAP ? null : Number(cap) })}
          />
          {earlier.length > 0 && (
            <div role="group" aria-label={t('campaigns.except')} className={styles.form}>
              <p className={styles.note}>{t('campaigns.except')}</p>
              {earlier.map((one) => (
                <Checkbox
                  key={one.id}
                  isSelected={draft.exceptIds.includes(one.id)}
                  onChange={(isOn) =>
                    change({
                      exceptIds: isOn
                        ? [...draft.exceptIds, one.id]
                        : draft.exceptIds.filter((other) => other !== one.id),
                    })
                  }
                >
                  {`${one.name} · ${formats.dateTime(one.at)}`}
                </Checkbox>
              ))}
            </div>
          )}
        </div>
      </Panel>
      <Panel
        title={t('campaigns.count')}
        action={
          <Button isPending={isPending} onPress={() => void count()}>
            {t('campaigns.countNow')}
          </Button>
        }
      >
        {failure !== null && (
          <p role="alert" className={styles.wrong}>
            {t(failure)}
          </p>
        )}
        {readiness === null ? (
          <p className={styles.note}>{t('campaigns.countNote')}</p>
        ) : (
          <AudienceCounts id={id} audience={readiness.audience} />
        )}
      </Panel>
    </Stack>
  );
}
