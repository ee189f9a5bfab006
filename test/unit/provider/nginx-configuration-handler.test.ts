import { describe, expect, it } from "vitest";
import { configurationFiles, GENERATION } from "../../../components/docker/nginx/configuration-files.ts";
import { nginxConfigurationHandler } from "../../../provider/nginx-configuration-handler.ts";
import { provider } from "../../../provider/provider.ts";
import { withEngineOfOne } from "./engine-of-one.ts";

const INPUTS = {
  container: "nginx",
  configuration: `generation ${GENERATION}\ninclude servers/web.conf;\n`,
  servers: { web: ["web-1:8000"] },
  port: 8080,
};
const WANTED = configurationFiles(INPUTS.configuration, INPUTS.servers);
const URN =
  "urn:pulumi:dev::shop::muelle:docker:LoadBalancer$muelle:docker:NginxConfiguration::shop-load-balancer-configuration";

/** What nginx's container writes when it is asked for its files and for the generation that nginx serves. */
function told(served: string): string {
  const files = Object.entries(WANTED.files).map(([path, content]) => `${path}\0${content}\0`);
  return `{"status":"ok","generation":"${served}"}\n\0${files.join("")}`;
}

describe("the configuration of nginx", () => {
  it("says at preview that requests are refused while the container is replaced", () => {
    expect(nginxConfigurationHandler.warning?.(["container"])).toMatch(
      /^load-balancer: its container is replaced, because .* requests are refused/,
    );
  });

  it("says nothing where only the replicas are not known yet", () => {
    expect(nginxConfigurationHandler.warning?.(["servers"])).toBeUndefined();
  });

  it("is as it should be where nginx serves what it was brought", async () => {
    await withEngineOfOne({ status: 200, output: told(WANTED.generation) }, async () => {
      expect(await provider.diff?.("id", URN, INPUTS, INPUTS)).toMatchObject({ changes: false });
      expect(await provider.read?.("id", URN, INPUTS)).toEqual({
        id: "id",
        props: { ...INPUTS, generation: WANTED.generation },
        inputs: INPUTS,
      });
    });
  });

  it("does not take what it found for an input", async () => {
    await withEngineOfOne({ status: 200, output: told(WANTED.generation) }, async () => {
      const olds = { ...INPUTS, generation: WANTED.generation };
      expect(await provider.diff?.("id", URN, olds, INPUTS)).toMatchObject({ changes: false });
    });
  });

  it("is to be brought again where nginx serves another one, though the program is unchanged", async () => {
    await withEngineOfOne({ status: 200, output: told("abc") }, async () => {
      expect(await nginxConfigurationHandler.drift?.(INPUTS)).toBe(
        "load-balancer: nginx has not the configuration that Muelle brought it last; the update puts it right (nginx serves abc)",
      );
      expect(await provider.read?.("id", URN, INPUTS)).toMatchObject({
        props: { generation: "nginx serves abc" },
        inputs: INPUTS,
      });
    });
  });

  it("is gone with its container", async () => {
    await withEngineOfOne({ status: 404 }, async () => {
      expect(await provider.read?.("id", URN, INPUTS)).toEqual({});
    });
  });

  it("is taken for what it was while its container stands still", async () => {
    await withEngineOfOne({ status: 409 }, async () => {
      expect(await nginxConfigurationHandler.drift?.(INPUTS)).toBeUndefined();
      expect(await provider.read?.("id", URN, INPUTS)).toMatchObject({
        props: { generation: WANTED.generation },
      });
    });
  });
});
