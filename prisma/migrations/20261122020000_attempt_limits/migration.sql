-- CreateTable
CREATE TABLE "attempt_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "attempt_limits_pkey" PRIMARY KEY ("key")
);
