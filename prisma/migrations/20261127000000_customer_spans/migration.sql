-- Who had a customer, in which team, at which stage and from which source, at any time: what reports count by.
CREATE TABLE "customer_spans" (
  "id" BIGSERIAL NOT NULL,
  "customer_id" UUID NOT NULL,
  "field" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "from_at" TIMESTAMPTZ(3) NOT NULL,
  -- NULL: it stands.
  "until_at" TIMESTAMPTZ(3),
  -- When a person decided it, by their device's clock as the office corrected it; NULL where nobody's stamp says.
  "device_at" TIMESTAMPTZ(3),
  -- Nobody wrote down what stood then: today's value is taken for it.
  "assumed" BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT "customer_spans_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "customer_spans_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "customer_spans_field" CHECK ("field" IN ('owner', 'team', 'stage', 'source'))
);
CREATE INDEX "customer_spans_customer_id_field_from_at_idx" ON "customer_spans" ("customer_id", "field", "from_at");
CREATE INDEX "customer_spans_field_from_at_idx" ON "customer_spans" ("field", "from_at");
CREATE UNIQUE INDEX "customer_spans_open" ON "customer_spans" ("customer_id", "field") WHERE "until_at" IS NULL;

-- The time in a stamp (sync/rules/stamp.ts): 12 hex digits of milliseconds since 1970. NULL for none.
CREATE FUNCTION "stamp_at"("stamp" text) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN "stamp" ~ '^[0-9a-f]{24}$' THEN
    to_timestamp(('x' || lpad(left("stamp", 12), 16, '0'))::bit(64)::bigint / 1000.0) END
$$;

-- What stood at a time; before the first that is known, the first.
CREATE FUNCTION "customer_value_at"("customer" uuid, "what" text, "at" timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT "value" FROM "customer_spans" WHERE "customer_id" = "customer" AND "field" = "what" AND "from_at" <= "at"
     ORDER BY "from_at" DESC, "id" DESC LIMIT 1),
    (SELECT "value" FROM "customer_spans" WHERE "customer_id" = "customer" AND "field" = "what" ORDER BY "from_at", "id" LIMIT 1))
$$;

CREATE FUNCTION "begin_customer_spans"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "customer_spans" ("customer_id", "field", "value", "from_at", "device_at")
  SELECT made."id", one."field", one."value", made."created_at", "stamp_at"(coalesce(made."stamps" ->> one."unit", made."stamps" ->> '*'))
  FROM "made" AS made CROSS JOIN LATERAL (VALUES
    ('owner', made."owner_id"::text, 'ownerId'), ('team', coalesce(made."team_id"::text, ''), 'ownerId'),
    ('stage', made."stage", 'stage'), ('source', made."source", 'source')) AS one("field", "value", "unit");
  RETURN NULL;
END $$;
CREATE TRIGGER "customers_spans_insert" AFTER INSERT ON "customers" REFERENCING NEW TABLE AS "made"
  FOR EACH STATEMENT EXECUTE FUNCTION "begin_customer_spans"();

-- A decision counts from when it was made, on whatever tablet; never before what it replaced, and never in the future.
CREATE FUNCTION "follow_customer_spans"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "one" record;
  "said" timestamptz;
  "began" timestamptz;
  "counts" timestamptz;
