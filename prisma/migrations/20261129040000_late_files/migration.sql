-- What waited for its file longer than a message may wait (ASKS_AFTER_MS in sync/rules/message.ts) asks before it leaves,
-- as one does that a tablet hands in late: it stands still until somebody says that it may go after all.
CREATE OR REPLACE FUNCTION "free_deliveries_of_file"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "deliveries" d SET "reason" = 'waited_long', "not_before" = '9999-01-01 00:00:00+00' FROM "messages" m
  WHERE d."message_id" = m."id" AND m."file_id" = NEW."id" AND d."state" = 'queued' AND NEW."state" = 'stored'
    AND NEW."deleted_at" IS NULL AND m."released_at" IS NULL
    AND greatest(m."created_at", m."send_at") < "office_clock"() - interval '12 hours';
  UPDATE "deliveries" SET "not_before" = "office_clock"() WHERE "state" = 'queued' AND "reason" = 'file_waiting'
    AND "message_id" IN (SELECT "id" FROM "messages" WHERE "file_id" = NEW."id");
  RETURN NULL;
END $$;
