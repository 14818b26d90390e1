-- What comes next with a customer, and entries that are taken back.
ALTER TABLE "customers"
  ADD COLUMN "next_step_text" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "next_step_due_on" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "next_step_due_time" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "next_step_done_at" TIMESTAMPTZ(3);
ALTER TABLE "interactions" ADD COLUMN "retracts" UUID;

SELECT "saha_adopt_field"('customers', 'nextStepText'), "saha_adopt_field"('customers', 'nextStepDueOn'),
  "saha_adopt_field"('customers', 'nextStepDueTime'), "saha_adopt_field"('customers', 'nextStepDoneAt'),
  "saha_adopt_field"('customers', 'nextStep'), "saha_adopt_field"('interactions', 'retracts');

CREATE INDEX "interactions_retracts_idx" ON "interactions" ("retracts") WHERE "retracts" IS NOT NULL;

-- Last contact is the latest of visits, answered calls and held appointments that nobody took back (sync/rules/last-contact.ts
-- says the same). Only whoever logged an entry takes it back, by a later entry about the same customer.
CREATE FUNCTION "is_taken_back"("entry" "interactions") RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM "interactions" AS "later" WHERE "later"."retracts" = "entry"."id"
      AND "later"."author_id" = "entry"."author_id" AND "later"."customer_id" = "entry"."customer_id"
  )
$$;

CREATE OR REPLACE FUNCTION "last_contact_of"("customer" uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT max("contact"."at") FROM (
    SELECT "entry"."occurred_at" AS "at" FROM "interactions" AS "entry"
    WHERE "entry"."customer_id" = "customer" AND ("entry"."kind" = 'visit' OR ("entry"."kind" = 'call' AND "entry"."outcome" <> 'no_answer'))
      AND NOT "is_taken_back"("entry")
    UNION ALL
    SELECT "starts_at" FROM "appointments" WHERE "customer_id" = "customer" AND "status" = 'held' AND "deleted_at" IS NULL
  ) AS "contact"
$$;

-- What was logged raises it, unless it is taken back already. What is taken back lowers it where it is what stands: a
-- contact this database knows nothing of (an import, an earlier year) stays.
CREATE OR REPLACE FUNCTION "raise_last_contact"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "customers" AS customer SET "last_contact_at" = contact."at"
  FROM (
    SELECT "customer_id", max("occurred_at") AS "at" FROM "logged"
    WHERE ("kind" = 'visit' OR ("kind" = 'call' AND "outcome" <> 'no_answer'))
      AND NOT EXISTS (
        SELECT FROM "interactions" AS "later" WHERE "later"."retracts" = "logged"."id"
          AND "later"."author_id" = "logged"."author_id" AND "later"."customer_id" = "logged"."customer_id"
      )
    GROUP BY "customer_id"
  ) AS contact
  WHERE customer."id" = contact."customer_id" AND (customer."last_contact_at" IS NULL OR customer."last_contact_at" < contact."at");
  IF EXISTS (SELECT FROM "logged" WHERE "retracts" IS NOT NULL) THEN
    UPDATE "customers" AS customer SET "last_contact_at" = "last_contact_of"(customer."id")
    WHERE EXISTS (
      SELECT FROM "logged" JOIN "interactions" AS "entry" ON "entry"."id" = "logged"."retracts"
        AND "entry"."author_id" = "logged"."author_id" AND "entry"."customer_id" = "logged"."customer_id"
      WHERE "entry"."customer_id" = customer."id" AND "entry"."occurred_at" = customer."last_contact_at"
    ) AND customer."last_contact_at" IS DISTINCT FROM "last_contact_of"(customer."id");
  END IF;
  RETURN NULL;
END $$;
