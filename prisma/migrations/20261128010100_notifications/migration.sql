-- What a person is told on their devices while the app is closed.
-- As whom the office tells push services; made at the first start and never again, or every device would have to ask anew.
CREATE TABLE "push_keys" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "public_key" TEXT NOT NULL,
  "private_key" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "push_keys_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "push_keys_one" CHECK ("id" = 1)
);
CREATE TABLE "push_subscriptions" (
  "id" UUID NOT NULL,
  "member_id" UUID NOT NULL,
  "session_id" UUID NOT NULL,
  "endpoint" TEXT NOT NULL,
  "p256dh" TEXT NOT NULL,
  "auth" TEXT NOT NULL,
  "language" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "push_subscriptions_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "push_subscriptions_language" CHECK ("language" IN ('tr', 'en')),
  CONSTRAINT "push_subscriptions_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "push_subscriptions_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "push_subscriptions_endpoint_key" ON "push_subscriptions" ("endpoint");
CREATE INDEX "push_subscriptions_member_id_idx" ON "push_subscriptions" ("member_id");
CREATE INDEX "push_subscriptions_session_id_idx" ON "push_subscriptions" ("session_id");
-- A device that signs out, or is taken from somebody, hears nothing more.
CREATE FUNCTION "forget_push"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "push_subscriptions" WHERE "session_id" = NEW."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "sessions_forget_push" AFTER UPDATE OF "revoked_at" ON "sessions" FOR EACH ROW
  WHEN (NEW."revoked_at" IS NOT NULL) EXECUTE FUNCTION "forget_push"();

-- What a person wants to hear of; nothing here: all of it, without the messages' text, at any hour.
CREATE TABLE "notification_choices" (
  "member_id" UUID NOT NULL,
  "messages" BOOLEAN NOT NULL DEFAULT true,
  "approvals" BOOLEAN NOT NULL DEFAULT true,
  "handovers" BOOLEAN NOT NULL DEFAULT true,
  "shows_text" BOOLEAN NOT NULL DEFAULT false,
  -- 'HH:mm' by the office's clocks; '' both: none.
  "quiet_from" TEXT NOT NULL DEFAULT '',
  "quiet_to" TEXT NOT NULL DEFAULT '',
  CONSTRAINT "notification_choices_pkey" PRIMARY KEY ("member_id"),
  CONSTRAINT "notification_choices_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Something a person is to hear of, once; it names what it is about and says nothing of it.
CREATE TABLE "push_notices" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "member_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "customer_id" UUID,
  "conversation_id" UUID,
  "message_id" UUID,
  "appointment_id" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "push_notices_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "push_notices_kind" CHECK ("kind" IN ('message', 'approval', 'handover', 'test')),
  CONSTRAINT "push_notices_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "push_notices_member_id_kind_source_key" ON "push_notices" ("member_id", "kind", "source");
CREATE INDEX "push_notices_created_at_idx" ON "push_notices" ("created_at");
-- Each notice on each device.
CREATE TABLE "push_sends" (
  "notice_id" UUID NOT NULL,
  "subscription_id" UUID NOT NULL,
  -- waiting -> sending -> sent, dropped, failed; unknown: handed over, and nobody answered. It is not tried again.
  "state" TEXT NOT NULL DEFAULT 'waiting',
  "reason" TEXT NOT NULL DEFAULT '',
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "claimed_at" TIMESTAMPTZ(3),
  CONSTRAINT "push_sends_pkey" PRIMARY KEY ("notice_id", "subscription_id"),
  CONSTRAINT "push_sends_state" CHECK ("state" IN ('waiting', 'sending', 'sent', 'dropped', 'failed', 'unknown')),
  CONSTRAINT "push_sends_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "push_notices"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "push_sends_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "push_subscriptions"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "push_sends_due" ON "push_sends" ("next_at") WHERE "state" IN ('waiting', 'sending');
CREATE INDEX "push_sends_subscription_id_idx" ON "push_sends" ("subscription_id");
