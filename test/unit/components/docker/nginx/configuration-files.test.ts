import { describe, expect, it } from "vitest";
import {
  configurationFiles,
  GENERATION,
  transition,
} from "../../../../../components/docker/nginx/configuration-files.ts";

describe("configurationFiles", () => {
  it("keeps the servers of each upstream in files of their own, in each list that the main file includes", () => {
    const main = "include servers/web-8000-http.conf;\ninclude servers/web-8000-http.second.conf;\n";
    const { files } = configurationFiles(main, { "web-8000-http": ["web-1:8000", "web-2:8000"] });
    expect(files).toEqual({
      "nginx.conf": main,
      "servers/web-8000-http.conf":
        "server web-1:8000 resolve max_fails=2 fail_timeout=2s;\n" +
        "server web-2:8000 resolve max_fails=2 fail_timeout=2s;\n",
      "servers/web-8000-http.second.conf":
        "server web-1:8000 resolve max_fails=0;\nserver web-2:8000 resolve max_fails=0;\n",
    });
  });

  it("lists the servers of a stream once more as those for when all are left alone", () => {
    const main = "include servers/web-6001-tcp.conf;\ninclude servers/web-6001-tcp.backup.conf;\n";
    const { files } = configurationFiles(main, { "web-6001-tcp": ["web-1:8000"] });
    expect(files).toEqual({
      "nginx.conf": main,
      "servers/web-6001-tcp.conf": "server web-1:8000 resolve max_fails=2 fail_timeout=2s;\n",
      "servers/web-6001-tcp.backup.conf": "server web-1:8000 resolve max_fails=0 backup;\n",
    });
  });

  it("stands in for a service without replicas, since nginx refuses an empty upstream", () => {
    const { files } = configurationFiles("include servers/web.conf;\n", { web: [] });
    expect(files["servers/web.conf"]).toBe("server 127.0.0.1:9 down max_fails=2 fail_timeout=2s;\n");
  });

  it("names the configuration by all of its content", () => {
    const main = `a ${GENERATION}\ninclude servers/web.conf;\n`;
    const one = configurationFiles(main, { web: ["web-1:8000"] });
    const other = configurationFiles(main, { web: ["web-2:8000"] });
    expect(one.generation).toMatch(/^[0-9a-f]{12}$/);
    expect(one.generation).not.toBe(other.generation);
    expect(one.files["nginx.conf"]).toBe(`a ${one.generation}\ninclude servers/web.conf;\n`);
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
