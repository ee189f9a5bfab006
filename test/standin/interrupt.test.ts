import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { Builder } from "../../airgap/providers/docker-build/builder.ts";
import { imageInputs } from "../unit/airgap/providers/docker-build/image-inputs.ts";

it("a build ends soon after it is interrupted", async () => {
  const context = mkdtempSync(join(tmpdir(), "muelle-interrupt-"));
  onTestFinished(() => {
    rmSync(context, { recursive: true, force: true });
  });
  const dockerfile = join(context, "Dockerfile");
  writeFileSync(dockerfile, "FROM busybox:1.37-musl\nRUN echo started && sleep 300\n");
  const inputs = imageInputs({
    context: { location: context },
    dockerfile: { location: dockerfile },
    noCache: true,
  });
  const controller = new AbortController();
  const begun = Date.now();
  const build = new Builder(undefined, []).build(inputs, {
    signal: controller.signal,
    show: (line) => {
      if (line === "started") controller.abort();
    },
  });
  await expect(build).rejects.toThrow("the build was interrupted");
  expect(Date.now() - begun).toBeLessThan(60_000);
});
