import type { ClientBase } from 'pg';
import { derivedId } from '../../../sync/rules/derived-id';
import type { Deps } from '../../deps';
import { sendMessage } from '../messages/send-message';
import { officeSettings } from '../settings/office-settings';
import { makeCustomerLink } from './customer-link';
import { noteHanded, noteSkipped, type DueReminder } from './due.store';
import { findOccurrence } from './find-occurrence';
import { documentsOfRoots } from './ledger.store';
import { writeReminder } from './write-reminder';
import { readAgent, readTemplate } from './writing.store';

/** Makes a delivery of a reminder, within the transaction that holds it. `wake`: the carrier, after the commit. */
export async function handReminder(
  deps: Pick<Deps, 'config' | 'macKeys' | 'now' | 'sms'>,
  client: ClientBase,
  reminder: DueReminder,
  wake: (job: string) => void,
): Promise<void> {
  const { rootId, occurrenceOn, kind, language, startsAt } = reminder;
  const channel = reminder.isChatting ? 'whatsapp' : reminder.channel;
  const stored = await documentsOfRoots(client, [rootId]);
  const one = findOccurrence(stored, occurrenceOn) ?? stored[0];
  if (one === undefined) return noteSkipped(client, reminder.id, 'gone');
  const [settings, agent, template] = [
    await officeSettings(client),
    await readAgent(client, one.agentId),
    reminder.templateId === null ? null : await readTemplate(client, reminder.templateId, language),
  ];
  const content = writeReminder({
    kind,
    // Short, without a link, and answered with a number: as an SMS.
    channel: reminder.channel,
    language,
    startsAt,
    zone: one.zone,
    location: one.location,
    country: reminder.country,
    firstName: reminder.firstName,
    lastName: reminder.lastName,
    agentName: agent.name,
    agentEmail: agent.email,
    officeName: settings.office.name || deps.config.mail.from.name || agent.name,
    template,
    hasTurkish: deps.sms.hasTurkish,
    link: reminder.channel === 'email' ? await makeCustomerLink(deps, { rootId, occurrenceOn, language }) : '',
  });
  const dedupeKey = [
    'reminder',
    rootId,
    occurrenceOn,
    kind,
    channel,
    reminder.offsetMinutes,
    startsAt,
    reminder.round,
    reminder.tries,
  ].join(':');
  const { deliveryId } = await sendMessage(
    // The same after a restore: what left under this name has left.
    { pool: client, newId: () => derivedId('delivery', dedupeKey), jobs: { wake } },
    {
      purpose: 'reminder',
      channel,
      basis: 'appointment',
      basisId: reminder.id,
      customerId: reminder.customerId,
      to: reminder.to,
      language,
      dedupeKey,
      campaignId: null,
      reminderId: reminder.id,
      messageId: null,
      bulkId: null,
      content,
      notBefore: null,
      expiresAt: reminder.usefulUntil,
      createdBy: null,
    },
  );
  await noteHanded(client, reminder.id, deliveryId);
}
