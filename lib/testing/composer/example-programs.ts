import type { Program } from '@/lib/composer/plan/program';
import { jumpsProgram } from './jumps-program';
import { orderProgram } from './order-program';
import { reviewProgram } from './review-program';

/** Programs written by hand: what an emitter must cope with, without a planner. */
export const examplePrograms: Readonly<Record<string, Program>> = {
  order: orderProgram,
  review: reviewProgram,
  jumps: jumpsProgram,
};
