-- What a customer answered is told to whose appointment it is, unless they would rather not hear of it.
ALTER TABLE "notification_choices" ADD COLUMN "answers" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "push_notices" DROP CONSTRAINT "push_notices_kind";
ALTER TABLE "push_notices" ADD CONSTRAINT "push_notices_kind" CHECK ("kind" IN ('message', 'approval', 'handover', 'answer', 'test'));
