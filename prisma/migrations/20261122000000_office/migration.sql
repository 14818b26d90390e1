-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "office" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "epoch" UUID NOT NULL DEFAULT gen_random_uuid(),
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "office_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "members" (
    "id" UUID NOT NULL,
    "full_name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "team_id" UUID,
    "colour" INTEGER NOT NULL DEFAULT 0,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "scope_version" INTEGER NOT NULL DEFAULT 1,
    "version" BIGINT NOT NULL DEFAULT 1,
    "stamps" JSONB NOT NULL DEFAULT '{}',
    "receipts" JSONB NOT NULL DEFAULT '{}',
    "conflicts" JSONB NOT NULL DEFAULT '[]',
    "extra" JSONB NOT NULL DEFAULT '{}',
    "row_xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credentials" (
    "member_id" UUID NOT NULL,
    "password_hash" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credentials_pkey" PRIMARY KEY ("member_id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "member_id" UUID NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "devices" (
    "id" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "session_id" UUID,
    "label" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sync_at" TIMESTAMPTZ(3),

    CONSTRAINT "devices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "countries" (
    "id" TEXT NOT NULL,
    "iso3" TEXT NOT NULL,
    "numeric" TEXT NOT NULL,
    "name_tr" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "dial_code" TEXT NOT NULL,
    "flag" TEXT NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 1,
    "stamps" JSONB NOT NULL DEFAULT '{}',
    "receipts" JSONB NOT NULL DEFAULT '{}',
    "conflicts" JSONB NOT NULL DEFAULT '[]',
    "extra" JSONB NOT NULL DEFAULT '{}',
    "row_xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "countries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customers" (
    "id" UUID NOT NULL,
    "first_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "alt_phone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "country_id" TEXT,
    "city" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "occupation" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT 'tr',
    "source" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "team_id" UUID,
    "shared_with" UUID[] DEFAULT ARRAY[]::UUID[],
    "notes" TEXT NOT NULL DEFAULT '',
    "manager_note" TEXT NOT NULL DEFAULT '',
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_contact_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "version" BIGINT NOT NULL DEFAULT 1,
    "stamps" JSONB NOT NULL DEFAULT '{}',
    "receipts" JSONB NOT NULL DEFAULT '{}',
    "conflicts" JSONB NOT NULL DEFAULT '[]',
    "extra" JSONB NOT NULL DEFAULT '{}',
    "row_xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appointments" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL,
    "location" TEXT NOT NULL DEFAULT '',
    "notes" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL,
    "cancel_reason" TEXT NOT NULL DEFAULT '',
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "version" BIGINT NOT NULL DEFAULT 1,
    "stamps" JSONB NOT NULL DEFAULT '{}',
    "receipts" JSONB NOT NULL DEFAULT '{}',
    "conflicts" JSONB NOT NULL DEFAULT '[]',
    "extra" JSONB NOT NULL DEFAULT '{}',
    "row_xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "appointments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interactions" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL DEFAULT '',
    "duration_minutes" INTEGER NOT NULL DEFAULT 0,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 1,
    "stamps" JSONB NOT NULL DEFAULT '{}',
    "receipts" JSONB NOT NULL DEFAULT '{}',
    "conflicts" JSONB NOT NULL DEFAULT '[]',
    "extra" JSONB NOT NULL DEFAULT '{}',
    "row_xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "interactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scope_exits" (
    "id" BIGSERIAL NOT NULL,
    "collection" TEXT NOT NULL,
    "document_id" UUID NOT NULL,
    "member_id" UUID,
    "team_id" UUID,
    "row_xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "scope_exits_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "teams_name_key" ON "teams"("name");

-- CreateIndex
CREATE UNIQUE INDEX "members_email_key" ON "members"("email");

-- CreateIndex
CREATE INDEX "members_row_xid_id_idx" ON "members"("row_xid", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions"("token_hash");

-- CreateIndex
CREATE INDEX "sessions_member_id_idx" ON "sessions"("member_id");

-- CreateIndex
CREATE INDEX "devices_member_id_idx" ON "devices"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "countries_iso3_key" ON "countries"("iso3");

-- CreateIndex
CREATE UNIQUE INDEX "countries_numeric_key" ON "countries"("numeric");

-- CreateIndex
CREATE INDEX "countries_row_xid_id_idx" ON "countries"("row_xid", "id");

-- CreateIndex
CREATE INDEX "customers_row_xid_id_idx" ON "customers"("row_xid", "id");

-- CreateIndex
CREATE INDEX "customers_owner_id_idx" ON "customers"("owner_id");

-- CreateIndex
CREATE INDEX "customers_team_id_idx" ON "customers"("team_id");

-- CreateIndex
CREATE INDEX "appointments_row_xid_id_idx" ON "appointments"("row_xid", "id");

-- CreateIndex
CREATE INDEX "appointments_customer_id_starts_at_idx" ON "appointments"("customer_id", "starts_at");

-- CreateIndex
CREATE INDEX "appointments_agent_id_starts_at_idx" ON "appointments"("agent_id", "starts_at");

-- CreateIndex
CREATE INDEX "interactions_row_xid_id_idx" ON "interactions"("row_xid", "id");

-- CreateIndex
CREATE INDEX "interactions_customer_id_occurred_at_idx" ON "interactions"("customer_id", "occurred_at");

-- CreateIndex
CREATE INDEX "scope_exits_collection_member_id_row_xid_idx" ON "scope_exits"("collection", "member_id", "row_xid");

-- CreateIndex
CREATE INDEX "scope_exits_collection_team_id_row_xid_idx" ON "scope_exits"("collection", "team_id", "row_xid");

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "devices" ADD CONSTRAINT "devices_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "devices" ADD CONSTRAINT "devices_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "members"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_country_id_fkey" FOREIGN KEY ("country_id") REFERENCES "countries"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "members"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "members"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- From here on by hand: what Prisma's schema language cannot say.

INSERT INTO "office" DEFAULT VALUES;

CREATE INDEX "customers_shared_with_idx" ON "customers" USING gin ("shared_with");
CREATE INDEX "customers_created_at_idx" ON "customers" ("created_at");

ALTER TABLE "office" ADD CONSTRAINT "office_single_row" CHECK ("id" = 1);
ALTER TABLE "members" ADD CONSTRAINT "members_role" CHECK ("role" IN ('agent', 'manager', 'admin'));
ALTER TABLE "devices" ADD CONSTRAINT "devices_id" CHECK ("id" ~ '^[0-9a-f]{8}$' AND "id" <> '00000000');
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_ends_after_start" CHECK ("ends_at" > "starts_at");
ALTER TABLE "scope_exits" ADD CONSTRAINT "scope_exits_audience" CHECK (("member_id" IS NULL) <> ("team_id" IS NULL));

-- Every write of a replicated row carries the transaction that made it: the feed serves rows below the oldest running
-- transaction, in this order, so that a slow transaction can never be skipped (sync/README.md §4).
CREATE FUNCTION "stamp_row"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."row_xid" := pg_current_xact_id();
  IF TG_OP = 'UPDATE' THEN NEW."version" := OLD."version" + 1; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "members_stamp" BEFORE INSERT OR UPDATE ON "members" FOR EACH ROW EXECUTE FUNCTION "stamp_row"();
CREATE TRIGGER "countries_stamp" BEFORE INSERT OR UPDATE ON "countries" FOR EACH ROW EXECUTE FUNCTION "stamp_row"();
CREATE TRIGGER "customers_stamp" BEFORE INSERT OR UPDATE ON "customers" FOR EACH ROW EXECUTE FUNCTION "stamp_row"();
CREATE TRIGGER "appointments_stamp" BEFORE INSERT OR UPDATE ON "appointments" FOR EACH ROW EXECUTE FUNCTION "stamp_row"();
CREATE TRIGGER "interactions_stamp" BEFORE INSERT OR UPDATE ON "interactions" FOR EACH ROW EXECUTE FUNCTION "stamp_row"();

-- A customer belongs to its owner's team.
CREATE FUNCTION "keep_customer_team"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."team_id" := (SELECT "team_id" FROM "members" WHERE "id" = NEW."owner_id");
  RETURN NEW;
END $$;
CREATE TRIGGER "customers_team_insert" BEFORE INSERT ON "customers" FOR EACH ROW WHEN (NEW."team_id" IS NULL) EXECUTE FUNCTION "keep_customer_team"();
CREATE TRIGGER "customers_team_update" BEFORE UPDATE OF "owner_id" ON "customers" FOR EACH ROW
  WHEN (OLD."owner_id" IS DISTINCT FROM NEW."owner_id") EXECUTE FUNCTION "keep_customer_team"();

-- Role or team of a person changed: what they may see changed as a whole.
CREATE FUNCTION "count_member_scope"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."scope_version" := OLD."scope_version" + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER "members_scope" BEFORE UPDATE OF "role", "team_id" ON "members" FOR EACH ROW
  WHEN (OLD."role" IS DISTINCT FROM NEW."role" OR OLD."team_id" IS DISTINCT FROM NEW."team_id") EXECUTE FUNCTION "count_member_scope"();
CREATE FUNCTION "move_member_customers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "customers" SET "team_id" = NEW."team_id" WHERE "owner_id" = NEW."id" AND "team_id" IS DISTINCT FROM NEW."team_id";
  RETURN NULL;
END $$;
CREATE TRIGGER "members_customers" AFTER UPDATE OF "team_id" ON "members" FOR EACH ROW
  WHEN (OLD."team_id" IS DISTINCT FROM NEW."team_id") EXECUTE FUNCTION "move_member_customers"();

-- A customer changed hands: it and everything that hangs on it leaves the sight of those who lost it, and is written
-- anew so that those who gained it are sent it (sync/README.md §4.4).
CREATE FUNCTION "move_customer_scope"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lost uuid[] := ARRAY(SELECT unnest(OLD."shared_with" || OLD."owner_id") EXCEPT SELECT unnest(NEW."shared_with" || NEW."owner_id"));
BEGIN
  INSERT INTO "scope_exits" ("collection", "document_id", "member_id", "team_id")
  SELECT hanging."collection", hanging."id", audience."member_id", audience."team_id"
  FROM (
    SELECT 'customers' AS "collection", OLD."id" AS "id"
    UNION ALL SELECT 'appointments', "id" FROM "appointments" WHERE "customer_id" = OLD."id"
    UNION ALL SELECT 'interactions', "id" FROM "interactions" WHERE "customer_id" = OLD."id"
  ) AS hanging
  CROSS JOIN (
    SELECT unnest(lost) AS "member_id", NULL::uuid AS "team_id"
    UNION ALL SELECT NULL, OLD."team_id" WHERE OLD."team_id" IS NOT NULL AND OLD."team_id" IS DISTINCT FROM NEW."team_id"
  ) AS audience;
  UPDATE "appointments" SET "row_xid" = "row_xid" WHERE "customer_id" = NEW."id";
  UPDATE "interactions" SET "row_xid" = "row_xid" WHERE "customer_id" = NEW."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "customers_scope" AFTER UPDATE ON "customers" FOR EACH ROW
  WHEN (OLD."owner_id" IS DISTINCT FROM NEW."owner_id" OR OLD."team_id" IS DISTINCT FROM NEW."team_id" OR OLD."shared_with" IS DISTINCT FROM NEW."shared_with")
  EXECUTE FUNCTION "move_customer_scope"();

-- Last contact follows what was logged: a visit, or a call that was answered.
CREATE FUNCTION "raise_last_contact"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "customers" AS customer SET "last_contact_at" = contact."at"
  FROM (
    SELECT "customer_id", max("occurred_at") AS "at" FROM "logged"
    WHERE "kind" = 'visit' OR ("kind" = 'call' AND "outcome" <> 'no_answer') GROUP BY "customer_id"
  ) AS contact
  WHERE customer."id" = contact."customer_id" AND (customer."last_contact_at" IS NULL OR customer."last_contact_at" < contact."at");
  RETURN NULL;
END $$;
CREATE TRIGGER "interactions_contact" AFTER INSERT ON "interactions" REFERENCING NEW TABLE AS "logged"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_last_contact"();

-- What was logged stays as it was logged; only the feed's own columns may change.
CREATE FUNCTION "refuse_interaction_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'interactions are append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "interactions_append_only" BEFORE UPDATE ON "interactions" FOR EACH ROW
  WHEN ((OLD."customer_id", OLD."author_id", OLD."kind", OLD."outcome", OLD."body", OLD."duration_minutes", OLD."occurred_at", OLD."created_at")
    IS DISTINCT FROM (NEW."customer_id", NEW."author_id", NEW."kind", NEW."outcome", NEW."body", NEW."duration_minutes", NEW."occurred_at", NEW."created_at"))
  EXECUTE FUNCTION "refuse_interaction_change"();
