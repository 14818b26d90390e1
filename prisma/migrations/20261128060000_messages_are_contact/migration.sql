-- A message is a contact as well (sync/rules/last-contact.ts says the same): what the customer wrote, and what one
-- person wrote to them alone and has left. What goes to many at once and what the office writes by itself (reminders,
-- answers out of hours) is none.
CREATE FUNCTION "is_message_contact"("message" "messages") RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT "message"."direction" = 'in' OR (
    "message"."state" IN ('sent', 'delivered', 'read') AND "message"."bulk_id" IS NULL AND NOT EXISTS (
      SELECT FROM "deliveries" AS "delivery"
      WHERE "delivery"."message_id" = "message"."id" AND "delivery"."purpose" <> 'message'
    )
  )
$$;
CREATE FUNCTION "message_contact_at"("message" "messages") RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT greatest("message"."created_at", "message"."send_at")
$$;

CREATE OR REPLACE FUNCTION "last_contact_of"("customer" uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT max("contact"."at") FROM (
    SELECT "entry"."occurred_at" AS "at" FROM "interactions" AS "entry"
    WHERE "entry"."customer_id" = "customer"
      AND ("entry"."kind" = 'visit' OR ("entry"."kind" = 'call' AND "entry"."outcome" <> 'no_answer'))
      AND NOT "is_taken_back"("entry")
    UNION ALL
    SELECT "starts_at" FROM "appointments"
    WHERE "customer_id" = "customer" AND "status" = 'held' AND "deleted_at" IS NULL
    UNION ALL
    SELECT max("message_contact_at"("message")) FROM "messages" AS "message"
    WHERE "message"."customer_id" = "customer" AND "is_message_contact"("message")
  ) AS "contact"
$$;

-- Customers in the order of their ids, as the conversations are: two writers never wait for each other.
CREATE FUNCTION "raise_contact_by_messages"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH "behind" AS (
    SELECT c."id", n."at" FROM "customers" c JOIN (
      SELECT s."customer_id", max("message_contact_at"(s)) AS "at" FROM "said" AS s JOIN "messages" m ON m."id" = s."id"
      WHERE "is_message_contact"(m) GROUP BY s."customer_id"
    ) AS n ON n."customer_id" = c."id"
    WHERE c."last_contact_at" IS NULL OR c."last_contact_at" < n."at"
    ORDER BY c."id" FOR NO KEY UPDATE OF c
  )
  UPDATE "customers" c SET "last_contact_at" = b."at" FROM "behind" b WHERE b."id" = c."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "messages_contact_insert" AFTER INSERT ON "messages" REFERENCING NEW TABLE AS "said"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_contact_by_messages"();

-- One that has not arrived after all, or was another customer's, lowers it where it is what stands.
CREATE FUNCTION "follow_message_contact"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF "is_message_contact"(OLD) AND (NOT "is_message_contact"(NEW) OR OLD."customer_id" <> NEW."customer_id") THEN
    UPDATE "customers" SET "last_contact_at" = "last_contact_of"("id")
    WHERE "id" = OLD."customer_id" AND "last_contact_at" = "message_contact_at"(OLD)
      AND "last_contact_at" IS DISTINCT FROM "last_contact_of"("id");
  END IF;
  IF "is_message_contact"(NEW) THEN
    UPDATE "customers" SET "last_contact_at" = "message_contact_at"(NEW)
    WHERE "id" = NEW."customer_id" AND ("last_contact_at" IS NULL OR "last_contact_at" < "message_contact_at"(NEW));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "messages_contact_update" AFTER UPDATE ON "messages" FOR EACH ROW
  WHEN ((OLD."state", OLD."customer_id") IS DISTINCT FROM (NEW."state", NEW."customer_id"))
  EXECUTE FUNCTION "follow_message_contact"();

-- Messages from before this counted.
UPDATE "customers" AS customer SET "last_contact_at" = said."at"
FROM (
  SELECT "customer_id", max("message_contact_at"("message")) AS "at" FROM "messages" AS "message"
  WHERE "is_message_contact"("message") GROUP BY "customer_id"
) AS said
WHERE said."customer_id" = customer."id"
  AND (customer."last_contact_at" IS NULL OR customer."last_contact_at" < said."at");
