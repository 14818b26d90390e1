/**
 * What consent comes to, written from the words of the model and not from the rule: the whole history is walked in the
 * order in which it happened, once per question. Slow, plain, and knows nothing of sync/rules/consent.ts.
 */
type Said = {
  id: string;
  channel: string;
  decision: string;
  source: string;
  evidence: string;
  occurredAt: string;
  receivedAt: string;
};
type Blocked = { channel: string; reason: string; since: string };

const WEIGHT: Record<string, number> = {
  complained: 7,
  bounced: 6,
  erased: 5,
  manual: 4,
  stopped: 3,
  iys: 2,
  unsubscribed: 1,
};
const ONLY_ADVERTISING = new Set(['unsubscribed', 'iys']);

function timeOf(said: Said): number {
  const happened = Date.parse(said.occurredAt);
  return said.receivedAt === '' ? happened : Math.min(happened, Date.parse(said.receivedAt));
}

function walk(consents: readonly Said[], suppressions: readonly Blocked[], channel: string) {
  const blocked = new Map<string, Blocked>();
  let word: { yes: boolean; atMs: number } | null = null;
  const moments = [...new Set([...consents.map(timeOf), ...suppressions.map(({ since }) => Date.parse(since))])].sort(
    (a, b) => a - b,
  );
  for (const moment of moments) {
    const now = consents.filter((said) => said.channel === channel && timeOf(said) === moment);
    for (const said of now) {
      if (said.decision !== 'given' || said.evidence === '') continue;
      for (const reason of [...blocked.keys()]) {
        if (reason === 'complained') continue;
        if (reason === 'bounced' && said.source !== 'confirmed') continue;
        blocked.delete(reason);
      }
    }
    if (now.length > 0) word = { yes: now.every(({ decision }) => decision === 'given'), atMs: moment };
    // After the yes of the same moment: what blocks is lifted only by something later.
    for (const block of suppressions)
      if (block.channel === channel && Date.parse(block.since) === moment) blocked.set(block.reason, block);
  }
  const heaviest = [...blocked.values()].sort((a, b) => (WEIGHT[b.reason] ?? 0) - (WEIGHT[a.reason] ?? 0));
  return { heaviest, word };
}

export function modelReach(consents: readonly Said[], suppressions: readonly Blocked[], channel: string) {
  const { heaviest, word } = walk(consents, suppressions, channel);
  if (heaviest[0] !== undefined) return { state: 'no', reason: heaviest[0].reason, since: heaviest[0].since };
  if (word === null) return null;
  const since = new Date(word.atMs).toISOString();
  return word.yes ? { state: 'given', reason: 'consent', since } : { state: 'no', reason: 'withdrawn', since };
}

export function modelObstacle(
  purpose: string,
  consents: readonly Said[],
  suppressions: readonly Blocked[],
  channel: string,
): string {
  const { heaviest, word } = walk(consents, suppressions, channel);
  const isAdvertising = purpose === 'campaign' || purpose === 'bulk';
  const first = heaviest.find(({ reason }) => isAdvertising || !ONLY_ADVERTISING.has(reason));
  if (first !== undefined) return first.reason;
  if (!isAdvertising) return '';
  return word === null ? 'consent_missing' : word.yes ? '' : 'consent_withdrawn';
}
