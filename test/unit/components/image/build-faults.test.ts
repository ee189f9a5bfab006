import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildFaults } from "../../../../components/image/build-faults.ts";
import { folder } from "./context-folder.ts";

const AT = "services.web.build";
const STAGES = "FROM scratch AS builder\nFROM scratch AS runtime\n";

describe("the faults of a build", () => {
  it("are none where everything is there", () => {
    const context = folder({ Dockerfile: STAGES });
    const source = { context, target: "runtime", platforms: ["linux/arm64"], secrets: { token: "t" } };
    expect(buildFaults(source, AT)).toEqual([]);
  });

  it("rejects a context that is not there", () => {
    const context = join(folder({}), "gone");
    expect(buildFaults({ context }, AT)).toEqual([
      { path: `${AT}.context`, message: `no such folder: ${context}` },
    ]);
  });

  it("rejects a file as context", () => {
    const context = join(folder({ file: "" }), "file");
    expect(buildFaults({ context }, AT)).toEqual([
      { path: `${AT}.context`, message: `not a folder: ${context}` },
    ]);
  });

  it("rejects a variable in a path that is not there", () => {
    const context = folder({ Dockerfile: STAGES });
    const hint = "Variables are not expanded here: write the path itself.";
    expect(buildFaults({ context: `${context}/$APP` }, AT)).toEqual([
      { path: `${AT}.context`, message: `no such folder: ${context}/$APP`, hint },
    ]);
    expect(buildFaults({ context, dockerfile: "${APP}.Dockerfile" }, AT)).toEqual([
      { path: `${AT}.dockerfile`, message: `no such file: ${context}/\${APP}.Dockerfile`, hint },
    ]);
  });

  it.each(["https://example.com/app.git", "git@example.com:app.git"])(
    "rejects the remote context %s",
    (context) => {
      expect(buildFaults({ context }, AT)).toEqual([
        {
          path: `${AT}.context`,
          message: `${context} is not a folder of this machine`,
          hint: "The image's tag comes from its files, so they must be here: clone the repository first.",
        },
      ]);
    },
  );

  it("rejects a Dockerfile that is not there", () => {
    const context = folder({ "main.py": "" });
    expect(buildFaults({ context }, AT)).toEqual([
      { path: `${AT}.dockerfile`, message: `no such file: ${context}/Dockerfile` },
    ]);
  });

  it("rejects a folder as Dockerfile", () => {
    const context = folder({ "Dockerfile/x": "" });
    expect(buildFaults({ context }, AT)).toEqual([
      { path: `${AT}.dockerfile`, message: `no such file: ${context}/Dockerfile` },
    ]);
  });

  it("rejects a Dockerfile that starts from nothing", () => {
    const context = folder({ Dockerfile: "RUN true" });
    expect(buildFaults({ context }, AT)).toEqual([
      { path: `${AT}.dockerfile`, message: `${context}/Dockerfile has no FROM instruction` },
    ]);
  });

  it("rejects a target that is no stage, and names the stages", () => {
    const context = folder({ Dockerfile: STAGES });
    expect(buildFaults({ context, target: "final" }, AT)).toEqual([
      {
        path: `${AT}.target`,
        message: `no stage "final" in ${context}/Dockerfile`,
        hint: "Its stages are: builder, runtime.",
      },
    ]);
  });

  it("rejects a target where no stage has a name", () => {
    const context = folder({ Dockerfile: "FROM scratch" });
    expect(buildFaults({ context, target: "final" }, AT)[0]?.hint).toBe("None of its stages has a name.");
  });

  it("come all together", () => {
    const source = {
      context: "/nowhere",
      platforms: ["linux/amd64", "linux/vax"],
      secrets: { token: undefined },
    };
    expect(buildFaults(source, AT).map(({ path, message }) => `${path}: ${message}`)).toEqual([
      "services.web.build.context: no such folder: /nowhere",
      "services.web.build.platforms[1]: no such platform: linux/vax",
      "services.web.build.secrets.token: the secret has no value",
    ]);
  });
});
