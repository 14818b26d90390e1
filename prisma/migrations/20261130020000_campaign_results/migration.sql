-- What became of the last campaign's mail, as segments ask for it (sync/rules/segment-facts.ts); the office writes it.
ALTER TABLE "customers" ADD COLUMN "last_campaign_result" TEXT NOT NULL DEFAULT '';
SELECT "saha_adopt_field"('customers', 'lastCampaignResult');

CREATE FUNCTION "campaign_result"("state" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN "state" IN ('delivered', 'bounced', 'complained', 'unsubscribed') THEN "state"
    WHEN "state" = 'read' THEN 'delivered' ELSE 'sent' END
$$;

-- What a provider said of a campaign's mail waits here until the customer shows it: one row for each mail, the last word.
CREATE TABLE "campaign_results_due" (
  "delivery_id" UUID PRIMARY KEY REFERENCES "deliveries" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "result" TEXT NOT NULL
);
CREATE FUNCTION "note_campaign_result"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "campaign_results_due" VALUES (NEW."id", "campaign_result"(NEW."state"))
  ON CONFLICT ("delivery_id") DO UPDATE SET "result" = EXCLUDED."result";
  RETURN NULL;
END $$;
CREATE TRIGGER "deliveries_campaign_result" AFTER UPDATE OF "state" ON "deliveries" FOR EACH ROW
  WHEN (NEW."campaign_id" IS NOT NULL AND OLD."state" <> NEW."state" AND "campaign_result"(NEW."state") <> 'sent')
  EXECUTE FUNCTION "note_campaign_result"();

-- Campaigns from before this.
UPDATE "customers" AS c SET "last_campaign_result" = "campaign_result"(d."state")
FROM "deliveries" AS d
WHERE c."last_campaign" ? 'id' AND d."customer_id" = c."id" AND d."campaign_id" = (c."last_campaign"->>'id')::uuid;
