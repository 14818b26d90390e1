-- What the office needs to be trusted: who changed what, and what a restored backup must hold back.

ALTER TABLE "office" ADD COLUMN "sends_held" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "office" ADD COLUMN "restored_at" TIMESTAMPTZ(3);

CREATE TABLE "audit_events" (
  "id" BIGSERIAL NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  -- When the person did it, by their device's clock as the server corrected it.
  "device_at" TIMESTAMPTZ(3),
  "member_id" UUID,
  "device_id" TEXT,
  "ip" TEXT NOT NULL DEFAULT '',
  "action" TEXT NOT NULL,
  "collection" TEXT NOT NULL DEFAULT '',
  "document_id" UUID,
  "before" JSONB NOT NULL DEFAULT '{}',
  "after" JSONB NOT NULL DEFAULT '{}',
  CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "audit_events_document_id_id_idx" ON "audit_events" ("document_id", "id");
CREATE INDEX "audit_events_member_id_id_idx" ON "audit_events" ("member_id", "id");

CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_events is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE OR DELETE ON "audit_events" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_events_no_truncate" BEFORE TRUNCATE ON "audit_events" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
