-- Customers that come from a file. What stands in the file is kept beside what it comes to, so that nothing is written
-- before somebody has seen it, and every row is accounted for.
CREATE TABLE "imports" (
  -- Given by the device: a second try after a lost answer makes no second one.
  "id" UUID NOT NULL,
  "created_by" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "file_name" TEXT NOT NULL,
  "format" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'columns',
  -- Why it stopped; '' otherwise.
  "reason" TEXT NOT NULL DEFAULT '',
  "headers" JSONB NOT NULL,
  "samples" JSONB NOT NULL,
  "row_count" INTEGER NOT NULL,
  "blank_rows" INTEGER NOT NULL DEFAULT 0,
  -- What each column is, by its place; NULL: it is not taken.
  "columns" JSONB NOT NULL,
  "mode" TEXT NOT NULL DEFAULT 'add',
  "defaults" JSONB NOT NULL,
  -- Counts how often it was to be checked: a check of earlier columns ends by it.
  "check_no" INTEGER NOT NULL DEFAULT 0,
  "started_at" TIMESTAMPTZ(3),
  "finished_at" TIMESTAMPTZ(3),
  "reverted_at" TIMESTAMPTZ(3),
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  -- When the rows went; the counts stay.
  "rows_gone_at" TIMESTAMPTZ(3),
  "counts" JSONB NOT NULL DEFAULT '{}',
  CONSTRAINT "imports_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "imports_state" CHECK ("state" IN ('columns', 'checking', 'ready', 'running', 'stopped', 'done', 'reverting', 'reverted')),
  CONSTRAINT "imports_mode" CHECK ("mode" IN ('add', 'update', 'fill')),
  CONSTRAINT "imports_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "members"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "imports_created_at_id_idx" ON "imports" ("created_at", "id");
CREATE INDEX "imports_state_idx" ON "imports" ("state");

CREATE TABLE "import_rows" (
  "import_id" UUID NOT NULL,
  "row_no" INTEGER NOT NULL,
  -- Where it stands in the file, the heading being 1 where there is one.
  "line" INTEGER NOT NULL,
  "cells" JSONB NOT NULL,
  "outcome" TEXT NOT NULL DEFAULT 'waiting',
  "reason" TEXT NOT NULL DEFAULT '',
  -- Of cells that cannot be read: [{ column, target, code }].
  "problems" JSONB NOT NULL DEFAULT '[]',
  "notes" TEXT[] NOT NULL DEFAULT '{}',
  -- What was read of the cells, and by what they are matched.
  "read" JSONB NOT NULL DEFAULT '{}',
  "keys" TEXT[] NOT NULL DEFAULT '{}',
  -- [{ field, from, to }]: what would be written, and once it is done what was.
  "changes" JSONB NOT NULL DEFAULT '[]',
  "customer_id" UUID,
  "candidates" UUID[] NOT NULL DEFAULT '{}',
  -- The first row of the file with the same customer.
  "joined_to" INTEGER,
  "decision" JSONB,
  "is_done" BOOLEAN NOT NULL DEFAULT false,
  -- The customer's version as it was written; NULL: nothing was.
  "version" BIGINT,
  "reverted" TEXT NOT NULL DEFAULT '',
  CONSTRAINT "import_rows_pkey" PRIMARY KEY ("import_id", "row_no"),
  CONSTRAINT "import_rows_outcome" CHECK ("outcome" IN ('waiting', 'new', 'joined', 'changed', 'same', 'decide', 'cannot', 'leftOut')),
  CONSTRAINT "import_rows_reverted" CHECK ("reverted" IN ('', 'removed', 'restored', 'kept')),
  CONSTRAINT "import_rows_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "import_rows_import_id_outcome_row_no_idx" ON "import_rows" ("import_id", "outcome", "row_no");
CREATE INDEX "import_rows_import_id_customer_id_idx" ON "import_rows" ("import_id", "customer_id");

-- Of which of these customers something hangs that was not there when they were made: they are not removed again.
CREATE FUNCTION "customers_with_more"("ids" uuid[]) RETURNS SETOF uuid LANGUAGE plpgsql STABLE AS $$
DECLARE "name" text;
BEGIN
  FOR "name" IN SELECT r."name" FROM "replicated_tables" r WHERE r."parent" = 'customers' LOOP
    RETURN QUERY EXECUTE format('SELECT DISTINCT t."customer_id" FROM %I AS t WHERE t."customer_id" = ANY($1)', "name") USING "ids";
  END LOOP;
  RETURN QUERY SELECT c."merged_into" FROM "customers" c WHERE c."merged_into" = ANY("ids");
END $$;
