-- A customer's personal data goes for good: everything that hangs on them, and what other tables say of them. What stays
-- is what the office must be able to show (that something was said yes or no to, that something left, how many) without
-- saying to whom.

-- Ids alone: what comes late for one of them is refused. Written by erase_customer() only.
CREATE TABLE "erasures" (
  "document_id" UUID NOT NULL,
  "customer_id" UUID NOT NULL,
  "erased_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "erasures_pkey" PRIMARY KEY ("document_id")
);
CREATE INDEX "erasures_customer_id_idx" ON "erasures" ("customer_id");

-- The audit trail keeps who did what when; of erased documents alone it lets go of what they said.
CREATE OR REPLACE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "probe" "audit_events";
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('saha.erasing', true) = 'on' THEN
    "probe" := NEW;
    "probe"."before" := OLD."before"; "probe"."after" := OLD."after";
    IF "probe" IS NOT DISTINCT FROM OLD AND NEW."before" = '{}' AND NEW."after" = '{}' THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'audit_events is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;

-- Every table that hangs on customers, how far below, and the condition on a row called "t" that it hangs on $1.
CREATE FUNCTION "saha_hanging_on_customers"() RETURNS TABLE ("name" text, "depth" integer, "condition" text) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE "hanging" AS (
    SELECT r."name", 1 AS "depth" FROM "replicated_tables" r WHERE r."parent" = 'customers'
    UNION ALL SELECT "child"."name", "above"."depth" + 1 FROM "replicated_tables" AS "child" JOIN "hanging" AS "above" ON "child"."parent" = "above"."name"
  )
  SELECT h."name", h."depth", "saha_hangs_on_customer"(h."name") FROM "hanging" h
$$;

