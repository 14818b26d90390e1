-- What customers hear of their appointments, when, and what became of it (sync/rules/reminder-plan.ts).
ALTER TABLE "customers" ADD COLUMN "reminders_paused" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "appointments"
  ADD COLUMN "remind" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "customer_answer" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "answered_for" TIMESTAMPTZ(3),
  ADD COLUMN "answered_at" TIMESTAMPTZ(3),
  ADD COLUMN "answer_note" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "proposed_at" TIMESTAMPTZ(3);
SELECT "saha_adopt_field"('customers', 'remindersPaused'), "saha_adopt_field"('appointments', 'remind'),
  "saha_adopt_field"('appointments', 'customerAnswer'), "saha_adopt_field"('appointments', 'answeredFor'),
  "saha_adopt_field"('appointments', 'answeredAt'), "saha_adopt_field"('appointments', 'answerNote'),
  "saha_adopt_field"('appointments', 'proposedAt'), "saha_adopt_field"('appointments', 'answer');

-- The time by which reminders and deliveries go: PostgreSQL's own. A proof that lets weeks pass puts another in its place.
CREATE FUNCTION "office_clock"() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS $$ SELECT clock_timestamp() $$;

CREATE TABLE "reminders" (
  "id" UUID NOT NULL,
  "root_id" UUID NOT NULL,
  -- '' of a single appointment.
  "occurrence_on" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "offset_minutes" INTEGER NOT NULL,
  "starts_at" TIMESTAMPTZ(3) NOT NULL,
  -- Of words of something new: the how manyeth about this start.
  "round" INTEGER NOT NULL DEFAULT 0,
  "customer_id" UUID NOT NULL,
  -- Channels to try after this one.
  "rungs" TEXT[] DEFAULT '{}',
  "template_id" UUID,
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  -- When it may leave: outside the quiet hours, not after it is of use.
  "windows" TSTZMULTIRANGE NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'planned',
  "reason" TEXT NOT NULL DEFAULT '',
  "delivery_id" UUID,
  -- How often a delivery was made of it; one that was called off before it left is followed by another.
  "tries" INTEGER NOT NULL DEFAULT 0,
  "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "reminders_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "reminders_kind" CHECK ("kind" IN ('before', 'booked', 'moved', 'cancelled')),
  CONSTRAINT "reminders_channel" CHECK ("channel" IN ('sms', 'email', 'whatsapp')),
  CONSTRAINT "reminders_state" CHECK ("state" IN ('planned', 'handed', 'done', 'skipped', 'withdrawn'))
);
CREATE UNIQUE INDEX "reminders_once"
  ON "reminders" ("root_id", "occurrence_on", "kind", "channel", "offset_minutes", "starts_at", "round");
CREATE INDEX "reminders_due" ON "reminders" ("due_at") WHERE "state" = 'planned';
CREATE INDEX "reminders_handed" ON "reminders" ("delivery_id") WHERE "state" = 'handed';
CREATE INDEX "reminders_customer_id_starts_at_idx" ON "reminders" ("customer_id", "starts_at");

-- What was last planned, an occurrence each: what has changed since is seen against it.
CREATE TABLE "reminder_plans" (
  "root_id" UUID NOT NULL,
  "occurrence_on" TEXT NOT NULL,
  "starts_at" TIMESTAMPTZ(3) NOT NULL,
  "is_open" BOOLEAN NOT NULL,
  -- By which rules.
  "rules" TEXT NOT NULL,
  CONSTRAINT "reminder_plans_pkey" PRIMARY KEY ("root_id", "occurrence_on")
);
CREATE INDEX "reminder_plans_starts_at_idx" ON "reminder_plans" ("starts_at");

