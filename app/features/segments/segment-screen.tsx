import { useNavigate, useParams } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { longestText } from '../../../sync/collections/longest-text';
import { segmentShape } from '../../../sync/collections/segment';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import { useSubmit } from '../../api/use-submit';
import { useDatabase } from '../../database/database-context';
import { useDocument } from '../../database/use-document';
import { createDocument, editDocument } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { RestoredDraft } from '../../shell/restored-draft';
import { Screen, Stack } from '../../shell/screen';
import { Button, LinkButton } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { Switch } from '../../ui/switch';
import { TextField } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import { ChangesOfRecord } from '../audit/changes-of-record';
import { ConflictCards } from '../conflicts/conflict-cards';
import { FieldNews, NewsBelow } from '../conflicts/field-news';
import { useKeptTyping } from '../conflicts/use-kept-typing';
import { RuleEditor } from './rule-editor';
import { RuleWords } from './rule-words';
import styles from './segment-screen.module.css';
import { useRuleProblems, useSegmentCount } from './use-segment-count';
import type { StoredSegment } from './use-segments';

/** A segment: its name, its conditions, and how many it has while it is being written. */
export default function SegmentScreen() {
  const t = useText();
  const { id = '' } = useParams();
  const isNew = id === 'new';
  const segment = useDocument('segments', isNew ? undefined : id);
  if (!isNew && (segment === undefined || segment === null))
    return (
      <Screen title={t('segments.one')} back="/segments">
        {segment === null ? <EmptyState illustration="search" title={t('segments.gone')} /> : <Skeleton rows={6} />}
      </Screen>
    );
  return <Editor key={id} segment={isNew ? null : (segment ?? null)} />;
}

const EMPTY: SegmentRule = { combinator: 'and', rules: [] };
const FIELDS = ['name', 'rule', 'teamId'] as const;
type Draft = Pick<StoredSegment, (typeof FIELDS)[number]>;
const NEW: Draft = { name: '', rule: EMPTY, teamId: '' };
/** What keeps it from being saved. */
type Refusal = { readonly in: 'name' | 'rule' | 'store' };
const draftOf = ({ name, rule, teamId }: StoredSegment): Draft => ({ name, rule, teamId });

