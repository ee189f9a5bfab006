import { describe, expect, it } from "vitest";
import { engineHost } from "../../../../cli/platforms/docker/engine.ts";

const hostOf = (name: string): string => `host-of-${name}`;

describe("engineHost", () => {
  it("takes a context before a host, and what the provider was given before the environment", () => {
    const env = { DOCKER_CONTEXT: "desk", DOCKER_HOST: "tcp://env:1" };
    expect(engineHost({ context: "farm", host: "tcp://given:1" }, env, hostOf)).toBe("host-of-farm");
    expect(engineHost({ host: "tcp://given:1" }, env, hostOf)).toBe("host-of-desk");
    expect(engineHost({ host: "tcp://given:1" }, { DOCKER_HOST: "tcp://env:1" }, hostOf)).toBe(
      "tcp://given:1",
    );
    expect(engineHost({}, { DOCKER_HOST: "tcp://env:1" }, hostOf)).toBe("tcp://env:1");
  });

  it("leaves the usual socket to the client", () => {
    expect(engineHost({}, { DOCKER_CONTEXT: "default", DOCKER_HOST: "" }, hostOf)).toBeUndefined();
  });
});
