-- 1: a turn was to be handed out as soon as the event was on disk, so a turn that ends with it is opened at its time.
ALTER TABLE "inbox" ADD COLUMN "opens_turn" INTEGER NOT NULL DEFAULT 0;
