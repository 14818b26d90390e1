-- Of a word about a change, what its customer knew before it: times that are still to come, as [{occurrenceOn, startsAt}].
-- Where it is called off before it left, what is said next is measured against this. NULL: an appointment's reminder.
ALTER TABLE "reminders" ADD COLUMN "known" JSONB;
