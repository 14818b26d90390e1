-- A claim that finds less than it could take looks at everything that is queued. Recipients who wait for their campaign
-- to let them go are not among it: with 300,000 of them such a claim took more than a second, within its transaction.
DROP INDEX "deliveries_due";
CREATE INDEX "deliveries_due" ON "deliveries" ("channel", "urgency", "not_before", "id")
  WHERE "state" = 'queued' AND "not_before" < '9999-01-01 00:00:00+00';