-- What stands in the way of one reminder right now, whatever was planned: '' or the reason it does not leave for.
CREATE FUNCTION "reminder_obstacle"("of_reminder" uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT CASE
      WHEN r."state" NOT IN ('planned', 'handed') THEN 'appointment_changed'
      WHEN c."id" IS NULL OR c."deleted_at" IS NOT NULL THEN 'recipient_gone'
      WHEN c."reminders_paused" THEN 'reminders_paused'
      WHEN r."kind" = 'cancelled' THEN CASE WHEN o."root_id" IS NOT NULL AND o."starts_at" = r."starts_at" THEN 'appointment_changed' ELSE '' END
      WHEN o."root_id" IS NULL THEN 'appointment_closed'
      WHEN o."starts_at" <> r."starts_at" THEN 'appointment_changed'
      WHEN a."deleted_at" IS NOT NULL OR (CASE WHEN a."occurrence_on" <> '' AND NOT 'status' = ANY (a."own")
          THEN coalesce(s."status", a."status") ELSE a."status" END) NOT IN ('confirmed', 'approved') THEN 'appointment_closed'
      WHEN EXISTS (SELECT FROM "appointment_clashes" x WHERE x."a_root" = r."root_id" AND x."a_on" = r."occurrence_on"
          AND x."resolved_at" IS NULL AND x."acknowledged_by" IS NULL)
        OR EXISTS (SELECT FROM "appointment_clashes" x WHERE x."b_root" = r."root_id" AND x."b_on" = r."occurrence_on"
          AND x."resolved_at" IS NULL AND x."acknowledged_by" IS NULL) THEN 'appointment_clash'
      ELSE '' END
    FROM "reminders" r
    LEFT JOIN "customers" c ON c."id" = r."customer_id"
    LEFT JOIN "occurrences" o ON o."root_id" = r."root_id" AND o."occurrence_on" = r."occurrence_on"
    LEFT JOIN "appointments" a ON a."id" = o."appointment_id"
    LEFT JOIN "appointments" s ON s."id" = a."series_id"
    WHERE r."id" = "of_reminder"
  ), 'appointment_changed')
$$;
-- Whether it may leave at this moment, and when it may next; NULL: never again.
CREATE FUNCTION "reminder_next_at"("of_reminder" uuid) RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT CASE WHEN r."windows" @> "office_clock"() THEN "office_clock"() ELSE
    (SELECT min(lower(w)) FROM unnest(r."windows") AS w WHERE lower(w) > "office_clock"()) END
  FROM "reminders" r WHERE r."id" = "of_reminder"
$$;

-- A reminder rests on its line in the ledger, where there is one, and else on an appointment.
CREATE OR REPLACE FUNCTION "delivery_obstacle"("of_purpose" text, "of_channel" text, "key" bytea, "of_basis" uuid) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT s."reason" FROM "suppressions" s
     WHERE s."address_key" = "key" AND s."channel" = "of_channel" AND s."lifted_by" IS NULL
       AND (s."reason" NOT IN ('unsubscribed', 'iys') OR "of_purpose" IN ('campaign', 'bulk'))
     ORDER BY "suppression_severity"(s."reason") DESC LIMIT 1),
    CASE
      WHEN "of_purpose" IN ('campaign', 'bulk') THEN
        coalesce((SELECT CASE c."decision" WHEN 'given' THEN '' ELSE 'consent_withdrawn' END
                  FROM "consent_of"("key", "of_channel") c), 'consent_missing')
      WHEN "of_purpose" = 'reminder' THEN
        CASE
          WHEN EXISTS (SELECT FROM "reminders" r WHERE r."id" = "of_basis") THEN "reminder_obstacle"("of_basis")
          WHEN EXISTS (SELECT FROM "appointments" a WHERE a."id" = "of_basis" AND a."deleted_at" IS NULL
                       AND a."status" IN ('confirmed', 'approved')) THEN ''
          ELSE 'appointment_closed' END
      WHEN "of_purpose" IN ('report', 'system') THEN
        CASE WHEN EXISTS (SELECT FROM "members" m WHERE m."id" = "of_basis" AND m."is_active"
                          AND ("of_channel" <> 'email' OR "address_key"("normal_email"(m."email")) = "key"))
          THEN '' ELSE 'recipient_gone' END
      ELSE '' END)
$$;

-- Which reminder a customer's SMS answered. What was said before there were any is for people alone.
ALTER TABLE "incoming_sms" ADD COLUMN "reminder_id" UUID, ADD COLUMN "handled_at" TIMESTAMPTZ(3);
UPDATE "incoming_sms" SET "handled_at" = now();
CREATE INDEX "incoming_sms_unhandled" ON "incoming_sms" ("received_at") WHERE "handled_at" IS NULL;
