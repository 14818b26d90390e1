-- What the office refused of somebody and they passed on to whoever leads them, who brings it in with their own rights
-- or declines it with a word. What was written goes with the decision; that there was something stays.
CREATE TABLE "forwarded_work" (
  "id" UUID NOT NULL,
  "member_id" UUID NOT NULL,
  "team_id" UUID,
  "device_id" TEXT NOT NULL,
  "part" TEXT NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL,
  "title" TEXT NOT NULL,
  "note" TEXT NOT NULL DEFAULT '',
  "code" TEXT NOT NULL,
  "params" JSONB NOT NULL DEFAULT '{}',
  "skew_ms" BIGINT NOT NULL DEFAULT 0,
  "work" JSONB,
  "about" UUID[] DEFAULT '{}',
  "outcome" TEXT,
  "reply" TEXT NOT NULL DEFAULT '',
  "settled_at" TIMESTAMPTZ(3),
  "settled_by" UUID,
  CONSTRAINT "forwarded_work_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "forwarded_work_outcome" CHECK ("outcome" IN ('applied', 'declined')),
  CONSTRAINT "forwarded_work_settled" CHECK (("outcome" IS NULL) = ("work" IS NOT NULL))
);
CREATE UNIQUE INDEX "forwarded_work_device_id_part_key" ON "forwarded_work" ("device_id", "part");
CREATE INDEX "forwarded_work_member_id_received_at_idx" ON "forwarded_work" ("member_id", "received_at");
ALTER TABLE "forwarded_work" ADD CONSTRAINT "forwarded_work_member_id_fkey"
  FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "forwarded_work_about_idx" ON "forwarded_work" USING GIN ("about");

-- What was passed on about a customer goes with them, decided or not.
CREATE FUNCTION "forget_forwarded_work"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM "forwarded_work" f USING (SELECT array_agg("document_id") AS "ids" FROM "erased") e WHERE f."about" && e."ids";
  RETURN NULL;
END $$;
CREATE TRIGGER "erasures_forwarded_work" AFTER INSERT ON "erasures"
  REFERENCING NEW TABLE AS "erased" FOR EACH STATEMENT EXECUTE FUNCTION "forget_forwarded_work"();
