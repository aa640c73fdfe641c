-- What could not be read of an instance that was mirrored from a Dapr cluster: JSON of the domain's Flaws. NULL: it is whole.
ALTER TABLE "instance" ADD COLUMN "flaws" TEXT;
