-- Files that a ready text takes along: the template names them, their bytes are the office's, and what left with a message
-- is filed with its customer.
ALTER TABLE "templates" ADD COLUMN "files" JSONB NOT NULL DEFAULT '[]';
SELECT "saha_adopt_field"('templates', 'files');
ALTER TABLE "messages" ADD COLUMN "carried_ids" UUID[] DEFAULT '{}';
SELECT "saha_adopt_field"('messages', 'carriedIds');

-- Of a file that is nobody's own and that every member may send: how long it is kept although no template names it.
ALTER TABLE "files" ADD COLUMN "offered_until" TIMESTAMPTZ(3);
SELECT "saha_adopt_field"('files', 'offeredUntil');
CREATE INDEX "files_offered_until_idx" ON "files" ("offered_until") WHERE "offered_until" IS NOT NULL;
CREATE INDEX "files_message_id_idx" ON "files" ("message_id") WHERE "message_id" IS NOT NULL;

-- A mail may take several along.
CREATE OR REPLACE FUNCTION "mark_sent_file"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "files" SET "marks" = array(SELECT DISTINCT unnest("marks" || '{sent}'::text[]) ORDER BY 1)
  WHERE "id" = NEW."file_id" AND NOT 'sent' = ANY("marks");
  IF cardinality(NEW."carried_ids") > 0 THEN
    UPDATE "files" SET "marks" = array(SELECT DISTINCT unnest("marks" || '{sent}'::text[]) ORDER BY 1)
    WHERE "message_id" = NEW."id" AND NOT 'sent' = ANY("marks");
  END IF;
  RETURN NULL;
END $$;

-- When it was looked last whether the bytes are still where they are kept; NULL: never.
ALTER TABLE "blobs" ADD COLUMN "looked_at" TIMESTAMPTZ(3);
