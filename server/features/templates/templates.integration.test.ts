/** Managers write the office's ready texts, everybody has them, and none with a hole leaves. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationIdOf } from '../../../sync/collections/conversation';
import type { DocumentFields } from '../../../sync/collections/definition';
import { fillTemplate, TEMPLATE_VARIABLES } from '../../../sync/rules/template-text';
import { outcomes } from '../../test/one-team';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';

let teams: TwoTeams, agent: Tablet, boss: Tablet, stranger: Tablet;
beforeAll(async () => {
  teams = await createTwoTeams();
  const { office, agents, manager } = teams;
  agent = await Tablet.signIn(office, agents[0]);
  stranger = await Tablet.signIn(office, agents[1]);
  boss = await Tablet.signIn(office, manager);
});
afterAll(() => teams.office.close());

const create = (tablet: Tablet, values: DocumentFields = {}) =>
  tablet.create('templates', {
    name: 'Hoş geldiniz',
    purpose: 'welcome',
    emailSubjectTr: 'Merhaba {{firstName}}',
    emailBodyTr: 'Hoş geldiniz.',
    emailSubjectEn: '',
    emailBodyEn: '',
    smsTr: '',
    smsEn: '',
    archivedAt: '',
    createdBy: tablet.memberId,
    createdAt: new Date(tablet.nowMs).toISOString(),
    ...values,
  });

describe('a template', () => {
  it('is a manager’s to write, and everybody’s to have', async () => {
    const id = create(boss);
    expect(outcomes(await boss.push('templates'))).toEqual(['applied']);
    for (const tablet of [agent, stranger]) {
      await tablet.sync();
      expect(tablet.fields('templates', id)).toMatchObject({ name: 'Hoş geldiniz' });
    }
    agent.edit('templates', id, { name: 'Benim' });
    create(agent);
    expect(outcomes(await agent.push('templates'))).toEqual(['template.mayNotChange', 'template.mayNotChange']);
  });

  it('with a place nobody can fill, or a link in its SMS, is not taken', async () => {
    create(boss, { smsTr: 'Merhaba {{isim}}' });
    create(boss, { smsEn: 'See www.saha.example' });
    expect(outcomes(await boss.push('templates')).sort()).toEqual(['message.linkInSms', 'template.unknownPlace']);
  });

  it('with more in its SMS than anybody joins is not taken, nor does one from before keep its name', async () => {
    create(boss, { smsTr: 'ş'.repeat(460) });
    const id = create(boss, { smsTr: 'ş'.repeat(440) });
    expect(outcomes(await boss.push('templates')).sort()).toEqual(['applied', 'template.smsTooLong']);
    await teams.office.deps.pool.query('UPDATE templates SET sms_tr = $2 WHERE id = $1', [id, 'ş'.repeat(460)]);
    await boss.sync();
    boss.edit('templates', id, { name: 'Başka bir ad' });
    expect(outcomes(await boss.push('templates'))).toContain('applied');
  });

  it.each(TEMPLATE_VARIABLES)('that lacks its %s leaves from no tablet', async (missing) => {
    const customerId = agent.create('customers', agent.newCustomer());
    await agent.push('customers');
    const by = {
      customerId,
      channel: 'email',
      createdBy: agent.memberId,
      createdAt: new Date(agent.nowMs).toISOString(),
    };
    const conversationId = conversationIdOf('email', customerId);
    agent.create('conversations', by, conversationId);
    await agent.push('conversations');
    const whole = TEMPLATE_VARIABLES.map((variable) => `{{${variable}}}`).join(' ');
    const values = Object.fromEntries(
      TEMPLATE_VARIABLES.filter((variable) => variable !== missing).map((variable) => [variable, 'x']),
    );
    const message = { ...by, conversationId, direction: 'out', cancelledAt: '', releasedAt: '' };
    agent.create('messages', { ...message, subject: 'Konu', body: fillTemplate(whole, values) });
    agent.create('messages', { ...message, subject: fillTemplate(whole, values), body: 'Metin' });
    expect(outcomes(await agent.push('messages'))).toEqual(['message.unfilled', 'message.unfilled']);
    agent.create('messages', { ...message, subject: 'Konu', body: fillTemplate(whole, { ...values, [missing]: 'x' }) });
    expect(outcomes(await agent.push('messages')).at(-1)).toBe('applied');
  });
});
