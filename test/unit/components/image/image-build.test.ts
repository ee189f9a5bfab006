import * as pulumi from "@pulumi/pulumi";
import { relative } from "node:path";
import { describe, expect, it } from "vitest";
import { MuelleError } from "../../../../components/application/errors.ts";
import {
  contentHash,
  ImageBuild,
  type ImageBuildArgs,
  type KnownSource,
} from "../../../../components/image/index.ts";
import {
  isKnown,
  type RecordOptions,
  mockPulumi,
  type MockedRecording,
  UNKNOWN,
  valueOf,
} from "../../../support/mocks.ts";
import { mockPulumiWithOther, OtherResource } from "../../../support/other-resource.ts";
import { folder } from "./context-folder.ts";

const DIGEST = `sha256:${"1".repeat(64)}`;

interface Built {
  readonly image: ImageBuild;
  readonly hash: string;
  readonly context: string;
  readonly recording: MockedRecording;
}

async function build(
  given: Partial<ImageBuildArgs> & { readonly build?: KnownSource } = {},
  options: RecordOptions = {},
): Promise<Built> {
  const recording = await mockPulumi(options);
  const context = folder({ Dockerfile: "FROM scratch AS runtime\n" });
  const args = { repository: "photos/web", build: { context }, ...given };
  return {
    image: new ImageBuild("web", args),
    hash: contentHash(args.build, args.labels),
    context,
    recording,
  };
}

const pushed: RecordOptions = {
  outputs: (type) => (type === "docker-build:index:Image" ? { digest: DIGEST } : {}),
};

describe("an image built for the local engine", () => {
  it("is a component with one docker-build image as its child", async () => {
    const { recording, hash } = await build();
    const found = (await recording.resources()).map(({ type, name, options }) => [
      type,
      name,
      options.parent,
    ]);
    expect(found).toEqual([
      ["muelle:image:ImageBuild", "web", undefined],
      ["docker-build:index:Image", "web-image", "web"],
    ]);
    expect((await recording.resource("web")).inputs).toEqual({ repository: "photos/web", contentHash: hash });
  });

  it("builds the context by paths relative to the program", async () => {
    const { recording, context, hash } = await build();
    expect((await recording.resource("web-image")).inputs).toMatchObject({
      tags: [`photos/web:${hash.slice(0, 16)}`],
      context: { location: relative(process.cwd(), context) },
      dockerfile: { location: relative(process.cwd(), `${context}/Dockerfile`) },
      push: false,
      load: true,
      buildOnPreview: false,
    });
  });

  it("is named by its content", async () => {
    const { image, hash } = await build();
    const tag = `photos/web:${hash.slice(0, 16)}`;
    expect(await Promise.all([image.reference, image.tag, image.contentHash].map(valueOf))).toEqual([
      tag,
      tag,
      hash,
    ]);
  });

  it("has a reference that a preview knows", async () => {
    const { image, hash } = await build({}, { preview: true });
    expect(await isKnown(image.reference)).toBe(true);
    expect(await valueOf(image.reference)).toBe(`photos/web:${hash.slice(0, 16)}`);
  });

  it("makes whoever uses its reference wait for it", async () => {
    const { image, recording } = await build();
    const user = new pulumi.ComponentResource("test:index:User", "user", { image: image.reference });
    await valueOf(user.urn);
    expect((await recording.resource("user")).options.dependsOn).toContain("web-image");
  });

  it("stays on the engine when the stack goes", async () => {
    const { recording } = await build();
    expect((await recording.resource("web-image")).options.retainOnDelete).toBe(true);
  });

  it("has a tag that depends on arguments from other resources", async () => {
    const recording = await mockPulumi();
    const context = folder({ Dockerfile: "FROM scratch\n" });
    const known = { context, args: { A: "1", VERSION: "2" } };
    const args = { A: "1", VERSION: pulumi.output("2") };
    const image = new ImageBuild("web", { repository: "photos/web", build: { context, args } });
    const tag = `photos/web:${contentHash(known).slice(0, 16)}`;
    expect(await Promise.all([image.reference, image.tag].map(valueOf))).toEqual([tag, tag]);
    expect((await recording.resource("web-image")).inputs).toMatchObject({
      tags: [tag],
      buildArgs: { A: "1", VERSION: "2" },
    });
  });

  it("has a tag that a preview does not know where it does not know an argument", async () => {
    const recording = await mockPulumiWithOther({ preview: true });
    const build = {
      context: folder({ Dockerfile: "FROM scratch\n" }),
      args: { HOST: new OtherResource("db").endpoint },
    };
    const image = new ImageBuild("web", { repository: "photos/web", build });
    expect(await Promise.all([image.reference, image.tag, image.contentHash].map(isKnown))).toEqual([
      false,
      false,
      false,
    ]);
    expect((await recording.resource("web-image")).inputs).toMatchObject({
      tags: [UNKNOWN],
      buildArgs: { HOST: UNKNOWN },
    });
  });

  it("counts labels as content and puts them on the image", async () => {
    const labels = { "muelle.application": "photos", "muelle.service": "web" };
    const { recording, context, image } = await build({ labels });
    expect((await recording.resource("web-image")).inputs["labels"]).toEqual(labels);
    expect(await valueOf(image.contentHash)).not.toBe(contentHash({ context }));
  });
});

