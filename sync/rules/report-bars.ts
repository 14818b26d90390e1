/** Which figure of a report's table is drawn beside it; tables that are not named have no bars. */
export const DRAWN_FIGURES: Readonly<Partial<Record<string, string>>> = {
  kinds: 'held',
  reminders: 'noShowRate',
  answers: 'answerMinutes',
  campaigns: 'mailed',
  stages: 'standing',
  agents: 'contactsPerDay',
  sources: 'newCustomers',
  countries: 'newCustomers',
  cities: 'newCustomers',
};
