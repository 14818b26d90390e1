-- Kinds of appointment from the office's settings, and a manager's word about those that need one (sync/rules/approval.ts).
ALTER TABLE "appointments"
  ADD COLUMN "kind_id" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "decided_by" UUID,
  ADD COLUMN "decided_for" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "decision_note" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "proposed_starts_at" TIMESTAMPTZ(3),
  ADD COLUMN "proposed_ends_at" TIMESTAMPTZ(3);

SELECT "saha_adopt_field"('appointments', 'kindId'), "saha_adopt_field"('appointments', 'decidedBy'),
  "saha_adopt_field"('appointments', 'decidedFor'), "saha_adopt_field"('appointments', 'decisionNote'),
  "saha_adopt_field"('appointments', 'proposedStartsAt'), "saha_adopt_field"('appointments', 'proposedEndsAt');
