-- Two records of one person: one is merged into the other and stays as it is, with all that hangs on it. What is read,
-- counted or written to goes by the root, so that unmerging is one edit.
ALTER TABLE "customers" ADD COLUMN "merged_into" UUID, ADD COLUMN "root_id" UUID;
CREATE INDEX "customers_merged_into_idx" ON "customers" ("merged_into");
CREATE INDEX "customers_root_id_idx" ON "customers" ("root_id");

SELECT "saha_adopt_field"('customers', 'mergedInto');
SELECT "saha_adopt_field"('customers', 'rootId');

-- Who stands for a customer: the end of the chain of merges, themselves where there is none.
CREATE FUNCTION "customer_root"("of_customer" uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT c."root_id" FROM "customers" c WHERE c."id" = "of_customer"), "of_customer")
$$;

-- The same as it stood at a time, for reports: what was merged later was two customers then.
CREATE FUNCTION "customer_root_by"("of_customer" uuid, "at" timestamptz) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT c."root_id" FROM "customers" c WHERE c."id" = "of_customer" AND c."root_id" IS NOT NULL
      AND coalesce("stamp_at"(coalesce(c."stamps" ->> 'mergedInto', c."stamps" ->> '*')), '-infinity') < "at"
  ), "of_customer")
$$;

-- Whom the ids of a push name, with the ids that these are merged into, one after the other. Merges are decided one
-- after the other, and every statement of this function sees what was committed before it.
CREATE FUNCTION "saha_merge_targets"("ids" uuid[])
RETURNS TABLE (
  "id" uuid, "owner_id" uuid, "team_id" uuid, "shared_with" uuid[], "deleted_at" timestamptz, "above" uuid[]
)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('saha_merges', 0));
  RETURN QUERY
  WITH RECURSIVE "chain" AS (
    SELECT c."id" AS "from", c."merged_into" AS "next" FROM "customers" c WHERE c."id" = ANY("ids")
    UNION SELECT ch."from", c."merged_into" FROM "chain" ch JOIN "customers" c ON c."id" = ch."next"
  )
  SELECT c."id", c."owner_id", c."team_id", c."shared_with", c."deleted_at"::timestamptz,
    ARRAY(SELECT ch."next" FROM "chain" ch WHERE ch."from" = c."id" AND ch."next" IS NOT NULL)
  FROM "customers" c WHERE c."id" = ANY("ids");
END $$;

-- Keeps the roots, and refuses the circle that no rule foresaw (two rows of one push).
CREATE FUNCTION "follow_merge"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "top" uuid := NEW."id";
  "next" uuid := NEW."merged_into";
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('saha_merges', 0));
  WHILE "next" IS NOT NULL LOOP
    IF "next" = NEW."id" THEN
      RAISE EXCEPTION 'customer % is merged into itself', NEW."id" USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    "top" := "next";
    SELECT c."merged_into" INTO "next" FROM "customers" c WHERE c."id" = "top";
  END LOOP;
  WITH RECURSIVE "below" AS (
    SELECT NEW."id" AS "id"
    UNION SELECT c."id" FROM "customers" c JOIN "below" b ON c."merged_into" = b."id"
  )
  UPDATE "customers" c SET "root_id" = nullif("top", c."id") FROM "below" b
  WHERE c."id" = b."id" AND c."root_id" IS DISTINCT FROM nullif("top", c."id");
  RETURN NULL;
END $$;
CREATE TRIGGER "customers_merged_insert" AFTER INSERT ON "customers" FOR EACH ROW
  WHEN (NEW."merged_into" IS NOT NULL) EXECUTE FUNCTION "follow_merge"();
CREATE TRIGGER "customers_merged_update" AFTER UPDATE ON "customers" FOR EACH ROW
  WHEN (OLD."merged_into" IS DISTINCT FROM NEW."merged_into") EXECUTE FUNCTION "follow_merge"();

-- Nobody is reminded whose person may not be: the record that stands for them says so.
CREATE OR REPLACE FUNCTION "reminder_obstacle"("of_reminder" uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT CASE
      WHEN r."state" NOT IN ('planned', 'handed') THEN 'appointment_changed'
      WHEN c."id" IS NULL OR c."deleted_at" IS NOT NULL THEN 'recipient_gone'
      WHEN c."reminders_paused" THEN 'reminders_paused'
      WHEN r."kind" = 'cancelled' THEN
        CASE WHEN o."root_id" IS NOT NULL AND o."starts_at" = r."starts_at" THEN 'appointment_changed' ELSE '' END
      WHEN o."root_id" IS NULL THEN 'appointment_closed'
      WHEN o."starts_at" <> r."starts_at" THEN 'appointment_changed'
      WHEN a."deleted_at" IS NOT NULL OR (CASE WHEN a."occurrence_on" <> '' AND NOT 'status' = ANY (a."own")
          THEN coalesce(s."status", a."status") ELSE a."status" END) NOT IN ('confirmed', 'approved')
        THEN 'appointment_closed'
      WHEN EXISTS (SELECT FROM "appointment_clashes" x WHERE x."a_root" = r."root_id" AND x."a_on" = r."occurrence_on"
          AND x."resolved_at" IS NULL AND x."acknowledged_by" IS NULL)
        OR EXISTS (SELECT FROM "appointment_clashes" x WHERE x."b_root" = r."root_id" AND x."b_on" = r."occurrence_on"
          AND x."resolved_at" IS NULL AND x."acknowledged_by" IS NULL) THEN 'appointment_clash'
      ELSE '' END
    FROM "reminders" r
    LEFT JOIN "customers" c ON c."id" = "customer_root"(r."customer_id")
    LEFT JOIN "occurrences" o ON o."root_id" = r."root_id" AND o."occurrence_on" = r."occurrence_on"
    LEFT JOIN "appointments" a ON a."id" = o."appointment_id"
    LEFT JOIN "appointments" s ON s."id" = a."series_id"
    WHERE r."id" = "of_reminder"
  ), 'appointment_changed')
$$;
