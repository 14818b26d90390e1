/** Shuffled, repeated, missing webhooks and deaths between, held against a model that adds up what was said. */
import type { Deps } from '../../deps';
import { keepWebhook } from '../../features/chat/inbox.store';
import { pullLine } from '../../features/chat/pull-line';
import { readWebhooksJob } from '../../features/chat/read-webhooks.job';
import { NO_WHATSAPP, type WhatsappEvent } from '../../gateways/whatsapp/contract';
import { readMessage } from '../../gateways/whatsapp/read-message';
import { highestStatus, withoutSecrets } from '../../gateways/whatsapp/read-webhook';
import type { ProofResult } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { compare, fallenBack, furnish } from './shown';
import { World, type Hook } from './world';

/**
 * `no-pull`: what nobody told of is not asked for; `new-keys`: told again it is another; `status-back`: one falls back.
 */
export const WEBHOOK_BREAKAGES = ['no-pull', 'new-keys', 'status-back'] as const;
export type WebhookOptions = {
  readonly seed: number;
  readonly deliveries: number;
  readonly breakage: (typeof WEBHOOK_BREAKAGES)[number] | null;
  readonly say: (line: string) => void;
};
const MISSING = 0.05;
const DEATHS = 0.05;
const AT_ONCE = 60;
const PAGE = 100;
class Death extends Error {}

/** `base`: an office that was migrated and holds nothing else. */
export async function runWebhooks(
  base: Deps,
  { seed, deliveries, breakage, say }: WebhookOptions,
): Promise<ProofResult> {
  const random = new Random(seed);
  const world = new World(random, 40);
  // A message is told of about one and a half times, and everything three times.
  for (let at = 0; world.hooks.length * 2.8 < deliveries; at += 1) world.write(at);
  let deaths = 0;
  const deps = dying({ ...base, whatsapp: holding(world) }, () => random.chance(DEATHS) && (deaths += 1) > 0);
  const lineId = await furnish(base, world);
  const told = spread(world, random, breakage === 'new-keys');
  say(`${world.expected.size} messages, ${world.hooks.length} events, ${told.length} deliveries`);
  const problems: string[] = [];
  const ranks = new Map<string, number>();
  for (let at = 0; at < told.length; at += AT_ONCE) {
    for (const { body } of told.slice(at, at + AT_ONCE))
      await keepWebhook(base.pool, base.newId(), lineId, withoutSecrets(body) ?? {});
    await readWebhooksJob.run(deps, AbortSignal.timeout(20_000)).catch(unlessDeath);
    if (at % (AT_ONCE * 5) === 0) problems.push(...(await fallenBack(base, ranks)));
  }
  await base.pool.query('UPDATE webhook_inbox SET tries = 0');
  await readWebhooksJob.run(base, AbortSignal.timeout(60_000));
  if (breakage !== 'no-pull')
    await pullLine({ ...base, whatsapp: deps.whatsapp }, { id: lineId, instance: 'wa' }, 0, Date.now(), 0);
  problems.push(...(await fallenBack(base, ranks)));
  if (breakage === 'status-back') await base.pool.query(`UPDATE messages SET state = 'sent' WHERE state = 'read'`);
  problems.push(...(await fallenBack(base, ranks)), ...(await compare(base, world)));
  return {
    problems,
    counts: { messages: world.expected.size, deliveries: told.length, deaths },
  };
}

const unlessDeath = (error: unknown) => {
  if (!(error instanceof Death)) throw error;
};

/** Up to five times each, some never, in any order; what was taken back and never told cannot be known. */
function spread(world: World, random: Random, breaks: boolean): Hook[] {
  const told: Hook[] = [];
  for (const hook of world.hooks) {
    const times = random.chance(MISSING) ? 0 : random.between(1, 5);
    if (times > 0 && hook.revokes !== '') world.expected.get(hook.revokes)!.isRevoked = true;
    for (let n = 0; n < times; n += 1) told.push(n > 0 && breaks ? renamed(hook, n) : hook);
  }
  for (let at = told.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [told[at], told[other]] = [told[other]!, told[at]!];
  }
  return told;
}

const renamed = (hook: Hook, n: number): Hook => ({
  ...hook,
  body: JSON.parse(JSON.stringify(hook.body).replaceAll('"3EB0', `"${n}3EB0`)) as unknown,
});

/** What the other side keeps, a page at a time. */
function holding(world: World): Deps['whatsapp'] {
  return {
    ...NO_WHATSAPP,
    heard: (_instance, _since, _until, page) => {
      const rows = world.rows.slice((page - 1) * PAGE, page * PAGE);
      const events = rows.flatMap(({ key, message, updates, rest }) =>
        [
          readMessage({ key, message, ...rest }),
          key['fromMe'] === true
            ? highestStatus(
                String(key['id']),
                updates.map((status) => ({ status })),
              )
            : null,
        ].filter((event): event is WhatsappEvent => event !== null),
      );
      return Promise.resolve({ events, pages: Math.ceil(world.rows.length / PAGE) });
    },
  };
}

/** The process ends before a commit, or after it and before anything else. */
function dying(deps: Deps, dies: () => boolean): Deps {
  return {
    ...deps,
    withinOffice: async (collection, cause, work) => {
      const [before, after] = [dies(), dies()];
      await deps.withinOffice(collection, cause, async (context) => {
        await work(context);
        if (before) throw new Death('before the commit');
      });
      if (after) throw new Death('after the commit');
    },
  };
}
