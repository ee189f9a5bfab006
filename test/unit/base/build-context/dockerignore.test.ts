import { describe, expect, it } from "vitest";
import { contextFilter, readContextFilter } from "../../../../base/build-context/dockerignore.ts";
import { folder } from "../../components/image/context-folder.ts";

function kept(rules: string, paths: readonly string[]): readonly string[] {
  const filter = contextFilter(rules);
  return paths.filter((path) => !filter.ignores(path));
}

describe("the rules of a .dockerignore file", () => {
  it("keep everything where there are none", () => {
    expect(kept("", ["a", "b/c"])).toEqual(["a", "b/c"]);
  });

  it("match from the root of the context, unlike Git's", () => {
    expect(kept("*.pyc", ["a.pyc", "lib/a.pyc"])).toEqual(["lib/a.pyc"]);
    expect(kept("**/*.pyc", ["a.pyc", "lib/a.pyc", "lib/deep/a.pyc", "a.py"])).toEqual(["a.py"]);
  });

  it("take what is below an ignored folder with it", () => {
    expect(kept("node_modules", ["node_modules", "node_modules/a/b.js", "src/node_modules/c"])).toEqual([
      "src/node_modules/c",
    ]);
    expect(kept("**/node_modules", ["node_modules/a", "src/node_modules/c", "src/d"])).toEqual(["src/d"]);
  });

  it("let the last rule that matches decide", () => {
    expect(kept("*.md\n!README.md", ["README.md", "NOTES.md"])).toEqual(["README.md"]);
    expect(kept("!README.md\n*.md", ["README.md"])).toEqual([]);
    expect(kept("*\n!src", ["a", "src/a", "src/b/c"])).toEqual(["src/a", "src/b/c"]);
  });

  it("tell upper case from lower case", () => {
    expect(kept("readme.md", ["README.md", "readme.md"])).toEqual(["README.md"]);
  });

  it("skip comments, empty lines, surrounding blanks and a byte order mark", () => {
    expect(kept("\uFEFF# a comment\n\n  a  \r\n/b/\n#c", ["a", "b/x", "#c", "d"])).toEqual(["#c", "d"]);
  });

  it("take brackets, braces, plus, bar and caret as the characters they are", () => {
    expect(kept("a+b\n(x)\n{y}\np|q\n^c", ["a+b", "aab", "(x)", "x", "{y}", "p|q", "p", "^c", "c"])).toEqual([
      "aab",
      "x",
      "p",
      "c",
    ]);
  });

  it("know ranges, single characters and escapes", () => {
    expect(kept("[a-c]\n?x\n\\*", ["a", "d", "zx", "zzx", "*", "y"])).toEqual(["d", "zzx", "y"]);
  });
});

describe("pruning an ignored folder", () => {
  it("saves the walk where no exception can lie below it", () => {
    expect(contextFilter("node_modules").prunes("node_modules")).toBe(true);
    expect(contextFilter("node_modules\n!src/keep").prunes("node_modules")).toBe(true);
    expect(contextFilter("*\n!src/keep").prunes("other")).toBe(true);
  });

  it("walks where an exception can lie below it", () => {
    expect(contextFilter("*\n!src/keep").prunes("src")).toBe(false);
    expect(contextFilter("*\n!src").prunes("src/deep")).toBe(false);
    expect(contextFilter("*\n!**/keep").prunes("any")).toBe(false);
    expect(contextFilter("*\n!a*/keep").prunes("any")).toBe(false);
  });

  it("never skips a folder that is not ignored", () => {
    expect(contextFilter("*.md").prunes("src")).toBe(false);
  });
});

describe("which file holds the rules", () => {
  it("is the one beside the Dockerfile before the one of the context", () => {
    const context = folder({
      ".dockerignore": "a",
      "docker/web.Dockerfile": "FROM scratch",
      "docker/web.Dockerfile.dockerignore": "b",
    });
    const filter = readContextFilter({ context, dockerfile: `${context}/docker/web.Dockerfile` });
    expect([filter.ignores("a"), filter.ignores("b")]).toEqual([false, true]);
  });

  it("is the one of the context otherwise", () => {
    const context = folder({ ".dockerignore": "a", Dockerfile: "FROM scratch" });
    const filter = readContextFilter({ context, dockerfile: `${context}/Dockerfile` });
    expect([filter.ignores("a"), filter.ignores("b")]).toEqual([true, false]);
  });
});
