import { useCallback, useEffect, useRef, useState } from 'react';
import type { CampaignDraft } from '../../../sync/rules/campaign';
import { sameValue } from '../../../sync/rules/document';
import { api, errorCode, errorText } from '../../api/client';
import { useDatabase } from '../../database/database-context';
import { useBackOnline } from '../../database/use-back-online';
import { draftKey, dropDraft, keepDraft, readDraft, saveDraft, type DraftContent } from '../../shell/draft-store';
import { changedParts, keptOf, meetDraft } from './meet-draft';
import { draftOf, type Campaign } from './use-campaign';

/** A moment after the last change. */
const IDLE_MS = 1_500;
/** So long it waits until it tries once more, twice as long each time. */
const RETRY_MS = { first: 5_000, most: 60_000 };

type Saved = { readonly draft: CampaignDraft; readonly version: number };
/** Why the last save did not go through. */
export type DraftProblem = {
  /** What it was refused with, a key of the messages; null: the office was not reached, it is tried again by itself. */
  readonly refusal: string | null;
  /** Whether what was typed is on this device, and there the next time too. */
  readonly isKept: boolean;
};

const keyOf = (memberId: string, id: string) => draftKey(memberId, `campaign:${id}`);

/** What this device keeps of a campaign that the office does not have; undefined while that is being looked for. */
export function useKeptCampaign(id: string): DraftContent | undefined {
  const key = keyOf(useDatabase().me.memberId, id);
  const [found, setFound] = useState<{ key: string; kept: DraftContent } | null>(null);
  useEffect(() => {
    let isOver = false;
    const end = (kept: DraftContent | null) => {
      if (!isOver) setFound({ key, kept: kept ?? { values: {} } });
    };
    readDraft(key).then(end, () => end(null));
    return () => {
      isOver = true;
    };
  }, [key]);
  return found?.key === key ? found.kept : undefined;
}

/**
 * A campaign's draft: kept on this device with every change, saved at the office a moment after the last one, and
 * until it is there tried again. `kept`: what was left of it here.
 */
