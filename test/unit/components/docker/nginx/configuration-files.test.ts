import { describe, expect, it } from "vitest";
import {
  configurationFiles,
  GENERATION,
  transition,
} from "../../../../../components/docker/nginx/configuration-files.ts";

describe("configurationFiles", () => {
  it("keeps the servers of each upstream in a file of their own", () => {
    const { files } = configurationFiles("main\n", { "web-8000-http": ["web-1:8000", "web-2:8000"] });
    expect(files["servers/web-8000-http.conf"]).toBe(
      "server web-1:8000 resolve max_fails=2 fail_timeout=2s;\n" +
        "server web-2:8000 resolve max_fails=2 fail_timeout=2s;\n",
    );
  });

  it("stands in for a service without replicas, since nginx refuses an empty upstream", () => {
    const { files } = configurationFiles("main\n", { web: [] });
    expect(files["servers/web.conf"]).toBe("server 127.0.0.1:9 down;\n");
  });

  it("names the configuration by all of its content", () => {
    const one = configurationFiles(`a ${GENERATION}\n`, { web: ["web-1:8000"] });
    const other = configurationFiles(`a ${GENERATION}\n`, { web: ["web-2:8000"] });
    expect(one.generation).toMatch(/^[0-9a-f]{12}$/);
    expect(one.generation).not.toBe(other.generation);
    expect(one.files["nginx.conf"]).toBe(`a ${one.generation}\n`);
  });
});

describe("transition", () => {
  it("keeps the old servers beside the new ones when all of them are replaced", () => {
    expect(transition({ web: ["a:1", "b:1"] }, { web: ["c:1", "d:1"] })).toEqual({
      web: ["a:1", "b:1", "c:1", "d:1"],
    });
  });

  it("is not needed while one known server stays", () => {
    expect(transition({ web: ["a:1", "b:1"] }, { web: ["b:1", "c:1"] })).toBeUndefined();
  });

  it("is not needed for an upstream that is new or loses all its servers", () => {
    expect(transition({}, { web: ["a:1"] })).toBeUndefined();
    expect(transition({ web: ["a:1"] }, { web: [] })).toBeUndefined();
  });
});
