-- Who writes on WhatsApp and is no customer is told to whoever may use the line, a line in trouble to the admins.
ALTER TABLE "notification_choices" ADD COLUMN "strangers" BOOLEAN NOT NULL DEFAULT true, ADD COLUMN "lines" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "push_notices" ADD COLUMN "chat_id" UUID, ADD COLUMN "line_id" UUID;
ALTER TABLE "push_notices" DROP CONSTRAINT "push_notices_kind";
ALTER TABLE "push_notices" ADD CONSTRAINT "push_notices_kind"
  CHECK ("kind" IN ('message', 'approval', 'handover', 'answer', 'stranger', 'line', 'test'));
