-- The few that ask their writer whether they may leave after all, among all that were ever written.
CREATE INDEX "messages_waited_long" ON "messages" ("created_by", "created_at") WHERE "state" = 'queued' AND "reason" = 'waited_long';
