import { describe, expect, it } from "vitest";
import { project, type Project } from "./project.ts";
import { ACCOUNT, registry } from "./registry.ts";
import { docker, run } from "./run.ts";

const MANIFEST =
  "application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json";

async function pushing(host: string, name: string, more = "", users = ""): Promise<Project> {
  const made = await project(
    `${host}/*/*`,
    `
const image = new ImageBuild("web", {
  repository: "muelle-standin/${name}",
  registry: "${host}",
  build: { context: "app" },
  ${more}
});
export const reference = image.reference;
export const tag = image.tag;
${users}
`,
  );
  made.write("app/Dockerfile", "FROM busybox:1.37-musl\nCOPY proof /proof\n");
  made.write("app/proof", "pushed");
  return made;
}

/** The digest under which a registry has a reference `host/name:tag`; undefined where it has none. */
async function digestAt(reference: string): Promise<string | undefined> {
  const [, host = "", name = "", tag = ""] = /^([^/]+)\/(.+):([^:]+)$/.exec(reference) ?? [];
  const response = await fetch(`http://${host}/v2/${name}/manifests/${tag}`, {
    method: "HEAD",
    headers: { accept: MANIFEST },
  });
  return response.headers.get("docker-content-digest") ?? undefined;
}

describe("an image on a registry", () => {
  it("is referred to by the digest that the registry has for it, and can be pulled by it", async () => {
    const made = await pushing(await registry(), "push");
    await made.up();
    const { reference, tag } = await made.outputs();
    const digest = await digestAt(String(tag));
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(reference).toBe(`${String(tag)}@${String(digest)}`);
    await docker("image", "rm", "--force", String(tag));
    expect(await docker("run", "--rm", "--network=none", String(reference), "cat", "/proof")).toBe("pushed");
    expect((await made.pulumi("preview", "--expect-no-changes")).code).toBe(0);
  });

  it("is unknown to a preview when it changes, so that the preview shows who uses it", async () => {
    const host = await registry();
    const user = `new Image("user", { push: false, load: true, buildOnPreview: false, tags: ["${host}/muelle-standin/user:1"],
      context: { location: "user" }, buildArgs: { BASE: image.reference } });`;
    const made = await pushing(host, "preview", "", user);
    made.write("user/Dockerfile", "ARG BASE\nFROM ${BASE}\n");
    await made.up();
    expect((await made.pulumi("preview", "--expect-no-changes")).code).toBe(0);
    made.write("app/proof", "changed");
    const preview = await made.pulumi("preview", "--diff");
    expect(preview.output).toMatch(/~ BASE: ".*" => \[unknown\]/);
    await made.up();
    expect(
      await docker("run", "--rm", "--network=none", `${host}/muelle-standin/user:1`, "cat", "/proof"),
    ).toBe("changed");
  });

  it("is pushed again where a refresh finds it gone", async () => {
    const host = await registry();
    const made = await pushing(host, "gone");
    await made.up();
    expect((await made.pulumi("refresh", "--yes", "--expect-no-changes")).code).toBe(0);

    const { tag } = await made.outputs();
    const digest = await digestAt(String(tag));
    const url = `http://${host}/v2/muelle-standin/gone/manifests/${String(digest)}`;
    expect((await fetch(url, { method: "DELETE" })).status).toBe(202);
    expect(await digestAt(String(tag))).toBeUndefined();

    expect((await made.pulumi("refresh", "--yes", "--expect-no-changes")).code).not.toBe(0);
    await made.up();
    expect(await digestAt(String(tag))).toBe(digest);
  });

  it("needs the account that the registry asks for, whose password is in no state", async () => {
    const host = await registry({ accounts: true });
    const { username, password } = ACCOUNT;
    const refused = await pushing(host, "refused");
    const { code, output } = await refused.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(/no basic auth credentials|unauthorized|authentication required/i);

    const made = await pushing(host, "account", `account: ${JSON.stringify({ username, password })},`);
    await made.up();
    expect(await made.state()).not.toContain(password);
    const basic = Buffer.from(`${username}:${password}`).toString("base64");
    const { tag } = await made.outputs();
    const [name, version] = String(tag).slice(`${host}/`.length).split(":");
    const response = await fetch(`http://${host}/v2/${String(name)}/manifests/${String(version)}`, {
      headers: { accept: MANIFEST, authorization: `Basic ${basic}` },
    });
    expect(response.status).toBe(200);
    // The account was for this build alone.
    expect((await run("docker", ["pull", String(tag)])).code).not.toBe(0);
  });
});
