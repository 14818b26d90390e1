-- What a revoked device handed in of a file before it wiped itself, while nobody has decided about the file's document,
-- which waits in "surrendered_work". Taken over by the file as soon as there is one.
CREATE TABLE "surrendered_files" (
  "file_id" UUID NOT NULL,
  "member_id" UUID NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL,
  "state" TEXT NOT NULL,
  "reason" TEXT NOT NULL DEFAULT '',
  "type" TEXT NOT NULL DEFAULT '',
  "size" INTEGER NOT NULL DEFAULT 0,
  "blob" TEXT,
  CONSTRAINT "surrendered_files_pkey" PRIMARY KEY ("file_id"),
  CONSTRAINT "surrendered_files_state" CHECK ("state" IN ('stored', 'refused'))
);
CREATE INDEX "surrendered_files_member_id_idx" ON "surrendered_files" ("member_id");
CREATE INDEX "surrendered_files_blob_idx" ON "surrendered_files" ("blob");
ALTER TABLE "surrendered_files" ADD CONSTRAINT "surrendered_files_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "surrendered_files" ADD CONSTRAINT "surrendered_files_blob_fkey" FOREIGN KEY ("blob") REFERENCES "blobs"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Work that was discarded, and documents that an erasure took out of it, let go of their bytes; those nobody else names
-- are as old as can be, so that the sweeping takes them at once. By trigger, so that no path can forget to.
CREATE FUNCTION "saha_forget_surrendered_files"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "let_go" text[];
BEGIN
  WITH "gone" AS (
    DELETE FROM "surrendered_files" f WHERE NOT EXISTS (
      SELECT FROM "surrendered_work" w WHERE w."member_id" = f."member_id" AND w."outcome" IS NULL
        AND w."work" @> jsonb_build_object('work', jsonb_build_object('documents', jsonb_build_array(
          jsonb_build_object('collection', 'files', 'row', jsonb_build_object('id', f."file_id"))))))
    RETURNING "blob")
  SELECT array_agg("blob") INTO "let_go" FROM "gone" WHERE "blob" IS NOT NULL;
  UPDATE "blobs" b SET "stored_at" = 'epoch' WHERE b."sha256" = ANY("let_go")
    AND NOT EXISTS (SELECT FROM "files" f WHERE f."blob" = b."sha256")
    AND NOT EXISTS (SELECT FROM "surrendered_files" s WHERE s."blob" = b."sha256");
  RETURN NULL;
END $$;
CREATE TRIGGER "surrendered_work_files" AFTER UPDATE OF "work", "outcome" ON "surrendered_work"
  FOR EACH STATEMENT EXECUTE FUNCTION "saha_forget_surrendered_files"();
