-- What was told of lines goes after 30 days; with each look for it the whole table was read.
CREATE INDEX "webhook_inbox_received_at_idx" ON "webhook_inbox" ("received_at");
