/** Links that nobody here has written. */
import { randomBytes } from 'node:crypto';
import { openLink } from '../../features/consent/unsubscribe';
import { pathOf, recipients, thoseOut, type World } from './world';

const TOKEN_BYTES = 59;
const APART_MS = 1;

/**
 * None of `count` is believed, half of them a real one with something changed; nor does time tell them from a real one.
 */
export async function guess(world: World, count: number): Promise<void> {
  const { out, random, request, problems } = world;
  const [one, other] = await recipients(world, 'tahmin', 2);
  const token = (await pathOf(world, one!)).slice(3);
  const bytes = Buffer.from(token, 'base64url');
  const changed = () => {
    const copy = Buffer.from(bytes);
    const at = random.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
    return copy.toString('base64url');
  };
  let hits = 0;
  const tookMs = { real: 0, guessed: 0 };
  const opened = async (text: string, kind: keyof typeof tookMs) => {
    const beganMs = performance.now();
    const found = await openLink(out.deps, text);
    tookMs[kind] += performance.now() - beganMs;
    return found !== null;
  };
  for (let at = 0; at < count; at += 1) {
    if (await opened(at % 2 === 0 ? randomBytes(TOKEN_BYTES).toString('base64url') : changed(), 'guessed')) hits += 1;
    if (!(await opened(token, 'real'))) problems.push('a real link is not known');
  }
  const apartMs = Math.abs(tookMs.real - tookMs.guessed) / count;
  world.counts['guesses'] = count;
  world.counts['hits'] = hits;
  world.counts['apartMicroseconds'] = Math.round(1_000 * apartMs);
  if (hits > 0) problems.push(`${hits} of ${count} guesses were believed`);
  if (apartMs > APART_MS) problems.push(`a guess can be told by its time: ${apartMs.toFixed(3)} ms`);

  // Who guesses is slowed down; who has a link is not, from the same network at the same time.
  const answers: number[] = [];
  for (let at = 0; at < 100; at += 1) {
    answers.push((await request(`/u/${randomBytes(TOKEN_BYTES).toString('base64url')}`, { method: 'POST' })).status);
    if ((await request(`/u/${token}`)).status !== 200) problems.push('a real link was held up by guesses');
  }
  if (!answers.includes(429)) problems.push('100 guesses in a row were never slowed down');
  await request(await pathOf(world, other!), { method: 'POST' });
  if ((await thoseOut(world, [one!, other!])).size !== 1) problems.push('guesses changed who is out');
}
