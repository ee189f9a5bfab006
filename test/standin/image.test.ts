import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project, type Project } from "./project.ts";
import { docker } from "./run.ts";

const BASE = "busybox:1.37-musl";

const DOCKERFILE = `
FROM ${BASE} AS builder
ARG GREETING=none
COPY message /message
RUN echo "$GREETING $(cat /message)" > /greeting
FROM ${BASE} AS runtime
COPY --from=builder /greeting /greeting
CMD ["cat", "/greeting"]
FROM ${BASE} AS unwanted
RUN false
`;

/** A project that builds `app/`, whose image is named for the test alone. */
async function building(repository: string, more = ""): Promise<Project> {
  const made = await project(
    repository,
    `
const image = new ImageBuild("web", {
  repository: ${JSON.stringify(repository)},
  build: { context: "app", target: "runtime", args: { GREETING: "hello" }, ${more} },
  labels: { "muelle.service": "web" },
});
export const reference = image.reference;
`,
  );
  made.write("app/Dockerfile", DOCKERFILE);
  made.write("app/message", "world");
  made.write("app/.dockerignore", "*.log\n");
  return made;
}

async function reference(made: Project): Promise<string> {
  return String((await made.outputs())["reference"]);
}

describe("an image on the local engine", () => {
  it("is built from its target stage with its args and labels, under the tag of its content", async () => {
    const made = await building("muelle-standin/stages");
    await made.up();
    const tag = await reference(made);
    expect(tag).toMatch(/^muelle-standin\/stages:[0-9a-f]{16}$/);
    expect(await docker("run", "--rm", "--network=none", tag)).toBe("hello world\n");
    const labels = await docker("image", "inspect", "--format", "{{json .Config.Labels}}", tag);
    expect(JSON.parse(labels)).toMatchObject({ "muelle.service": "web" });
  });

  it("is built anew, in place and under another tag, when a file changes, and only then", async () => {
    const made = await building("muelle-standin/changes");
    await made.up();
    const first = await reference(made);

    made.write("app/debug.log", "noise");
    expect((await made.pulumi("preview", "--expect-no-changes")).code).toBe(0);
    expect(await made.up()).toContain("3 unchanged");

    made.write("app/message", "moon");
    const preview = await made.pulumi("preview", "--diff");
    expect(preview.output).toContain("~ docker-build:index:Image: (update)");
    await made.up();
    const second = await reference(made);
    expect(second).not.toBe(first);
    expect(await docker("run", "--rm", "--network=none", second)).toBe("hello moon\n");
    // What still runs from the old image, or goes back to it, finds it.
    expect(await docker("run", "--rm", "--network=none", first)).toBe("hello world\n");
  });

  it("is built anew in place where its tag stays and a file changes, and only then", async () => {
    const tag = "muelle-standin/moving:latest";
    const made = await project(
      "muelle-standin/moving",
      `const image = new Image("web", { push: false, load: true, buildOnPreview: false, tags: ["${tag}"],
        context: { location: "app" }, labels: { "muelle.test": "muelle-standin/moving" } });
      export const hash = image.contextHash;
      export const ref = image.ref;`,
    );
    made.write("app/Dockerfile", `FROM ${BASE}\nCOPY message /message\n`);
    made.write("app/message", "one");
    await made.up();
    const before = await made.outputs();
    expect(before["ref"]).toBe(tag);
    expect(await made.up()).toContain("2 unchanged");
    expect(await made.outputs()).toEqual(before);

    made.write("app/message", "two");
    expect(await made.up()).toContain("1 updated");
    expect((await made.outputs())["hash"]).not.toBe(before["hash"]);
    expect(await docker("run", "--rm", "--network=none", tag, "cat", "/message")).toBe("two");
  });

  it("is left to the engine when the stack goes", async () => {
    const made = await building("muelle-standin/stays");
    await made.up();
    const tag = await reference(made);
    expect((await made.pulumi("destroy", "--yes", "--skip-preview")).code).toBe(0);
    expect(await docker("image", "ls", "--quiet", tag)).not.toBe("");
  });

  it("is as the state says after a refresh", async () => {
    const made = await building("muelle-standin/refresh");
    await made.up();
    expect((await made.pulumi("refresh", "--yes", "--expect-no-changes")).code).toBe(0);
  });
});

