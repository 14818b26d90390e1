-- Reminders of appointments long past are found by their start and thrown away (server/jobs/purge-expired.ts).
CREATE INDEX "reminders_starts_at_idx" ON "reminders" ("starts_at");
