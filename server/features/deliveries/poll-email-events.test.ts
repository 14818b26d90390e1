import { expect, it } from 'vitest';
import type { Deps } from '../../deps';
import { pollEmailEventsJob } from './poll-email-events.job';

const CAMPAIGN = '00000000-0000-4000-8000-00000000000';
const opened = (digit: number) => ({
  receipt: `receipt ${digit}`,
  body: JSON.stringify({ eventType: 'Open', mail: { messageId: 'm', tags: { campaign: [`${CAMPAIGN}${digit}`] } } }),
});

it('an event that cannot be recorded keeps none behind it from being read, and stays in the queue', async () => {
  const stopping = new AbortController();
  const batches = [[opened(1), opened(2)], [opened(3)]];
  const removed: string[] = [];
  const recorded: unknown[] = [];
  const deps = {
    emailEvents: {
      receive: () => {
        const batch = batches.shift();
        if (batch === undefined) stopping.abort();
        return Promise.resolve(batch ?? []);
      },
      remove: (receipts: readonly string[]) => Promise.resolve(void removed.push(...receipts)),
    },
    pool: {
      query: (_sql: string, [campaignId]: readonly unknown[]) =>
        campaignId === `${CAMPAIGN}1` ? Promise.reject(new Error('no')) : Promise.resolve(recorded.push(campaignId)),
    },
  } as unknown as Deps;

  await expect(pollEmailEventsJob.run(deps, stopping.signal)).rejects.toThrow('1 of what became of our mail');
  expect(recorded).toEqual([`${CAMPAIGN}2`, `${CAMPAIGN}3`]);
  expect(removed).toEqual(['receipt 2', 'receipt 3']);
});