describe("a build", () => {
  it("shows its steps while it runs", async () => {
    const made = await building("muelle-standin/progress", "noCache: true");
    // Long enough to be seen: what is over within a moment is not shown.
    made.write("app/Dockerfile", DOCKERFILE.replace("RUN echo", "RUN sleep 1; echo"));
    await made.up("--event-log", "events.json");
    const shown = readFileSync(join(made.root, "events.json"), "utf8")
      .split("\n")
      .filter((line) => line.includes('"ephemeral":true'));
    expect(shown.some((line) => line.includes("[builder 3/3] RUN sleep 1; echo"))).toBe(true);
  });

  it("takes a secret that is then in no layer, no history, no state and no output", async () => {
    const secret = "s3cr3t-of-the-build";
    const repository = "muelle-standin/secret";
    const made = await project(
      repository,
      `
const image = new ImageBuild("web", {
  repository: "${repository}",
  build: { context: "app", secrets: { token: new pulumi.Config().requireSecret("token") } },
});
export const reference = image.reference;
`,
    );
    made.write(
      "app/Dockerfile",
      `FROM ${BASE}\nRUN --mount=type=secret,id=token cat /run/secrets/token && sha256sum < /run/secrets/token > /proof\n`,
    );
    await made.pulumi("config", "set", "--secret", "token", secret);
    const output = await made.up("--event-log", "events.json");
    const tag = await reference(made);

    const proof = createHash("sha256").update(secret).digest("hex");
    expect(await docker("run", "--rm", "--network=none", tag, "cat", "/proof")).toContain(proof);
    expect(await docker("history", "--no-trunc", tag)).not.toContain(secret);
    await docker("save", "--output", join(made.root, "image.tar"), tag);
    expect(readFileSync(join(made.root, "image.tar")).includes(secret)).toBe(false);
    expect(await made.state()).not.toContain(secret);
    expect(output).not.toContain(secret);
    expect(readFileSync(join(made.root, "events.json"), "utf8")).not.toContain(secret);
  });

  it("fails with the step, its command and its last lines, and with no secret", async () => {
    const repository = "muelle-standin/failing";
    const made = await project(
      repository,
      `
new ImageBuild("web", {
  repository: "${repository}",
  build: { context: "app", secrets: { token: "s3cr3t-of-the-build" } },
});
`,
    );
    made.write(
      "app/Dockerfile",
      `FROM ${BASE} AS web
RUN --mount=type=secret,id=token for i in $(seq 1 99); do echo "line $i"; done; cat /run/secrets/token; exit 7
`,
    );
    const { code, output } = await made.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain("the build failed at [web 2/2] RUN --mount=type=secret,id=token for i in");
    expect(output).toContain("line 99\n");
    expect(output).not.toContain("line 20\n");
    expect(output).toContain("exit code: 7");
    expect(output).not.toContain("s3cr3t-of-the-build");
  });

  it.each([
    ['context: { location: "gone" }', "no such folder: gone"],
    ['ssh: [{ id: "default" }]', "the stand-in does not support this field: it forwards no SSH agent"],
  ])("fails before it starts with { %s }", async (input, message) => {
    const made = await project(
      "muelle-standin/faults",
      `new Image("web", { push: false, load: true, buildOnPreview: false, ${input} });`,
    );
    made.write("Dockerfile", "FROM scratch");
    const { code, output } = await made.pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toContain(message);
  });

  it("takes the Dockerfile inline", async () => {
    const tag = "muelle-standin/inline:1";
    const made = await project(
      "muelle-standin/inline",
      `new Image("web", { push: false, load: true, buildOnPreview: false, tags: ["${tag}"], context: { location: "." },
        dockerfile: { inline: "FROM ${BASE}\\nRUN echo inline > /proof\\n" } });`,
    );
    await made.up();
    expect(await docker("run", "--rm", "--network=none", tag, "cat", "/proof")).toBe("inline\n");
  });
});
