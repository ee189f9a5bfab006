import * as pulumi from "@pulumi/pulumi";
import type { FidelityNote } from "../application/index.ts";
import { Round } from "./round.ts";

/**
 * A run of the program that creates nothing, for a plan or for a test: neither engine nor cluster nor the values of
 * secrets are looked at, and what would be told the user is kept here.
 */
export interface Rendering {
  /** What the platforms do not carry out to the letter. */
  readonly notes: FidelityNote[];
  /** Why the program's applications cannot be deployed. @default - they can */
  refusal?: Error;
}

/** What the Applications of one run of a program share. */
export interface ProgramRun {
  /** The Applications whose checks are under way. */
  round: Round;
  /** @default - engine or cluster are asked, and everything is created */
  rendering?: Rendering;
}

/**
 * By the engine, or the mocks in its place, that the program talks to: a process may run several programs, one after
 * the other, and each has an engine of its own.
 */
const runs = new WeakMap<object, ProgramRun>();
const withoutEngine = {};

/** The run of the program that is running. */
export function currentRun(): ProgramRun {
  const engine = pulumi.runtime.getMonitor() ?? withoutEngine;
  const run = runs.get(engine) ?? { round: new Round() };
  runs.set(engine, run);
  return run;
}

/** From now on the running program creates nothing. Pulumi's mocks must be in place. */
export function startRendering(): Rendering {
  const rendering: Rendering = { notes: [] };
  currentRun().rendering = rendering;
  return rendering;
}
