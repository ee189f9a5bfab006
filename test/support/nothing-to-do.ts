import { expect } from "vitest";
import type { Project } from "./project.ts";

/** A program that has not changed has nothing to do, whether or not the state is compared with what is really there. */
export async function expectNothingToDo(project: Project): Promise<void> {
  await expectSuccess(project, "preview", "--expect-no-changes", "--diff");
  await expectSuccess(project, "preview", "--refresh", "--expect-no-changes", "--diff");
}

/** A repeated `up` changes nothing, and neither does taking over what is really there before it. */
export async function expectNothingDone(project: Project): Promise<void> {
  await expectSuccess(project, "up", "--yes", "--skip-preview", "--expect-no-changes");
  await expectSuccess(project, "refresh", "--yes", "--skip-preview");
  await expectSuccess(project, "preview", "--expect-no-changes", "--diff");
}

async function expectSuccess(project: Project, ...args: string[]): Promise<void> {
  const { code, output } = await project.pulumi(args);
  expect(code, `pulumi ${args.join(" ")}\n${output}`).toBe(0);
}