function Editor({ segment }: { segment: StoredSegment | null }) {
  const t = useText();
  const db = useDatabase();
  const navigate = useNavigate();
  const { me } = db;
  const leads = me.role === 'admin' || (me.role === 'manager' && segment?.teamId === me.teamId);
  const mayWrite = segment === null || segment.createdBy === me.memberId || leads;
  const draftName = segment === null ? 'segment-new' : `segment-edit:${segment.id}`;
  const typing = useKeptTyping(mayWrite ? draftName : null, 'segments', segment, draftOf, NEW);
  const { form: values, change: type } = typing;
  const problems = useRuleProblems(values.rule);
  const [isChecked, setIsChecked] = useState(false);
  const screen = useRef<HTMLDivElement>(null);
  const { isPending, refusal, forgetRefusal, submit } = useSubmit<Refusal>(
    async () => {
      let id = segment?.id;
      if (id === undefined) {
        const by = { archivedAt: '', createdBy: me.memberId, createdAt: new Date(db.clock.nowMs()).toISOString() };
        id = await createDocument(db, 'segments', { ...values, ...by });
      } else {
        const changed = Object.fromEntries(
          FIELDS.filter((one) => one in typing.bases).map((one) => [one, values[one]]),
        );
        if (Object.keys(changed).length > 0) await editDocument(db, 'segments', id, changed, typing.bases);
      }
      typing.discard();
      navigate(`/customers?segment=${id}`);
      return t('segments.saved');
    },
    {
      check: () => {
        setIsChecked(true);
        if (values.name.trim() === '') return { in: 'name' };
        return problems.length > 0 ? { in: 'rule' } : null;
      },
      refusalOf: () => ({ in: 'store' }),
    },
  );
  // What keeps it from being saved may be out of sight: one is taken there.
  useEffect(() => {
    if (refusal === null || refusal.in === 'store') return;
    const field = screen.current?.querySelector<HTMLElement>(
      refusal.in === 'name' ? '[data-segment-name] input' : '[data-wrong] > :nth-last-child(3) :is(input, button)',
    );
    field?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  }, [refusal]);
  const change = useCallback(
    (part: Partial<Draft>) => {
      type(part);
      forgetRefusal();
    },
    [type, forgetRefusal],
  );
  const changeRule = useCallback((rule: SegmentRule) => change({ rule }), [change]);
  const archive = async (archivedAt: string) => {
    try {
      if (segment !== null) await editDocument(db, 'segments', segment.id, { archivedAt });
      showToast({ text: t(archivedAt === '' ? 'segments.offeredAgain' : 'segments.archivedDone') });
    } catch {
      showToast({ text: t('segments.notSaved'), tone: 'attention' });
    }
  };
  return (
    <FieldNews collection="segments" id={segment?.id} draft={typing} basisOf={typing.basisOf}>
      <Screen title={segment === null ? t('segments.new') : segment.name} back="/segments">
        <div ref={screen}>
          <Stack>
            <RestoredDraft draft={typing} />
            {segment !== null && <ConflictCards collection="segments" document={segment} />}
            {!mayWrite && <p className={styles.words}>{t('segments.whoMayChange')}</p>}
            {mayWrite && (
              <Panel>
                <div className={styles.head}>
                  <div data-segment-name>
                    <NewsBelow unit="name">
                      <TextField
                        label={t('segments.field.name')}
                        value={values.name}
                        onChange={(name) => change({ name })}
                        error={refusal?.in === 'name' ? t('segments.nameNeeded') : undefined}
                        maxLength={longestText(segmentShape.shape.name)}
                        autoComplete="off"
                        autoCapitalize="sentences"
                        isRequired
                      />
                    </NewsBelow>
                  </div>
                  {(me.teamId !== '' || values.teamId !== '') && (
                    <NewsBelow unit="teamId">
                      <Switch
                        isSelected={values.teamId !== ''}
                        onChange={(isShared) =>
                          change({ teamId: isShared ? (typing.shown?.teamId ?? '') || me.teamId : '' })
                        }
                      >
                        {t('segments.share')}
                      </Switch>
                    </NewsBelow>
                  )}
                </div>
              </Panel>
            )}
            {mayWrite && (
              <Panel>
                <NewsBelow unit="rule">
                  <RuleEditor
                    key={typing.keyOf('rule')}
                    rule={values.rule}
                    onChange={changeRule}
                    isReadOnly={false}
                    isChecked={isChecked}
                  />
                </NewsBelow>
              </Panel>
            )}
            {problems.length === 0 && (
              <p className={styles.words}>
                <RuleWords rule={values.rule} />
              </p>
            )}
            <p role="status" className={styles.count}>
              {problems.length > 0 ? t('segments.unfinished') : <Count rule={values.rule} />}
            </p>
            {refusal?.in === 'store' && (
              <p role="alert" className={styles.wrong}>
                {t('segments.notSaved')}
              </p>
            )}
            <div className={styles.buttons}>
              {mayWrite && (
                <Button variant="primary" isPending={isPending} onPress={() => submit()}>
                  {t('segments.save')}
                </Button>
              )}
              {segment !== null && (
                <LinkButton href={`/customers?segment=${segment.id}`}>{t('segments.show')}</LinkButton>
              )}
              {segment !== null && mayWrite && (
                <Button
                  variant="quiet"
                  onPress={() =>
                    void archive(segment.archivedAt === '' ? new Date(db.clock.nowMs()).toISOString() : '')
                  }
                >
                  {t(segment.archivedAt === '' ? 'segments.archive' : 'segments.offerAgain')}
                </Button>
              )}
            </div>
            {segment !== null && <ChangesOfRecord collection="segments" id={segment.id} />}
          </Stack>
        </div>
      </Screen>
    </FieldNews>
  );
}

/** By itself: nothing else is drawn anew when somebody has been counted. */
function Count({ rule }: { rule: SegmentRule }) {
  const t = useText();
  const count = useSegmentCount(rule);
  return <>{count === null ? t('segments.counting') : t('segments.count', { count })}</>;
}
