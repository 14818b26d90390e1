/** The nouns of sync/collections/nouns.ts as the server keeps them; nothing compiles while one lacks its part. */
import type { CollectionName } from '../../sync/collections/registry';
import { appointmentReplication } from '../features/appointments/appointments.replication';
import { flagClashesOfMerged } from '../features/appointments/clashes-of-merged';
import { coverWhoIsAway } from '../features/chat/cover-away';
import { consentReplication } from '../features/consent/consents.replication';
import { conversationReplication } from '../features/messages/conversations.replication';
import { countryReplication } from '../features/countries/countries.replication';
import { customerReplication } from '../features/customers/customers.replication';
import { followMerges } from '../features/customers/follow-merges';
import { fileCarried } from '../features/files/file-carried';
import { fileReplication } from '../features/files/files.replication';
import { interactionReplication } from '../features/interactions/interactions.replication';
import { tellCustomersTime } from '../features/interactions/tell-customers-time';
import { tellMerges } from '../features/interactions/tell-merges';
import { memberReplication } from '../features/members/members.replication';
import { messageReplication } from '../features/messages/messages.replication';
import { noteApprovals, noteCustomerAnswers, noteHandovers, noteMessages } from '../features/notifications/note-news';
import { remindOfAppointments } from '../features/reminders/follow-appointments';
import { remindOfCustomers } from '../features/reminders/follow-customers';
import { segmentReplication } from '../features/segments/segments.replication';
import { settingReplication } from '../features/settings/settings.replication';
import { templateReplication } from '../features/templates/templates.replication';
import { alsoFollowedBy, type NounReplication } from '../lib/noun-replication';

export const REPLICATIONS: Readonly<Record<CollectionName, NounReplication>> = {
  members: memberReplication,
  countries: countryReplication,
  settings: settingReplication,
  templates: templateReplication,
  segments: segmentReplication,
  // What is merged goes along, and may be booked twice; what is decided about a customer stands in their time, and says
  // whether they are reminded.
  customers: [followMerges, flagClashesOfMerged, tellCustomersTime, tellMerges, remindOfCustomers].reduce(
    alsoFollowedBy,
    customerReplication,
  ),
  // A higher tier follows the calendar: reminders of what is booked.
  appointments: [remindOfAppointments, noteApprovals, noteCustomerAnswers].reduce(
    alsoFollowedBy,
    appointmentReplication,
  ),
  interactions: interactionReplication,
  consents: consentReplication,
  // People are told of what concerns them.
  conversations: alsoFollowedBy(conversationReplication, noteHandovers),
  // Whoever is told of a message is who answers it.
  messages: [fileCarried, coverWhoIsAway, noteMessages].reduce(alsoFollowedBy, messageReplication),
  files: fileReplication,
};
