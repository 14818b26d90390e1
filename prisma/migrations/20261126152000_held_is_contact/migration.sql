-- Last contact is the latest of visits, answered calls and held appointments (sync/rules/last-contact.ts says the same).
CREATE FUNCTION "last_contact_of"("customer" uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT max("contact"."at") FROM (
    SELECT "occurred_at" AS "at" FROM "interactions"
    WHERE "customer_id" = "customer" AND ("kind" = 'visit' OR ("kind" = 'call' AND "outcome" <> 'no_answer'))
    UNION ALL
    SELECT "starts_at" FROM "appointments" WHERE "customer_id" = "customer" AND "status" = 'held' AND "deleted_at" IS NULL
  ) AS "contact"
$$;

-- One that is no longer held lowers it where it is what stands: a contact this database knows nothing of stays.
CREATE FUNCTION "follow_held_appointment"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."status" = 'held' AND OLD."deleted_at" IS NULL THEN
    UPDATE "customers" SET "last_contact_at" = "last_contact_of"("id")
    WHERE "id" = OLD."customer_id" AND "last_contact_at" = OLD."starts_at" AND "last_contact_at" IS DISTINCT FROM "last_contact_of"("id");
  END IF;
  IF NEW."status" = 'held' AND NEW."deleted_at" IS NULL THEN
    UPDATE "customers" SET "last_contact_at" = NEW."starts_at"
    WHERE "id" = NEW."customer_id" AND ("last_contact_at" IS NULL OR "last_contact_at" < NEW."starts_at");
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "appointments_contact_insert" AFTER INSERT ON "appointments" FOR EACH ROW
  WHEN (NEW."status" = 'held') EXECUTE FUNCTION "follow_held_appointment"();
CREATE TRIGGER "appointments_contact_update" AFTER UPDATE ON "appointments" FOR EACH ROW
  WHEN ((OLD."status" = 'held' OR NEW."status" = 'held')
    AND (OLD."status", OLD."starts_at", OLD."deleted_at") IS DISTINCT FROM (NEW."status", NEW."starts_at", NEW."deleted_at"))
  EXECUTE FUNCTION "follow_held_appointment"();

-- Appointments that were held before this counted.
UPDATE "customers" AS customer SET "last_contact_at" = held."at"
FROM (
  SELECT "customer_id", max("starts_at") AS "at" FROM "appointments" WHERE "status" = 'held' AND "deleted_at" IS NULL GROUP BY "customer_id"
) AS held
WHERE held."customer_id" = customer."id" AND (customer."last_contact_at" IS NULL OR customer."last_contact_at" < held."at");
