import { describe, expect, it } from 'vitest';
import { judgeDeliverability, type Deliverability } from './judge-deliverability';

type About = Pick<Deliverability, 'account' | 'identity' | 'dmarc'>;
const GOOD = {
  account: { isSandbox: false, isSending: true, perDay: 50_000, sentToday: 3, perSecond: 14, standing: 'HEALTHY' },
  identity: {
    isVerified: true,
    dkim: 'SUCCESS',
    mailFrom: 'posta.ornek.example',
    mailFromStatus: 'SUCCESS',
    dkimTokens: [],
  },
  dmarc: { policy: 'none' },
} satisfies About;
const notGood = (about: About) => judgeDeliverability(about).filter(([, verdict]) => verdict !== 'good');

describe('where the office stands with those who carry its mail', () => {
  it('is all well where everything is set up', () => {
    expect(notGood(GOOD)).toEqual([]);
  });

  it.each([
    ['domain', { identity: { ...GOOD.identity, isVerified: false } }],
    ['dkim', { identity: { ...GOOD.identity, dkim: 'PENDING' } }],
    ['spf', { identity: { ...GOOD.identity, mailFrom: '' } }],
    ['spf', { identity: { ...GOOD.identity, mailFromStatus: 'FAILED' } }],
    ['dmarc', { dmarc: { policy: '' } }],
    ['sandbox', { account: { ...GOOD.account, isSandbox: true } }],
    ['sandbox', { account: { ...GOOD.account, isSending: false } }],
    ['standing', { account: { ...GOOD.account, standing: 'PROBATION' } }],
  ] satisfies [string, Partial<About>][])('%s is missing', (what, changed) => {
    expect(notGood({ ...GOOD, ...changed })).toEqual([[what, 'bad']]);
  });

  it('is not known where nobody could be asked, and never called good', () => {
    expect(notGood({ account: null, identity: null, dmarc: null })).toEqual(
      ['domain', 'dkim', 'spf', 'dmarc', 'sandbox', 'standing'].map((what) => [what, 'open']),
    );
  });
});
