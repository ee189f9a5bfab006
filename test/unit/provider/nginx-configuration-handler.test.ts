import { describe, expect, it } from "vitest";
import { nginxConfigurationHandler } from "../../../provider/nginx-configuration-handler.ts";

describe("the configuration of nginx", () => {
  it("says at preview that requests are refused while the container is replaced", () => {
    expect(nginxConfigurationHandler.warning?.(["container"])).toMatch(
      /^load-balancer: its container is replaced, because .* requests are refused/,
    );
  });

  it("says nothing where only the replicas are not known yet", () => {
    expect(nginxConfigurationHandler.warning?.(["servers"])).toBeUndefined();
  });
});
