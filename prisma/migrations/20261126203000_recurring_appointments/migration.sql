-- Appointments that recur (sync/rules/recurrence-rule.ts), and occurrences of them that were changed: appointments of
-- their own, whose rows repeat what they do not own for builds that know no series (sync/rules/occurrences.ts).
ALTER TABLE "appointments"
  ADD COLUMN "recurrence" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "root_id" UUID,
  ADD COLUMN "series_id" UUID,
  ADD COLUMN "occurrence_on" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "own" TEXT[] DEFAULT '{}',
  ADD COLUMN "split_from" UUID,
  ADD COLUMN "accepts" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "clashes" JSONB NOT NULL DEFAULT '[]';

SELECT "saha_adopt_field"('appointments', 'recurrence'), "saha_adopt_field"('appointments', 'rootId'),
  "saha_adopt_field"('appointments', 'seriesId'), "saha_adopt_field"('appointments', 'occurrenceOn'),
  "saha_adopt_field"('appointments', 'own'), "saha_adopt_field"('appointments', 'splitFrom'),
  "saha_adopt_field"('appointments', 'accepts'), "saha_adopt_field"('appointments', 'clashes');

CREATE INDEX "appointments_root_idx" ON "appointments" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "appointments_recurring_idx" ON "appointments" ("id") WHERE "recurrence" <> '';
