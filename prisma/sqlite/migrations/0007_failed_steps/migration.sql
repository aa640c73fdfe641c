-- Finds the instances in which a step failed, by the name of the step.
CREATE INDEX "step_failed" ON "step" ("name", "instance_key") WHERE "status" = 'failed';
