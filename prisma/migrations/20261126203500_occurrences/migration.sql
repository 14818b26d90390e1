-- Every appointment that takes time, as one row per occurrence, and which of them meet (sync/rules/occurrences.ts).
CREATE TABLE "occurrences" (
  "root_id" UUID NOT NULL,
  "occurrence_on" TEXT NOT NULL,
  "appointment_id" UUID NOT NULL,
  "starts_at" TIMESTAMPTZ(3) NOT NULL,
  "ends_at" TIMESTAMPTZ(3) NOT NULL,
  "agent_id" UUID NOT NULL,
  "customer_id" UUID NOT NULL,
  CONSTRAINT "occurrences_pkey" PRIMARY KEY ("root_id", "occurrence_on")
);
CREATE INDEX "occurrences_agent_id_starts_at_idx" ON "occurrences" ("agent_id", "starts_at");
CREATE INDEX "occurrences_customer_id_starts_at_idx" ON "occurrences" ("customer_id", "starts_at");
CREATE INDEX "occurrences_appointment_id_idx" ON "occurrences" ("appointment_id");

CREATE TABLE "appointment_clashes" (
  "a_root" UUID NOT NULL,
  "a_on" TEXT NOT NULL,
  "b_root" UUID NOT NULL,
  "b_on" TEXT NOT NULL,
  "same_agent" BOOLEAN NOT NULL,
  "same_customer" BOOLEAN NOT NULL,
  "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "acknowledged_by" UUID,
  "reason" TEXT NOT NULL DEFAULT '',
  "resolved_at" TIMESTAMPTZ(3),
  CONSTRAINT "appointment_clashes_pkey" PRIMARY KEY ("a_root", "a_on", "b_root", "b_on")
);
CREATE INDEX "appointment_clashes_b_root_b_on_idx" ON "appointment_clashes" ("b_root", "b_on");

-- Until when the occurrences of a series stand in the table; what was never looked at comes first.
CREATE TABLE "series_horizons" (
  "root_id" UUID NOT NULL,
  "until_at" TIMESTAMPTZ(3) NOT NULL DEFAULT 'epoch',
  CONSTRAINT "series_horizons_pkey" PRIMARY KEY ("root_id")
);
CREATE INDEX "series_horizons_until_at_idx" ON "series_horizons" ("until_at");

-- Single ones follow their rows, whoever writes them; those of series are walked by the office.
CREATE FUNCTION "keep_single_occurrences"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "occurrences" AS "o" USING "written" AS "w"
  WHERE "o"."root_id" = "w"."id" AND "o"."occurrence_on" = ''
    AND ("w"."recurrence" <> '' OR "w"."occurrence_on" <> '' OR "w"."deleted_at" IS NOT NULL OR "w"."status" IN ('cancelled', 'declined'));
  INSERT INTO "occurrences" AS "o" ("root_id", "occurrence_on", "appointment_id", "starts_at", "ends_at", "agent_id", "customer_id")
  SELECT "id", '', "id", "starts_at", "ends_at", "agent_id", "customer_id" FROM "written"
  WHERE "recurrence" = '' AND "occurrence_on" = '' AND "deleted_at" IS NULL AND "status" NOT IN ('cancelled', 'declined')
  ORDER BY "id"
  ON CONFLICT ("root_id", "occurrence_on") DO UPDATE
  SET "starts_at" = excluded."starts_at", "ends_at" = excluded."ends_at", "agent_id" = excluded."agent_id"
  WHERE ("o"."starts_at", "o"."ends_at", "o"."agent_id") IS DISTINCT FROM (excluded."starts_at", excluded."ends_at", excluded."agent_id");
  RETURN NULL;
END $$;
CREATE TRIGGER "appointments_occurrences_insert" AFTER INSERT ON "appointments"
  REFERENCING NEW TABLE AS "written" FOR EACH STATEMENT EXECUTE FUNCTION "keep_single_occurrences"();
CREATE TRIGGER "appointments_occurrences_update" AFTER UPDATE ON "appointments"
  REFERENCING NEW TABLE AS "written" FOR EACH STATEMENT EXECUTE FUNCTION "keep_single_occurrences"();

INSERT INTO "occurrences" ("root_id", "occurrence_on", "appointment_id", "starts_at", "ends_at", "agent_id", "customer_id")
SELECT "id", '', "id", "starts_at", "ends_at", "agent_id", "customer_id" FROM "appointments"
WHERE "recurrence" = '' AND "occurrence_on" = '' AND "deleted_at" IS NULL AND "status" NOT IN ('cancelled', 'declined');
INSERT INTO "series_horizons" ("root_id") SELECT DISTINCT coalesce("root_id", "id") FROM "appointments" WHERE "recurrence" <> '';
