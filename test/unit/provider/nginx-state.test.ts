import { describe, expect, it } from "vitest";
import { configurationFiles, GENERATION } from "../../../components/docker/nginx/configuration-files.ts";
import { describeNginx, readNginx } from "../../../provider/nginx-state.ts";

const MAIN = `generation ${GENERATION}\ninclude servers/web.conf;\n`;
const wanted = configurationFiles(MAIN, { web: ["web-1:8000"] });

function answering(output: string, exitCode = 0): () => Promise<{ exitCode: number; output: string }> {
  return () => Promise.resolve({ exitCode, output });
}

describe("readNginx", () => {
  it("reads the files in force and the generation that is served", async () => {
    const run = answering(
      '{"status":"ok","generation":"abc"}\n\0nginx.conf\0main\n\0servers/web.conf\0server web;\n\0',
    );
    expect(await readNginx(run, 8080)).toEqual({
      files: { "nginx.conf": "main\n", "servers/web.conf": "server web;\n" },
      served: "abc",
    });
  });

  it("finds nothing where nginx waits for its first configuration", async () => {
    expect(await readNginx(answering("\0"), 8080)).toEqual({ files: {}, served: undefined });
  });

  it("fails where the files cannot be read", async () => {
    await expect(readNginx(answering("cat: Permission denied", 1), 8080)).rejects.toThrow(
      "load-balancer: its configuration could not be read\n  cat: Permission denied",
    );
  });
});

describe("describeNginx", () => {
  it("is the generation where nginx has what it should have", () => {
    expect(describeNginx(wanted, { files: wanted.files, served: wanted.generation })).toBe(wanted.generation);
  });

  it("does not hold it against nginx that it does not answer", () => {
    expect(describeNginx(wanted, { files: wanted.files, served: undefined })).toBe(wanted.generation);
  });

  it("sees a switch without its reload", () => {
    expect(describeNginx(wanted, { files: wanted.files, served: "abc" })).toBe("nginx serves abc");
  });

  it("names the files that somebody changed, added or removed", () => {
    const files = { "nginx.conf": "mine", "servers/other.conf": "" };
    expect(describeNginx(wanted, { files, served: wanted.generation })).toBe(
      "changed files: nginx.conf, servers/other.conf, servers/web.conf",
    );
  });
});
