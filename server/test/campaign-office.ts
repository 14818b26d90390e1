/** An office of two teams for tests of campaigns, with a provider that can be told what to do. */
import type { CampaignDraft } from '../../sync/rules/campaign';
import type { SegmentRule } from '../../sync/rules/segment-rule';
import { runCampaignsJob } from '../features/campaigns/run-campaigns.job';
import { createCampaign, saveCampaign } from '../features/campaigns/save-campaign';
import { showCampaign } from '../features/campaigns/show-campaign';
import { startCampaign } from '../features/campaigns/start-campaign';
import type { SignedInMember } from '../lib/identity';
import { hearAll, outgoingOf, type Outgoing } from './outgoing';
import { createTwoTeams, type TwoTeams } from './two-teams';

export const BY = { memberId: null, ip: '' };
export const inCity = (city: string): SegmentRule => ({
  combinator: 'and',
  rules: [{ fact: 'city', operator: 'is', value: city }],
});
export const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
export const words = (text: string) => ({ type: 'text', text });
const SIGNATURE = { type: 'signature', attrs: { name: 'Saha', address: 'Alsancak, İzmir' } };
const mail = (subject: string, ...content: object[]) =>
  ({
    subject,
    preheader: 'Yerler sınırlı',
    document: { type: 'doc', content: [...content, SIGNATURE] },
  }) as CampaignDraft['content']['tr'];
export const NO_MAIL = { subject: '', preheader: '', document: { type: 'doc' as const, content: [] } };
export const DRAFT: CampaignDraft = {
  name: 'Güz',
  rule: inCity(''),
  content: {
    tr: mail(
      'Güz dönemi, {{firstName}}',
      paragraph(words('Merhaba '), { type: 'place', attrs: { name: 'firstName' } }, words(', çağrımız açıldı.')),
    ),
    en: NO_MAIL,
  },
  replyTo: 'agent',
  perSecond: null,
  capMost: null,
  exceptIds: [],
};

type Made = { readonly id: string; readonly version: number };
type CustomerValues = { email?: string; firstName?: string; language?: string; at?: 0 | 1 };

export class CampaignOffice {
  private made = 0;
  private constructor(
    readonly teams: TwoTeams,
    readonly out: Outgoing,
    readonly manager: SignedInMember,
    readonly otherManager: SignedInMember,
    readonly admin: SignedInMember,
  ) {}

  static async open(): Promise<CampaignOffice> {
    const teams = await createTwoTeams();
    const out = await outgoingOf(teams.office.deps);
    const as = ({ id }: { id: string }, role: SignedInMember['role'], teamId: string | null): SignedInMember => ({
      id,
      fullName: 'Deniz Ak Kaya',
      email: 'deniz@ornek.example',
      role,
      teamId,
      scopeVersion: 0,
    });
    const manager = as(teams.manager, 'manager', teams.team);
    await out.deps.pool.query(`UPDATE members SET email = 'deniz@ornek.example' WHERE id = $1`, [manager.id]);
    return new CampaignOffice(
      teams,
      out,
      manager,
      as(teams.otherManager, 'manager', teams.otherTeam),
      as(teams.admin, 'admin', null),
    );
  }

  close(): Promise<void> {
    return this.teams.office.close();
  }

  /** Of whom was made last. */
  get lastAddress(): string {
    return `kampanya${this.made}@ornek.example`;
  }

  /** A customer of the manager's team in `city`; `said` about e-mail. Answers the id. */
  async customer(
    city: string,
    values: CustomerValues = {},
    said: 'given' | 'withdrawn' | null = 'given',
  ): Promise<string> {
    const { pool, newId } = this.out.deps;
    const id = newId();
    const at = values.at ?? 0;
    if (values.email === undefined) this.made += 1;
    const email = values.email ?? this.lastAddress;
    await pool.query(
      `INSERT INTO customers (id, first_name, last_name, email, city, language, source, stage, owner_id, team_id,
        created_by, created_at)
       VALUES ($1, $2, 'Alıcı', $3, $4, $5, 'other', 'new', $6, $7, $6, now())`,
      [
        id,
        values.firstName ?? 'Ece',
        email,
        city,
        values.language ?? 'tr',
        this.teams.agents[at].id,
        at === 0 ? this.teams.team : this.teams.otherTeam,
      ],
    );
    if (said !== null && email !== '') await this.out.consent(email, said, '2026-11-01T08:00:00.000Z');
    return id;
  }

  async draft(city: string, more: Partial<CampaignDraft> = {}, who = this.manager): Promise<Made> {
    const { id } = await createCampaign(this.out.deps, who, 'Güz');
    const draft = { ...DRAFT, rule: inCity(city), ...more };
    const { version } = await saveCampaign(this.out.deps, who, { id, version: 1, draft });
    return { id, version };
  }

  /** Now, to as many as its sender saw. */
  start({ id, version }: Made, expected: number, who = this.manager) {
    return startCampaign(this.out.deps, who, BY, { id, version, expected, startsAt: null });
  }

  /** Looks of the job; it ends by itself where nothing more is to be done. */
  look(ms = 700) {
    return runCampaignsJob.run(this.out.deps, AbortSignal.timeout(ms));
  }

  async sums(id: string) {
    const { campaign, sums } = await showCampaign(this.out.deps, this.admin, id);
    const all = sums.recipients.reduce((count, one) => count + one.count, 0);
    if (all !== sums.materialised) throw new Error(`${all} recipients have a state, of ${sums.materialised}`);
    return { state: campaign.state, reason: campaign.reason, ...sums };
  }

  async statesOf(id: string) {
    return (await this.sums(id)).recipients.map(({ state, reason, count }) => [state, reason, count]);
  }

  async sendAll(id: string) {
    await this.look();
    await this.out.carry();
    await hearAll(this.out);
    await this.look();
    return this.statesOf(id);
  }
}
