-- A table becomes replicated, or append-only, by one call; what walks over all of them reads the catalogue.

CREATE TABLE "replicated_tables" (
  "name" TEXT NOT NULL,
  -- By whom its rows are seen: the row it hangs on ("parent" names the table, "parent_column" the column that says which).
  -- Both NULL where a row stands for itself.
  "parent" TEXT,
  "parent_column" TEXT,
  "append_only" BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT "replicated_tables_pkey" PRIMARY KEY ("name"),
  CONSTRAINT "replicated_tables_parent" CHECK (("parent" IS NULL) = ("parent_column" IS NULL)),
  CONSTRAINT "replicated_tables_parent_fkey" FOREIGN KEY ("parent") REFERENCES "replicated_tables"("name")
);

-- Gives a table with a column "id" the bookkeeping of sync/README.md §9, the index the feed is read by, the trigger that
-- stamps rows, and a line in the catalogue. A parent is made replicated before what hangs on it.
CREATE FUNCTION "saha_replicate"("noun" text, "parent" text DEFAULT NULL, "parent_column" text DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'ALTER TABLE %I ADD COLUMN IF NOT EXISTS "version" BIGINT NOT NULL DEFAULT 1, '
    'ADD COLUMN IF NOT EXISTS "stamps" JSONB NOT NULL DEFAULT ''{}'', ADD COLUMN IF NOT EXISTS "receipts" JSONB NOT NULL DEFAULT ''{}'', '
    'ADD COLUMN IF NOT EXISTS "conflicts" JSONB NOT NULL DEFAULT ''[]'', ADD COLUMN IF NOT EXISTS "extra" JSONB NOT NULL DEFAULT ''{}'', '
    'ADD COLUMN IF NOT EXISTS "row_xid" xid8 NOT NULL DEFAULT pg_current_xact_id()', "noun");
  EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON %I ("row_xid", "id")', "noun" || '_row_xid_id_idx', "noun");
  EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION "stamp_row"()', "noun" || '_stamp', "noun");
  INSERT INTO "replicated_tables" ("name", "parent", "parent_column") VALUES ("noun", "parent", "parent_column");
END $$;

-- Whatever its columns: only the feed's own may change, and no row goes. Erasing (one audited function) sets
-- saha.erasing for its transaction.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "probe" record;
BEGIN
  IF current_setting('saha.erasing', true) = 'on' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    "probe" := NEW;
    "probe"."version" := OLD."version"; "probe"."stamps" := OLD."stamps"; "probe"."receipts" := OLD."receipts";
    "probe"."conflicts" := OLD."conflicts"; "probe"."extra" := OLD."extra"; "probe"."row_xid" := OLD."row_xid";
    IF "probe" IS NOT DISTINCT FROM OLD THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '% are append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

-- Of a replicated table.
CREATE FUNCTION "saha_append_only"("noun" text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', "noun" || '_append_only', "noun");
  UPDATE "replicated_tables" SET "append_only" = true WHERE "name" = "noun";
END $$;

-- Has every row of a collection sent again: for a field whose value follows from something else than the row, or after
-- rows were written past the trigger. A new field that stands empty needs it not: a document without it is read so.
CREATE FUNCTION "saha_resend"("noun" text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  "sent" bigint;
BEGIN
  EXECUTE format('UPDATE %I SET "row_xid" = "row_xid"', "noun");
  GET DIAGNOSTICS "sent" = ROW_COUNT;
  RETURN "sent";
END $$;

SELECT "saha_replicate"('members'), "saha_replicate"('countries'), "saha_replicate"('customers');
SELECT "saha_replicate"('appointments', 'customers', 'customer_id'), "saha_replicate"('interactions', 'customers', 'customer_id');
DROP TRIGGER "interactions_append_only" ON "interactions";
DROP FUNCTION "refuse_interaction_change"();
SELECT "saha_append_only"('interactions');

-- The condition on a row called "t" of a table that it hangs on the customer $1, through whatever stands between; NULL
-- where it hangs on none.
CREATE FUNCTION "saha_hangs_on_customer"("noun" text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  "entry" "replicated_tables";
  "above" text;
BEGIN
  SELECT * INTO "entry" FROM "replicated_tables" WHERE "name" = "noun";
  IF "entry"."parent" IS NULL THEN RETURN NULL; END IF;
  IF "entry"."parent" = 'customers' THEN RETURN format('t.%I = $1', "entry"."parent_column"); END IF;
  "above" := "saha_hangs_on_customer"("entry"."parent");
  IF "above" IS NULL THEN RETURN NULL; END IF;
  RETURN format('t.%I IN (SELECT t.id FROM %I t WHERE %s)', "entry"."parent_column", "entry"."parent", "above");
END $$;

-- A customer changed hands: it and everything that hangs on it leaves the sight of those who lost it, and is written
-- anew so that those who gained it are sent it (sync/README.md §4.4). Written first, those above before those below: what
-- is being put below holds its parent and is waited for, so that none is missed among the departures.
CREATE OR REPLACE FUNCTION "move_customer_scope"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "lost" uuid[] := ARRAY(SELECT unnest(OLD."shared_with" || OLD."owner_id") EXCEPT SELECT unnest(NEW."shared_with" || NEW."owner_id"));
  "lost_team" uuid := CASE WHEN OLD."team_id" IS DISTINCT FROM NEW."team_id" THEN OLD."team_id" END;
  "entry" record;
BEGIN
  INSERT INTO "scope_exits" ("collection", "document_id", "member_id", "team_id")
  SELECT 'customers', OLD."id", unnest("lost"), NULL
  UNION ALL SELECT 'customers', OLD."id", NULL, "lost_team" WHERE "lost_team" IS NOT NULL;
  FOR "entry" IN
    WITH RECURSIVE "hanging" AS (
      SELECT "name", 1 AS "depth" FROM "replicated_tables" WHERE "parent" = 'customers'
      UNION ALL SELECT "child"."name", "above"."depth" + 1 FROM "replicated_tables" AS "child" JOIN "hanging" AS "above" ON "child"."parent" = "above"."name"
    )
    SELECT "name", "saha_hangs_on_customer"("name") AS "condition" FROM "hanging" ORDER BY "depth", "name"
  LOOP
    EXECUTE format('UPDATE %I AS t SET "row_xid" = "row_xid" WHERE %s', "entry"."name", "entry"."condition") USING NEW."id";
    EXECUTE format(
      'INSERT INTO "scope_exits" ("collection", "document_id", "member_id", "team_id") '
      'SELECT %L, t."id", "audience"."member_id", "audience"."team_id" FROM %I AS t '
      'CROSS JOIN (SELECT unnest($2) AS "member_id", NULL::uuid AS "team_id" UNION ALL SELECT NULL, $3 WHERE $3 IS NOT NULL) AS "audience" WHERE %s',
      "entry"."name", "entry"."name", "entry"."condition") USING NEW."id", "lost", "lost_team";
  END LOOP;
  RETURN NULL;
END $$;

-- What the office did by itself, and why: "job:…", "link:…", "import:…".
ALTER TABLE "audit_events" ADD COLUMN "cause" TEXT NOT NULL DEFAULT '';