describe("an image built for a registry", () => {
  const registry = "registry.example.com/team";

  it("is pushed, and referred to by its digest", async () => {
    const { image, recording, hash } = await build({ registry }, pushed);
    const tag = `registry.example.com/team/photos/web:${hash.slice(0, 16)}`;
    expect((await recording.resource("web-image")).inputs).toMatchObject({
      tags: [tag],
      push: true,
      load: false,
    });
    expect(await valueOf(image.tag)).toBe(tag);
    expect(await valueOf(image.reference)).toBe(`${tag}@${DIGEST}`);
  });

  it("has a reference that a preview of a new image does not know, and a tag that it does", async () => {
    const { image } = await build({ registry }, { preview: true });
    expect(await isKnown(image.reference)).toBe(false);
    expect(await isKnown(image.tag)).toBe(true);
  });

  it("logs in with the account given, its password being secret", async () => {
    const account = { username: "ci", password: "hunter2" };
    const { recording } = await build({ registry, account }, pushed);
    const { inputs, secrets } = await recording.resource("web-image");
    expect(inputs["registries"]).toEqual([
      { address: "registry.example.com", username: "ci", password: "hunter2" },
    ]);
    expect(secrets).toEqual(["registries"]);
  });
});

describe("the secrets of a build", () => {
  it("are secret, whether or not the program said so", async () => {
    const context = folder({ Dockerfile: "FROM scratch" });
    const secrets = { token: "plain", key: pulumi.secret("wrapped") };
    const { recording } = await build({ build: { context, secrets } });
    const image = await recording.resource("web-image");
    expect(image.inputs["secrets"]).toEqual({ token: "plain", key: "wrapped" });
    expect(image.secrets).toEqual(["secrets"]);
    expect((await recording.resource("web")).inputs).not.toHaveProperty("secrets");
  });
});

describe("a build that cannot work", () => {
  it("rejects all faults in one error and registers nothing", async () => {
    const recording = await mockPulumi();
    const context = folder({ Dockerfile: "FROM scratch AS runtime" });
    const make = (): ImageBuild =>
      new ImageBuild("web", {
        repository: "Web",
        registry: "https://r",
        build: { context, target: "final" },
      });
    expect(make).toThrow(MuelleError);
    expect(make).toThrow(
      [
        "The image web cannot be built.",
        '  web.repository: "Web" is not the name of an image',
        "    Use lower-case letters, digits and single separators (. _ -), parts divided by /.",
        '  web.registry: "https://r" is not a registry',
        '    Write its host and a path, without https://: "registry.example.com/team".',
        `  web.build.target: no stage "final" in ${context}/Dockerfile`,
        "    Its stages are: runtime.",
      ].join("\n"),
    );
    expect(await recording.resources()).toEqual([]);
  });
});
