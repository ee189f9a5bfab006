import { expect } from "vitest";
import type { Project } from "./project.ts";

/** A stack whose program has not changed has nothing to do, whichever way it is asked. */
export async function expectNothingToDo(project: Project): Promise<void> {
  for (const ask of [
    ["preview", "--expect-no-changes", "--diff"],
    ["preview", "--refresh", "--expect-no-changes", "--diff"],
    ["up", "--yes", "--skip-preview", "--expect-no-changes"],
  ]) {
    const { code, output } = await project.pulumi(ask);
    expect(code, `pulumi ${ask.join(" ")}\n${output}`).toBe(0);
  }
}

/** Brings the state up to what is really there, which must not make anything to do either. */
export async function refresh(project: Project): Promise<void> {
  const { code, output } = await project.pulumi(["refresh", "--yes", "--skip-preview"]);
  expect(code, output).toBe(0);
}
