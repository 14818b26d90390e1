-- Consent by address, what blocks an address, and everything that leaves the office.
-- The rules are those of sync/rules/address.ts, consent.ts and delivery.ts; tests hold both sides equal.

-- When the backup was made that was put back last; what was claimed since may have left.
ALTER TABLE "office" ADD COLUMN "backup_at" TIMESTAMPTZ(3);

-- Keys of the office. One address key that never changes, and keys of link MACs that follow one another; none is ever deleted.
-- The pads are those of HMAC (RFC 2104), kept so that an address is keyed with two hashes and no loop.
CREATE TABLE "secret_keys" (
  "id" TEXT NOT NULL,
  "purpose" TEXT NOT NULL,
  "secret" BYTEA NOT NULL,
  "inner_pad" BYTEA NOT NULL,
  "outer_pad" BYTEA NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "secret_keys_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "secret_keys_id" CHECK ("id" ~ '^[0-9a-f]{8}$'),
  CONSTRAINT "secret_keys_purpose" CHECK ("purpose" IN ('address', 'unsubscribe')),
  CONSTRAINT "secret_keys_length" CHECK (length("secret") = 32)
);
CREATE UNIQUE INDEX "secret_keys_one_address" ON "secret_keys" ("purpose") WHERE "purpose" = 'address';