-- Answers { documents, files, suppressions }: how many went, the ids of files, and the blocks that were put up; NULL where
-- there is no such customer. Runs as the owner of the tables; whoever calls it has asked who it is.
CREATE FUNCTION "erase_customer"("of_customer" uuid, "by_member" uuid, "from_ip" text, "at" timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  "who" "customers";
  "entry" record;
  "members_told" uuid[];
  "ids" uuid[];
  "roots" uuid[];
  "bytes" text[];
  "file_ids" uuid[];
  "chat_ids" uuid[];
  "proofs" uuid[];
  "own_keys" bytea[];
  "blocked" jsonb;
BEGIN
  SELECT * INTO "who" FROM "customers" WHERE "id" = "of_customer" FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;

  -- From above to below, as those do who write: whoever is writing is waited for.
  FOR "entry" IN SELECT * FROM "saha_hanging_on_customers"() ORDER BY "depth", "name" LOOP
    EXECUTE format('SELECT FROM %I AS t WHERE %s ORDER BY t."id" FOR UPDATE', "entry"."name", "entry"."condition") USING "of_customer";
  END LOOP;

  "own_keys" := ARRAY(SELECT DISTINCT "key" FROM unnest(ARRAY["who"."email_key", "who"."phone_key", "who"."alt_phone_key"]) AS "key"
    WHERE "key" IS NOT NULL AND NOT EXISTS (SELECT FROM "customers" c WHERE c."id" <> "of_customer"
      AND (c."email_key" = "key" OR c."phone_key" = "key" OR c."alt_phone_key" = "key")));
  "roots" := ARRAY(SELECT DISTINCT coalesce("root_id", "id") FROM "appointments" WHERE "customer_id" = "of_customer");
  "file_ids" := ARRAY(SELECT "id" FROM "files" WHERE "customer_id" = "of_customer");
  "bytes" := ARRAY(SELECT DISTINCT "blob" FROM "files" WHERE "customer_id" = "of_customer" AND "blob" IS NOT NULL);
  "proofs" := ARRAY(SELECT "id" FROM "consents" WHERE "customer_id" = "of_customer" OR ("customer_id" IS NULL AND "address_key" = ANY("own_keys")));
  "chat_ids" := ARRAY(SELECT "id" FROM "chats" WHERE "customer_id" = "of_customer");

  -- What was written to them: that it left stays, what it said does not; what has not left does not leave.
  UPDATE "deliveries" SET "to_address" = '', "content" = NULL, "customer_id" = NULL,
    "expires_at" = CASE WHEN "state" IN ('sending', 'unknown') THEN least("expires_at", "at") ELSE "expires_at" END,
    "settled_at" = CASE "state" WHEN 'queued' THEN "at" ELSE "settled_at" END,
    "reason" = CASE "state" WHEN 'queued' THEN 'erased' ELSE "reason" END,
    "state" = CASE "state" WHEN 'queued' THEN 'cancelled' ELSE "state" END
  WHERE "customer_id" = "of_customer" OR ("address_key" = ANY("own_keys") AND "customer_id" IS NULL);
  DELETE FROM "campaign_exclusions" WHERE "customer_id" = "of_customer";
  DELETE FROM "reminders" WHERE "customer_id" = "of_customer";
  DELETE FROM "reminder_plans" WHERE "root_id" = ANY("roots");
  DELETE FROM "asked_outcomes" WHERE "customer_id" = "of_customer";
  DELETE FROM "push_notices" WHERE "customer_id" = "of_customer";
  UPDATE "incoming_sms" SET "from_address" = '', "text" = '' WHERE "address_key" = ANY("own_keys");
  UPDATE "iys_handovers" h SET "recipient" = '' FROM "iys_files" f
  WHERE f."id" = h."file_id" AND f."settled_at" IS NOT NULL AND h."address_key" = ANY("own_keys");

  -- What was heard on WhatsApp. Keys of messages stay, so that none of them comes again by being asked for.
  UPDATE "webhook_inbox" w SET "raw" = NULL WHERE w."raw" IS NOT NULL AND w."processed_at" IS NOT NULL AND EXISTS (
    SELECT FROM "identities" i WHERE i."chat_id" = ANY("chat_ids") AND i."line_id" = w."line_id" AND length(split_part(i."value", '@', 1)) > 4
      AND position(split_part(i."value", '@', 1) IN w."raw"::text) > 0);
  UPDATE "chat_messages" SET "chat_id" = NULL, "message_id" = NULL, "edited_text" = NULL, "quoted_key" = '', "reactions" = '{}',
    "file_state" = '', "content" = '{"kind": "unknown", "text": "", "senderName": "", "file": null}' WHERE "chat_id" = ANY("chat_ids");
  DELETE FROM "identities" WHERE "chat_id" = ANY("chat_ids");
  DELETE FROM "chats" WHERE "id" = ANY("chat_ids");

  -- Everybody who may hold it learns that it is gone: admins as well, who otherwise lose sight of nothing.
  "members_told" := ARRAY(SELECT "who"."owner_id" UNION SELECT unnest("who"."shared_with") UNION SELECT "id" FROM "members" WHERE "role" = 'admin');
  INSERT INTO "erasures" VALUES ("of_customer", "of_customer", "at") ON CONFLICT DO NOTHING;
  FOR "entry" IN SELECT * FROM "saha_hanging_on_customers"() UNION ALL SELECT 'customers', 0, 't."id" = $1' ORDER BY 2 DESC, 1 LOOP
    EXECUTE format(
      'INSERT INTO "scope_exits" ("collection", "document_id", "member_id", "team_id") SELECT %L, t."id", a."member_id", a."team_id" FROM %I AS t '
      'CROSS JOIN (SELECT unnest($2) AS "member_id", NULL::uuid AS "team_id" UNION ALL SELECT NULL, $3 WHERE $3 IS NOT NULL) AS a WHERE %s',
      "entry"."name", "entry"."name", "entry"."condition") USING "of_customer", "members_told", "who"."team_id";
    -- Proofs outlive all; they no longer say whose they are.
    IF "entry"."name" = 'consents' THEN
      UPDATE "consents" SET "customer_id" = NULL, "address" = '', "conflicts" = '[]', "extra" = '{}' WHERE "id" = ANY("proofs");
      CONTINUE;
    END IF;
    EXECUTE format('INSERT INTO "erasures" SELECT t."id", $1, $2 FROM %I AS t WHERE %s ON CONFLICT DO NOTHING', "entry"."name", "entry"."condition")
    USING "of_customer", "at";
    EXECUTE format('DELETE FROM %I AS t WHERE %s', "entry"."name", "entry"."condition") USING "of_customer";
  END LOOP;
  DELETE FROM "occurrences" WHERE "customer_id" = "of_customer" OR "root_id" = ANY("roots");
  DELETE FROM "series_horizons" WHERE "root_id" = ANY("roots");
  DELETE FROM "appointment_clashes" WHERE "a_root" = ANY("roots") OR "b_root" = ANY("roots");
  "ids" := ARRAY(SELECT "document_id" FROM "erasures" WHERE "customer_id" = "of_customer");

  -- Bytes that nobody else names are as old as can be: the sweeping takes them at once.
  UPDATE "blobs" b SET "stored_at" = 'epoch' WHERE b."sha256" = ANY("bytes") AND NOT EXISTS (SELECT FROM "files" f WHERE f."blob" = b."sha256");

  UPDATE "surrendered_work" SET "work" = jsonb_set("work", '{work,documents}', (
    SELECT coalesce(jsonb_agg(d), '[]') FROM jsonb_array_elements("work" -> 'work' -> 'documents') AS d
    WHERE NOT (coalesce(d -> 'row' ->> 'id', '') = ANY("ids"::text[]) OR position("of_customer"::text IN d::text) > 0)))
  WHERE jsonb_typeof("work" -> 'work' -> 'documents') = 'array';
  UPDATE "audit_events" SET "before" = '{}', "after" = '{}' WHERE "document_id" = ANY("ids" || "proofs") AND ("before" <> '{}' OR "after" <> '{}');

  -- Whoever is written in again from some list is still not written to. An address that somebody else has stays theirs.
  WITH "put" AS (
    INSERT INTO "suppressions" AS s ("address_key", "channel", "reason", "since")
    SELECT DISTINCT "key", "channel", 'erased', "at" FROM unnest("own_keys") AS "key"
      CROSS JOIN LATERAL unnest(CASE WHEN "key" = "who"."email_key" THEN ARRAY['email'] ELSE ARRAY['sms', 'whatsapp', 'call'] END) AS "channel"
    ON CONFLICT ("address_key", "channel", "reason") DO UPDATE SET "since" = excluded."since", "changed_at" = now() WHERE s."since" < excluded."since"
    RETURNING *
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object('kind', 'suppression', 'addressKey', encode("address_key", 'hex'), 'channel', "channel",
    'reason', "reason", 'since', to_char("since" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), '[]') INTO "blocked" FROM "put";

  INSERT INTO "audit_events" ("at", "member_id", "ip", "action", "collection", "document_id", "after")
  VALUES ("at", "by_member", "from_ip", 'customer.erased', 'customers', "of_customer",
    jsonb_build_object('documents', cardinality("ids"), 'files', cardinality("file_ids")));
  RETURN jsonb_build_object('documents', cardinality("ids"), 'files', to_jsonb("file_ids"), 'suppressions', "blocked");
END $$;