BEGIN
  FOR "one" IN
    SELECT * FROM (VALUES
      ('owner', OLD."owner_id"::text, NEW."owner_id"::text, 'ownerId'),
      ('team', coalesce(OLD."team_id"::text, ''), coalesce(NEW."team_id"::text, ''), 'ownerId'),
      ('stage', OLD."stage", NEW."stage", 'stage'), ('source', OLD."source", NEW."source", 'source')
    ) AS change("field", "was", "value", "unit") WHERE change."was" <> change."value"
  LOOP
    "said" := CASE WHEN (OLD."stamps" ->> "one"."unit") IS DISTINCT FROM (NEW."stamps" ->> "one"."unit")
      THEN "stamp_at"(NEW."stamps" ->> "one"."unit") END;
    SELECT "from_at" INTO "began" FROM "customer_spans"
      WHERE "customer_id" = NEW."id" AND "field" = "one"."field" AND "until_at" IS NULL;
    "counts" := greatest("began", least(coalesce("said", now()), now()));
    UPDATE "customer_spans" SET "until_at" = "counts"
      WHERE "customer_id" = NEW."id" AND "field" = "one"."field" AND "until_at" IS NULL;
    INSERT INTO "customer_spans" ("customer_id", "field", "value", "from_at", "device_at")
      VALUES (NEW."id", "one"."field", "one"."value", "counts", "said");
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER "customers_spans_update" AFTER UPDATE ON "customers" FOR EACH ROW
  WHEN ((OLD."owner_id", OLD."team_id", OLD."stage", OLD."source") IS DISTINCT FROM (NEW."owner_id", NEW."team_id", NEW."stage", NEW."source"))
  EXECUTE FUNCTION "follow_customer_spans"();

-- From the audit trail: each change with the value before it. Where the trail says nothing, today's value since the
-- customer was made, marked; where it ends with another value than today's, today's since now, marked.
CREATE FUNCTION "saha_backfill_spans"() RETURNS void LANGUAGE sql AS $$
  INSERT INTO "customer_spans" ("customer_id", "field", "value", "from_at", "until_at", "device_at", "assumed")
  WITH "today" AS (
    SELECT c."id", c."created_at", one.* FROM "customers" c CROSS JOIN LATERAL (VALUES
      ('owner', 'ownerId', c."owner_id"::text), ('team', 'teamId', coalesce(c."team_id"::text, '')),
      ('stage', 'stage', c."stage"), ('source', 'source', c."source")) AS one("field", "name", "value")
    WHERE NOT EXISTS (SELECT FROM "customer_spans" s WHERE s."customer_id" = c."id")
  ), "told" AS (
    SELECT t."id", t."field", e."id" AS "event", e."action", coalesce(e."before" ->> t."name", '') AS "was", e."after" ->> t."name" AS "is",
      e."device_at", greatest(t."created_at", max(least(coalesce(e."device_at", e."at"), e."at")) OVER (
        PARTITION BY t."id", t."field" ORDER BY e."id")) AS "at",
      row_number() OVER (PARTITION BY t."id", t."field" ORDER BY e."id") AS "place"
    FROM "today" t JOIN "audit_events" e ON e."document_id" = t."id" AND e."collection" = 'customers'
      AND e."action" IN ('create', 'update', 'delete', 'restore') AND e."after" ? t."name"
  ), "points" AS (
    SELECT "id", "field", "is" AS "value", CASE "action" WHEN 'create' THEN NULL ELSE "at" END AS "at", "device_at", false AS "assumed", "event"
    FROM "told"
    UNION ALL SELECT "id", "field", "was", NULL, NULL, "field" = 'team' AND "was" = '', 0 FROM "told" WHERE "place" = 1 AND "action" <> 'create'
    UNION ALL SELECT t."id", t."field", t."value", NULL, NULL, true, 0 FROM "today" t
      WHERE NOT EXISTS (SELECT FROM "told" WHERE "told"."id" = t."id" AND "told"."field" = t."field")
    UNION ALL SELECT t."id", t."field", t."value", now(), NULL, true, 9223372036854775807 FROM "today" t JOIN LATERAL (
      SELECT "is" FROM "told" WHERE "told"."id" = t."id" AND "told"."field" = t."field" ORDER BY "event" DESC LIMIT 1
    ) AS last ON last."is" IS DISTINCT FROM t."value"
  )
  SELECT p."id", p."field", coalesce(p."value", ''), coalesce(p."at", c."created_at"),
    lead(coalesce(p."at", c."created_at")) OVER (PARTITION BY p."id", p."field" ORDER BY p."event"), p."device_at", p."assumed"
  FROM "points" p JOIN "customers" c ON c."id" = p."id" ORDER BY p."id", p."field", p."event"
$$;
SELECT "saha_backfill_spans"();
