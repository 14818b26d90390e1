-- Consents are documents of devices, and what follows from them is shown on every customer.
-- A generated column is not there yet when the trigger that holds rows looks at them: the one below makes it.
ALTER TABLE "consents" ADD COLUMN "created_at" TIMESTAMPTZ(3), ALTER COLUMN "counts_at" DROP EXPRESSION;

-- The key follows the address; where none is known the office names the key itself.
CREATE OR REPLACE FUNCTION "key_consent"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."address" <> '' THEN
    NEW."address_key" := "address_key"(
      CASE NEW."channel" WHEN 'email' THEN "normal_email"(NEW."address") ELSE "normal_phone"(NEW."address") END);
  END IF;
  NEW."counts_at" := least(NEW."occurred_at", NEW."received_at");
  NEW."created_at" := coalesce(NEW."created_at", NEW."received_at");
  RETURN NEW;
END $$;

DROP TRIGGER "consents_append_only" ON "consents";
DROP TRIGGER "consents_kept" ON "consents";
ALTER TABLE "consents" DISABLE TRIGGER "consents_stamp";
UPDATE "consents" SET "created_at" = "received_at";
ALTER TABLE "consents" ENABLE TRIGGER "consents_stamp";
DROP FUNCTION "refuse_consent_change"();
ALTER TABLE "consents" ALTER COLUMN "created_at" SET NOT NULL, ALTER COLUMN "counts_at" SET NOT NULL,
  ADD CONSTRAINT "consents_evidence" CHECK (length("evidence") <= 12000);
SELECT "saha_replicate"('consents', 'customers', 'customer_id');
SELECT "saha_adopt_field"('consents', 'createdAt');
SELECT "saha_append_only"('consents');

-- What stands already is sent; where nothing stands a document without the field is read so.
UPDATE "customers" SET "row_xid" = "row_xid" WHERE "reach" <> '{}';
