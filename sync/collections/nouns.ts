/** The replicated nouns of this build: a new one is imported here and stands in the list. */
import { appointments } from './appointment';
import { consents } from './consent';
import { conversations } from './conversation';
import { countries } from './country';
import { customers } from './customer';
import { files } from './file';
import { interactions } from './interaction';
import { members } from './member';
import { messages } from './message';
import { segments } from './segment';
import { settings } from './setting';
import { templates } from './template';

export const NOUNS = {
  members,
  countries,
  settings,
  templates,
  segments,
  customers,
  appointments,
  interactions,
  consents,
  conversations,
  messages,
  files,
};