CREATE FUNCTION "pad_secret_key"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  block bytea := NEW."secret" || decode(repeat('00', 32), 'hex');
BEGIN
  NEW."inner_pad" := block;
  NEW."outer_pad" := block;
  FOR at IN 0..63 LOOP
    NEW."inner_pad" := set_byte(NEW."inner_pad", at, get_byte(block, at) # 54);
    NEW."outer_pad" := set_byte(NEW."outer_pad", at, get_byte(block, at) # 92);
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER "secret_keys_pads" BEFORE INSERT ON "secret_keys" FOR EACH ROW EXECUTE FUNCTION "pad_secret_key"();
CREATE FUNCTION "refuse_key_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'keys are never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "secret_keys_kept" BEFORE UPDATE OR DELETE ON "secret_keys" FOR EACH ROW EXECUTE FUNCTION "refuse_key_change"();

-- gen_random_uuid() takes 122 bits from PostgreSQL's strong source; three of them feed one key of 256.
CREATE FUNCTION "new_secret_key"("of_purpose" text) RETURNS text LANGUAGE sql AS $$
  INSERT INTO "secret_keys" ("id", "purpose", "secret")
  VALUES (
    left(replace(gen_random_uuid()::text, '-', ''), 8), "of_purpose",
    sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
  ) RETURNING "id"
$$;
SELECT "new_secret_key"('address'), "new_secret_key"('unsubscribe');

CREATE FUNCTION "normal_email"("value" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(lower(normalize("value", NFKC) COLLATE "C"), 'ÂÇĞİÎÖŞÛÜ', 'âçğiîöşûü')
$$;
CREATE FUNCTION "normal_phone"("value" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN "value" ~ '[0-9]' THEN '+' || regexp_replace("value", '[^0-9]', '', 'g') ELSE '' END
$$;
-- NULL where there is no address.
CREATE FUNCTION "address_key"("normal" text) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256("outer_pad" || sha256("inner_pad" || convert_to("normal", 'UTF8'))) FROM "secret_keys"
  WHERE "purpose" = 'address' AND "normal" <> ''
$$;

-- What people said, never changed. A customer may be gone while their no still stands: nothing here refers to rows.
CREATE TABLE "consents" (
  "id" UUID NOT NULL,
  -- NULL: said by an address that no customer of the office has.
  "customer_id" UUID,
  "channel" TEXT NOT NULL,
  -- As it stood before the person; '' where only its key is known.
  "address" TEXT NOT NULL DEFAULT '',
  "address_key" BYTEA NOT NULL,
  "decision" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "wording_id" TEXT NOT NULL DEFAULT '',
  "wording" TEXT NOT NULL DEFAULT '',
  "evidence" TEXT NOT NULL DEFAULT '',
  "occurred_at" TIMESTAMPTZ(3) NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "recorded_by" UUID,
  -- A clock that runs ahead must not outlive the no that follows it.
  "counts_at" TIMESTAMPTZ(3) GENERATED ALWAYS AS (least("occurred_at", "received_at")) STORED,

  "version" BIGINT NOT NULL DEFAULT 1,
  "stamps" JSONB NOT NULL DEFAULT '{}',
  "receipts" JSONB NOT NULL DEFAULT '{}',
  "conflicts" JSONB NOT NULL DEFAULT '[]',
  "extra" JSONB NOT NULL DEFAULT '{}',
  "row_xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT "consents_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "consents_channel" CHECK ("channel" IN ('email', 'sms', 'whatsapp', 'call')),
  CONSTRAINT "consents_decision" CHECK ("decision" IN ('given', 'withdrawn')),
  CONSTRAINT "consents_key" CHECK (length("address_key") = 32)
);
CREATE INDEX "consents_row_xid_id_idx" ON "consents" ("row_xid", "id");
CREATE INDEX "consents_customer_id_occurred_at_idx" ON "consents" ("customer_id", "occurred_at");
CREATE INDEX "consents_address" ON "consents" ("address_key", "channel", "counts_at" DESC);
CREATE INDEX "consents_received_at_idx" ON "consents" ("received_at");

CREATE TABLE "suppressions" (
  "address_key" BYTEA NOT NULL,
  "channel" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL,
  -- The consent that lifted it; kept by trigger, a function of what stands in both tables.
  "lifted_by" UUID,
  "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "suppressions_pkey" PRIMARY KEY ("address_key", "channel", "reason"),
  CONSTRAINT "suppressions_channel" CHECK ("channel" IN ('email', 'sms', 'whatsapp', 'call')),
  CONSTRAINT "suppressions_reason"
    CHECK ("reason" IN ('unsubscribed', 'iys', 'stopped', 'manual', 'erased', 'bounced', 'complained')),
  CONSTRAINT "suppressions_key" CHECK (length("address_key") = 32)
);
CREATE INDEX "suppressions_since_idx" ON "suppressions" ("since");
CREATE INDEX "suppressions_changed_at_idx" ON "suppressions" ("changed_at");

ALTER TABLE "customers"
  ADD COLUMN "email_key" BYTEA, ADD COLUMN "phone_key" BYTEA, ADD COLUMN "alt_phone_key" BYTEA,
  ADD COLUMN "reach" JSONB NOT NULL DEFAULT '{}', ADD COLUMN "marketing_consent" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "customers_email_key_idx" ON "customers" ("email_key");
CREATE INDEX "customers_phone_key_idx" ON "customers" ("phone_key");
CREATE INDEX "customers_alt_phone_key_idx" ON "customers" ("alt_phone_key");

CREATE FUNCTION "suppression_severity"("of_reason" text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_position(ARRAY['unsubscribed', 'iys', 'stopped', 'manual', 'erased', 'bounced', 'complained'], "of_reason"), 0)
$$;

-- given | withdrawn | NULL: the newest counts, on a tie the no.
CREATE FUNCTION "consent_of"("key" bytea, "of_channel" text) RETURNS TABLE ("decision" text, "counts_at" timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT c."decision", c."counts_at" FROM "consents" c WHERE c."address_key" = "key" AND c."channel" = "of_channel"
  ORDER BY c."counts_at" DESC, (c."decision" = 'withdrawn') DESC LIMIT 1
$$;

CREATE FUNCTION "iso_instant"("at" timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- What stands for one address on one channel; NULL where nothing is known.
CREATE FUNCTION "reach_of"("key" bytea, "of_channel" text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT jsonb_build_object('state', 'no', 'reason', s."reason", 'since', "iso_instant"(s."since")) FROM "suppressions" s
     WHERE s."address_key" = "key" AND s."channel" = "of_channel" AND s."lifted_by" IS NULL
     ORDER BY "suppression_severity"(s."reason") DESC LIMIT 1),
    (SELECT CASE c."decision"
       WHEN 'given' THEN jsonb_build_object('state', 'given', 'reason', 'consent', 'since', "iso_instant"(c."counts_at"))
       ELSE jsonb_build_object('state', 'no', 'reason', 'withdrawn', 'since', "iso_instant"(c."counts_at")) END
     FROM "consent_of"("key", "of_channel") c))
$$;

CREATE FUNCTION "customer_reach"("email" bytea, "phone" bytea) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  -- Most customers: nobody was asked yet.
  IF NOT EXISTS (SELECT FROM "consents" WHERE "address_key" IN ("email", "phone"))
     AND NOT EXISTS (SELECT FROM "suppressions" WHERE "address_key" IN ("email", "phone")) THEN RETURN '{}'; END IF;
  RETURN (
    SELECT coalesce(jsonb_object_agg(known."channel", known."reach") FILTER (WHERE known."reach" IS NOT NULL), '{}')
    FROM (
      SELECT asked."channel", "reach_of"(asked."key", asked."channel") AS "reach"
      FROM (VALUES ('email', "email"), ('sms', "phone"), ('whatsapp', "phone"), ('call', "phone")) AS asked ("channel", "key")
    ) AS known
  );
END $$;

-- Keys and reach are kept wherever a customer's address is written, by whomever.
CREATE FUNCTION "keep_customer_reach"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."email" = '' AND NEW."phone" = '' AND NEW."alt_phone" = '' THEN
    NEW."email_key" := NULL; NEW."phone_key" := NULL; NEW."alt_phone_key" := NULL;
    NEW."reach" := '{}'; NEW."marketing_consent" := false;
    RETURN NEW;
  END IF;
  NEW."email_key" := "address_key"("normal_email"(NEW."email"));
  NEW."phone_key" := "address_key"("normal_phone"(NEW."phone"));
  NEW."alt_phone_key" := "address_key"("normal_phone"(NEW."alt_phone"));
  NEW."reach" := "customer_reach"(NEW."email_key", coalesce(NEW."phone_key", NEW."alt_phone_key"));
  NEW."marketing_consent" := coalesce(NEW."reach" -> 'email' ->> 'state' = 'given', false);
  RETURN NEW;
END $$;
CREATE TRIGGER "customers_reach_insert" BEFORE INSERT ON "customers" FOR EACH ROW EXECUTE FUNCTION "keep_customer_reach"();
CREATE TRIGGER "customers_reach_update" BEFORE UPDATE OF "email", "phone", "alt_phone", "email_key", "phone_key", "alt_phone_key",
  "reach", "marketing_consent" ON "customers" FOR EACH ROW EXECUTE FUNCTION "keep_customer_reach"();

-- Rewrites what is no longer so, for every customer of these addresses; NULL: of all addresses.
CREATE FUNCTION "refresh_reach"("keys" bytea[]) RETURNS bigint LANGUAGE sql AS $$
  WITH "stale" AS (
    SELECT "id" FROM "customers" c
    WHERE ("keys" IS NULL OR "email_key" = ANY("keys") OR "phone_key" = ANY("keys") OR "alt_phone_key" = ANY("keys"))
      AND "reach" IS DISTINCT FROM "customer_reach"("email_key", coalesce("phone_key", "alt_phone_key"))
    ORDER BY "id" FOR NO KEY UPDATE
  ), "written" AS (
    UPDATE "customers" SET "reach" = '{}' WHERE "id" IN (SELECT "id" FROM "stale") RETURNING 1
  )
  SELECT count(*) FROM "written"
$$;

-- Only a consent with evidence that happened later lifts; never a complaint; a bounce only a proof that the address works.
CREATE FUNCTION "refresh_lifts"("keys" bytea[]) RETURNS void LANGUAGE sql AS $$
  UPDATE "suppressions" s SET "lifted_by" = now_lifted."by", "changed_at" = clock_timestamp()
  FROM (
    SELECT o."address_key", o."channel", o."reason", (
      SELECT c."id" FROM "consents" c
      WHERE c."address_key" = o."address_key" AND c."channel" = o."channel" AND c."decision" = 'given' AND c."evidence" <> ''
        AND c."counts_at" > o."since" AND o."reason" <> 'complained' AND (o."reason" <> 'bounced' OR c."source" = 'confirmed')
      ORDER BY c."counts_at", c."id" LIMIT 1
    ) AS "by"
    FROM "suppressions" o WHERE "keys" IS NULL OR o."address_key" = ANY("keys")
  ) AS now_lifted
  WHERE s."address_key" = now_lifted."address_key" AND s."channel" = now_lifted."channel" AND s."reason" = now_lifted."reason"
    AND s."lifted_by" IS DISTINCT FROM now_lifted."by"
$$;

CREATE FUNCTION "key_consent"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The key follows the address; where none is known the office names the key itself.
  IF NEW."address" <> '' THEN
    NEW."address_key" := "address_key"(
      CASE NEW."channel" WHEN 'email' THEN "normal_email"(NEW."address") ELSE "normal_phone"(NEW."address") END);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "consents_key" BEFORE INSERT ON "consents" FOR EACH ROW EXECUTE FUNCTION "key_consent"();
CREATE TRIGGER "consents_stamp" BEFORE INSERT OR UPDATE ON "consents" FOR EACH ROW EXECUTE FUNCTION "stamp_row"();
CREATE FUNCTION "refuse_consent_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'consents are append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "consents_append_only" BEFORE UPDATE ON "consents" FOR EACH ROW
  WHEN ((OLD."customer_id", OLD."channel", OLD."address", OLD."address_key", OLD."decision", OLD."source", OLD."wording_id",
      OLD."wording", OLD."evidence", OLD."occurred_at", OLD."received_at", OLD."recorded_by")
    IS DISTINCT FROM (NEW."customer_id", NEW."channel", NEW."address", NEW."address_key", NEW."decision", NEW."source",
      NEW."wording_id", NEW."wording", NEW."evidence", NEW."occurred_at", NEW."received_at", NEW."recorded_by"))
  EXECUTE FUNCTION "refuse_consent_change"();
CREATE TRIGGER "consents_kept" BEFORE DELETE ON "consents" FOR EACH ROW EXECUTE FUNCTION "refuse_consent_change"();

CREATE FUNCTION "follow_consent"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  keys bytea[] := ARRAY(SELECT DISTINCT "address_key" FROM "said" ORDER BY 1);
BEGIN
  -- Written by what follows too: a statement that changed nothing ends it.
  IF cardinality(keys) = 0 THEN RETURN NULL; END IF;
  PERFORM "refresh_lifts"(keys);
  PERFORM "refresh_reach"(keys);
  RETURN NULL;
END $$;
CREATE TRIGGER "consents_followed" AFTER INSERT ON "consents" REFERENCING NEW TABLE AS "said"
  FOR EACH STATEMENT EXECUTE FUNCTION "follow_consent"();
CREATE TRIGGER "suppressions_followed_insert" AFTER INSERT ON "suppressions" REFERENCING NEW TABLE AS "said"
  FOR EACH STATEMENT EXECUTE FUNCTION "follow_consent"();
CREATE TRIGGER "suppressions_followed_update" AFTER UPDATE ON "suppressions" REFERENCING NEW TABLE AS "said"
  FOR EACH STATEMENT EXECUTE FUNCTION "follow_consent"();
CREATE FUNCTION "refuse_suppression_removal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a suppression is lifted by a consent and never removed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "suppressions_kept" BEFORE DELETE ON "suppressions" FOR EACH ROW EXECUTE FUNCTION "refuse_suppression_removal"();

-- Everything that leaves, one row each; sync/rules/delivery.ts says how a row moves.
CREATE TABLE "deliveries" (
  "id" UUID NOT NULL,
  "purpose" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "basis" TEXT NOT NULL,
  -- The appointment of a reminder, the member of a report or a system message.
  "basis_id" UUID,
  "customer_id" UUID,
  "address_key" BYTEA NOT NULL,
  "to_address" TEXT NOT NULL DEFAULT '',
  "language" TEXT NOT NULL DEFAULT 'tr',
  "dedupe_key" TEXT NOT NULL,
  "campaign_id" UUID,
  "reminder_id" UUID,
  "message_id" UUID,
  -- What is written, where it is written for this one alone; blanked together with the address.
  "content" JSONB,
  "urgency" INTEGER NOT NULL DEFAULT 5,
  "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expires_at" TIMESTAMPTZ(3),
  "state" TEXT NOT NULL DEFAULT 'queued',
  "reason" TEXT NOT NULL DEFAULT '',
  "claim_token" UUID,
  "claimed_at" TIMESTAMPTZ(3),
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "provider" TEXT NOT NULL DEFAULT '',
  "provider_id" TEXT NOT NULL DEFAULT '',
  "created_by" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "sent_at" TIMESTAMPTZ(3),
  "settled_at" TIMESTAMPTZ(3),
  CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "deliveries_purpose" CHECK ("purpose" IN ('campaign', 'bulk', 'reminder', 'message', 'report', 'system')),
  CONSTRAINT "deliveries_channel" CHECK ("channel" IN ('email', 'sms', 'whatsapp')),
  CONSTRAINT "deliveries_state" CHECK ("state" IN ('queued', 'sending', 'unknown', 'sent', 'delivered', 'failed', 'bounced',
    'complained', 'unsubscribed', 'skipped', 'cancelled', 'expired')),
  CONSTRAINT "deliveries_key" CHECK (length("address_key") = 32)
);
CREATE UNIQUE INDEX "deliveries_dedupe_key_key" ON "deliveries" ("dedupe_key");
CREATE UNIQUE INDEX "deliveries_campaign_id_address_key_key" ON "deliveries" ("campaign_id", "address_key");
CREATE INDEX "deliveries_due" ON "deliveries" ("channel", "urgency", "not_before", "id") WHERE "state" = 'queued';
CREATE INDEX "deliveries_held" ON "deliveries" ("claimed_at") WHERE "state" = 'sending';
CREATE INDEX "deliveries_undecided" ON "deliveries" ("claimed_at") WHERE "state" = 'unknown';
CREATE INDEX "deliveries_provider_id_idx" ON "deliveries" ("provider_id");
CREATE INDEX "deliveries_customer_id_created_at_idx" ON "deliveries" ("customer_id", "created_at");
CREATE INDEX "deliveries_address_key_idx" ON "deliveries" ("address_key");
CREATE INDEX "deliveries_created_at_id_idx" ON "deliveries" ("created_at", "id");
CREATE INDEX "deliveries_settled_at_idx" ON "deliveries" ("settled_at");

-- How far a row has come; the rank of what is known to have happened only grows.
CREATE FUNCTION "delivery_rank"("of_state" text, "of_reason" text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE "of_state"
    WHEN 'queued' THEN 0 WHEN 'sending' THEN 1 WHEN 'skipped' THEN 2 WHEN 'cancelled' THEN 2 WHEN 'expired' THEN 2
    WHEN 'unknown' THEN 3 WHEN 'sent' THEN 4 WHEN 'delivered' THEN 5 WHEN 'failed' THEN 6
    WHEN 'bounced' THEN CASE "of_reason" WHEN 'hard_bounce' THEN 8 ELSE 7 END
    WHEN 'unsubscribed' THEN 9 WHEN 'complained' THEN 10 END
$$;
CREATE FUNCTION "may_move_delivery"("from_state" text, "from_reason" text, "to_state" text, "to_reason" text)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN "to_state" = 'queued' THEN "from_state" IN ('queued', 'sending', 'unknown')
    WHEN "to_state" = 'sending' THEN "from_state" IN ('queued', 'sending')
    WHEN "to_state" IN ('skipped', 'cancelled', 'expired') THEN "from_state" IN ('queued', "to_state")
    WHEN "to_state" = 'unknown' THEN "from_state" IN ('queued', 'sending', 'unknown')
    ELSE "delivery_rank"("to_state", "to_reason") >= "delivery_rank"("from_state", "from_reason") END
$$;
CREATE FUNCTION "refuse_delivery_step"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a delivery does not go from % to %', OLD."state", NEW."state" USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "deliveries_steps" BEFORE UPDATE OF "state", "reason" ON "deliveries" FOR EACH ROW
  WHEN (NOT "may_move_delivery"(OLD."state", OLD."reason", NEW."state", NEW."reason")) EXECUTE FUNCTION "refuse_delivery_step"();

-- What stands in the way of one delivery right now: '' or the reason it is skipped for.
CREATE FUNCTION "delivery_obstacle"("of_purpose" text, "of_channel" text, "key" bytea, "of_basis" uuid) RETURNS text
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
        CASE WHEN EXISTS (SELECT FROM "appointments" a WHERE a."id" = "of_basis" AND a."deleted_at" IS NULL
                          AND a."status" IN ('confirmed', 'approved')) THEN '' ELSE 'appointment_closed' END
      WHEN "of_purpose" IN ('report', 'system') THEN
        CASE WHEN EXISTS (SELECT FROM "members" m WHERE m."id" = "of_basis" AND m."is_active"
                          AND ("of_channel" <> 'email' OR "address_key"("normal_email"(m."email")) = "key"))
          THEN '' ELSE 'recipient_gone' END
      ELSE '' END)
$$;

-- How fast a channel may send; the office's processes share one row, in the order in which they lock it.
CREATE TABLE "sending_rates" (
  "channel" TEXT NOT NULL,
  "per_second" DOUBLE PRECISION NOT NULL,
  "free_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "sending_rates_pkey" PRIMARY KEY ("channel"),
  CONSTRAINT "sending_rates_positive" CHECK ("per_second" > 0)
);
INSERT INTO "sending_rates" ("channel", "per_second") VALUES ('email', 14), ('sms', 5), ('whatsapp', 1);

-- How background work fared, for the admin; the work itself knows nothing of this.
CREATE TABLE "job_states" (
  "name" TEXT NOT NULL,
  "started_at" TIMESTAMPTZ(3),
  "finished_at" TIMESTAMPTZ(3),
  "running" BOOLEAN NOT NULL DEFAULT false,
  "duration_ms" INTEGER NOT NULL DEFAULT 0,
  "runs" BIGINT NOT NULL DEFAULT 0,
  "failures" BIGINT NOT NULL DEFAULT 0,
  "failed_at" TIMESTAMPTZ(3),
  "failure" TEXT NOT NULL DEFAULT '',
  CONSTRAINT "job_states_pkey" PRIMARY KEY ("name")
);

-- Customers that are there already get their keys; for the devices nothing has changed.
ALTER TABLE "customers" DISABLE TRIGGER "customers_stamp";
UPDATE "customers" SET "reach" = '{}' WHERE "email" <> '' OR "phone" <> '' OR "alt_phone" <> '';
ALTER TABLE "customers" ENABLE TRIGGER "customers_stamp";
