/** One office in this process, with its pages and webhooks, its clock and a provider that takes everything. */
import { createHttpApp } from '../../http/app';
import { createSnsVerifier } from '../../gateways/email/sns';
import { SNS_CERTIFICATE, SNS_TOPIC } from '../../test/sns-signer';
import { openOffice } from '../office-in-process';
import type { ProofResult } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { withMigratedPlace } from '../server-process';
import { hearShuffled } from './events';
import { guess } from './guesses';
import { readMails } from './mails';
import { sendMalformed } from './malformed';
import { comeBackByOtherWays } from './permanence';
import { leaveAsPeople, openAsScanners } from './visitors';
import type { World } from './world';

export type WayOutAmounts = Readonly<
  Record<'mails' | 'links' | 'people' | 'guesses' | 'addresses' | 'events' | 'requests', number>
>;
export type WayOutOptions = {
  readonly databaseUrl: string;
  readonly seed: number;
  readonly amounts: WayOutAmounts;
  /** `looking-counts`: a link acts when it is opened. Must be found. */
  readonly breakage: 'looking-counts' | null;
  readonly say: (line: string) => void;
};

export function runWayOut({ databaseUrl, seed, amounts, breakage, say }: WayOutOptions): Promise<ProofResult> {
  return withMigratedPlace(databaseUrl, async ({ url, folder }) => {
    const clock = { nowMs: Date.UTC(2026, 0, 5, 9) };
    const office = await openOffice(url, folder, () => clock.nowMs);
    const fetched: string[] = [];
    const open = () =>
      createHttpApp(office.out.deps, {
        clientDir: '/nowhere',
        snsVerifier: createSnsVerifier([SNS_TOPIC], (address) => {
          fetched.push(address);
          return Promise.resolve(SNS_CERTIFICATE);
        }),
      });
    let app = open();
    const world: World = {
      out: office.out,
      clock,
      random: new Random(seed),
      problems: [],
      counts: {},
      fetched,
      request: async (path, init) => {
        const isLook = (init?.method ?? 'GET') === 'GET' && breakage === 'looking-counts' && path !== '/u/leave.js';
        if (isLook) await app.request(path, { method: 'POST' });
        return app.request(path, init);
      },
      forgetCalls: () => {
        app = open();
      },
    };
    try {
      const parts = [
        ['mails', readMails],
        ['links', openAsScanners],
        ['people', leaveAsPeople],
        ['guesses', guess],
        ['addresses', comeBackByOtherWays],
        ['events', hearShuffled],
        ['requests', sendMalformed],
      ] as const;
      for (const [name, part] of parts) {
        if (amounts[name] === 0) continue;
        await part(world, amounts[name]);
        say(`${name}: ${amounts[name]}, ${world.problems.length} problems`);
      }
      return { problems: world.problems, counts: world.counts };
    } finally {
      await office.close();
    }
  });
}