export function useCampaignDraft(campaign: Campaign, kept: DraftContent, onSaved: (draft: CampaignDraft) => void) {
  const { id } = campaign;
  const key = keyOf(useDatabase().me.memberId, id);
  const [start] = useState(() => meetDraft(draftOf(campaign), kept));
  // Where two met it is still told over what the own was typed.
  const [saved, setSaved] = useState<Saved>(() => ({ draft: start.over, version: campaign.version }));
  const [draft, setDraft] = useState(start.draft);
  const [clashing, setClashing] = useState(start.clashing);
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  /** How often parts were set that nobody typed here: what keeps its own state begins again then. */
  const [given, setGiven] = useState(0);
  const latest = useRef(draft);
  latest.current = draft;
  const stored = useRef(saved);
  const tries = useRef(0);
  const isGone = useRef(false);
  /** Nothing is sent until somebody has decided. */
  const isClashing = useRef(clashing.length > 0);
  // One save at a time, the latest last.
  const saving = useRef<Promise<boolean>>(Promise.resolve(true));

  const isSaved = changedParts(draft, saved.draft).length === 0;
  const stand = useCallback((now: Saved) => {
    stored.current = now;
    setSaved(now);
  }, []);
  const put = useCallback((next: CampaignDraft) => {
    const shown = latest.current;
    latest.current = next;
    setDraft(next);
    if (!sameValue([shown.rule, shown.content], [next.rule, next.content])) setGiven((count) => count + 1);
  }, []);
  /** Writes to the device what the office does not have; whether it is there. */
  const keepHere = useCallback(async () => {
    keepDraft(key, () => keptOf(latest.current, stored.current.draft));
    return saveDraft(key).then(
      () => true,
      () => false,
    );
  }, [key]);

  /** Somebody else saved it meanwhile, or this very save was not heard of; whether it is in order now. */
  const meet = useCallback(async (): Promise<boolean> => {
    const { campaign: office } = await api.campaigns.show.query({ id });
    const met = meetDraft(draftOf(office), keptOf(latest.current, stored.current.draft));
    if (met.clashing.length === 0) {
      stand({ draft: draftOf(office), version: office.version });
      put(met.draft);
      onSaved(met.draft);
      return true;
    }
    isClashing.current = true;
    setClashing(met.clashing);
    return false;
  }, [id, onSaved, put, stand]);

  const save = useCallback((): Promise<boolean> => {
    const once = async (): Promise<boolean> => {
      const wanted = latest.current;
      if (isClashing.current) return false;
      if (changedParts(wanted, stored.current.draft).length === 0) {
        setProblem(null);
        return true;
      }
      const { version } = stored.current;
      try {
        const answer = await api.campaigns.save.mutate({ id, version, draft: wanted });
        const sent = keptOf(wanted, stored.current.draft);
        stand({ draft: wanted, version: answer.version });
        tries.current = 0;
        setProblem(null);
        onSaved(wanted);
        // Left meanwhile: whoever opens it again finds it at the office.
        if (isGone.current) await forgetWhere(key, sent);
        return true;
      } catch (error) {
        if (errorCode(error) === 'campaign.changed' && (await meet())) return once();
        throw error;
      }
    };
    const turn = saving.current.then(() =>
      once().catch(async (error: unknown) => {
        const refusal = errorCode(error) === null ? null : errorText(error);
        tries.current += 1;
        setProblem({ refusal, isKept: await keepHere() });
        return false;
      }),
    );
    saving.current = turn;
    return turn;
  }, [id, key, keepHere, meet, onSaved, stand]);
  const saveNow = useRef(save);
  saveNow.current = save;

  const mustWait = clashing.length > 0;
  useEffect(() => {
    if (isSaved) {
      void dropDraft(key).catch(() => undefined);
      return undefined;
    }
    keepDraft(key, () => keptOf(latest.current, stored.current.draft));
    if (mustWait) return undefined;
    const timer = setTimeout(() => void saveNow.current(), IDLE_MS);
    return () => clearTimeout(timer);
  }, [key, draft, isSaved, mustWait]);
  useEffect(() => {
    if (problem === null || problem.refusal !== null || mustWait) return undefined;
    const waitMs = Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** (tries.current - 1));
    const timer = setTimeout(() => void saveNow.current(), waitMs);
    return () => clearTimeout(timer);
  }, [problem, mustWait]);
  useBackOnline(useCallback(() => void saveNow.current(), []));
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      void saveDraft(key).catch(() => undefined);
      void saveNow.current();
    };
  }, [key]);

  return {
    draft,
    version: saved.version,
    isSaved,
    problem,
    clashing,
    given,
    save,
    change: useCallback((part: Partial<CampaignDraft>) => {
      latest.current = { ...latest.current, ...part };
      setDraft(latest.current);
    }, []),
    /** Where two met: what somebody else saved stands, or what was typed here is saved over it. */
    settle: async (isMine: boolean) => {
      const { campaign: office } = await api.campaigns.show.query({ id });
      const standing = draftOf(office);
      const typed = changedParts(latest.current, stored.current.draft);
      const parts = typed.filter((part) => isMine || !clashing.includes(part));
      const own = Object.fromEntries(parts.map((part) => [part, latest.current[part]]));
      stand({ draft: standing, version: office.version });
      put({ ...standing, ...own });
      isClashing.current = false;
      setClashing([]);
      setProblem(null);
      await saveNow.current();
    },
    /** Nothing more is saved of it, nor kept; what it answers brings that back. */
    giveUp: (): (() => void) => {
      const before = stored.current;
      stored.current = { ...before, draft: latest.current };
      return () => {
        stored.current = before;
        void saveNow.current();
      };
    },
    forget: () => dropDraft(key),
  };
}

/** Whoever typed on in the meantime keeps that. */
async function forgetWhere(key: string, sent: DraftContent): Promise<void> {
  const left = await readDraft(key);
  if (left !== null && sameValue(left.values, sent.values)) await dropDraft(key);
}
