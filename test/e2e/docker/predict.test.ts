import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNothingToDo } from "../../support/nothing-to-do.ts";
import { createProject, type Project } from "../../support/project.ts";
import { runProgram } from "../../support/run-program.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";
import { usePredict } from "../uses/predict.ts";

let project: Project;
let engine: StackOnEngine;

beforeAll(async () => {
  project = await createProject("predict", "predict");
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

describe("predict on Docker", () => {
  it("predicts, and says what is wrong with a request", async () => {
    await usePredict(`http://127.0.0.1:${project.port}`);
  });

  it("has nothing to do while its program does not change", async () => {
    await expectNothingToDo(project);
  });

  it("answers at port 5001 as well", async () => {
    await usePredict("http://127.0.0.1:5001");
  });

  it("has nothing of what it was trained with in its image", async () => {
    const [replica = ""] = await engine.containersOf("api");
    await expect(engine.run(replica, ["python", "-c", "import sklearn"])).rejects.toThrow(
      "No module named 'sklearn'",
    );
    await expect(engine.run(replica, ["gcc", "--version"])).rejects.toThrow("gcc");
  });

  it("is not trained again when only the service's code changes", async () => {
    // A change that was never built before: nothing of it is in the cache.
    await project.write("applications/predict/predict/__init__.py", `"""Changed ${Date.now()}."""\n`);
    const output = await project.up();
    expect(output).toContain("[runtime ");
    expect(output).not.toContain("[training ");
    await usePredict(`http://127.0.0.1:${project.port}`);
  });

  it("leaves images of earlier builds behind, which `npm run images -- prune` removes, and none that is used", async () => {
    const prune = async (...flags: string[]): Promise<string> => {
      const args = ["run", "-s", "images", "--", "prune", ...flags];
      const { code, output } = await runProgram("npm", args, { cwd: project.directory });
      expect(code, output).toBe(0);
      return output;
    };
    const told = await prune("--dry-run");
    expect(told).toMatch(/would remove predict\/api:[0-9a-f]{16}/);
    expect(await prune()).toMatch(/removed predict\/api:[0-9a-f]{16}/);
    expect(await prune("--dry-run")).toContain("0 images would be removed.");
    await expectNothingToDo(project);
  });
});
