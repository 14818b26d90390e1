-- Files that leave with messages, and what somebody says into a microphone.
ALTER TABLE "messages" ADD COLUMN "seconds" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "peaks" JSONB NOT NULL DEFAULT '[]';
SELECT "saha_adopt_field"('messages', 'seconds'), "saha_adopt_field"('messages', 'peaks');
CREATE INDEX "messages_file_id_idx" ON "messages" ("file_id") WHERE "file_id" IS NOT NULL;

-- When a file that could not be fetched is asked for again; NULL: at once.
ALTER TABLE "chat_messages" ADD COLUMN "file_after" TIMESTAMPTZ(3);

-- The bytes of a message's file are not at the office, and may still come.
CREATE FUNCTION "file_of_message_waits"("message" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM "messages" m WHERE m."id" = "message" AND m."file_id" IS NOT NULL
    AND NOT EXISTS (SELECT FROM "files" f WHERE f."id" = m."file_id" AND (f."state" <> '' OR f."deleted_at" IS NOT NULL)))
$$;

-- They came, or never will: what waited for them is looked at again. No path that writes files can forget to say so.
CREATE FUNCTION "free_deliveries_of_file"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "deliveries" SET "not_before" = "office_clock"() WHERE "state" = 'queued' AND "reason" = 'file_waiting'
    AND "message_id" IN (SELECT "id" FROM "messages" WHERE "file_id" = NEW."id");
  RETURN NULL;
END $$;
CREATE TRIGGER "files_settled" AFTER UPDATE OF "state", "deleted_at" ON "files" FOR EACH ROW
  WHEN (OLD."state" = '' AND (NEW."state" <> '' OR NEW."deleted_at" IS NOT NULL)) EXECUTE FUNCTION "free_deliveries_of_file"();

-- What left with a message is among the documents that were sent, whoever heard that it has left.
CREATE FUNCTION "mark_sent_file"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "files" SET "marks" = array(SELECT DISTINCT unnest("marks" || '{sent}'::text[]) ORDER BY 1)
  WHERE "id" = NEW."file_id" AND NOT 'sent' = ANY("marks");
  RETURN NULL;
END $$;
CREATE TRIGGER "messages_mark_files" AFTER UPDATE OF "state" ON "messages" FOR EACH ROW
  WHEN (NEW."file_id" IS NOT NULL AND NEW."direction" = 'out' AND NEW."state" IN ('sent', 'delivered', 'read')
    AND OLD."state" IS DISTINCT FROM NEW."state") EXECUTE FUNCTION "mark_sent_file"();
