import { describe, expect, it } from "vitest";
import { faultsOf, folder, load } from "../../../support/compose-project.ts";

describe("include", () => {
  it("brings in a file with a folder and variables of its own", () => {
    const { model } = load({
      "compose.yaml": "include: [db/compose.yaml]\nservices: {web: {image: web, depends_on: [db]}}\n",
      "db/compose.yaml": 'services: {db: {image: "db:${TAG}", volumes: ["./data:/data"]}}\n',
      "db/.env": "TAG=15\n",
    });
    expect(model.services?.db?.image).toBe("db:15");
    expect(model.services?.db?.volumes?.[0]?.source).toBe(`${folder}/db/data`);
  });

  it("takes a folder, several files and files of variables in the long form", () => {
    const { model } = load({
      "compose.yaml":
        "include: [{path: [db/a.yaml, db/b.yaml], project_directory: data, env_file: db/db.env}]\n",
      "db/a.yaml": 'services: {db: {image: "db:${TAG}", volumes: ["./x:/x"]}}\n',
      "db/b.yaml": "services: {db: {user: me}}\n",
      "db/db.env": "TAG=16\n",
    });
    expect(model.services?.db).toMatchObject({ image: "db:16", user: "me" });
    expect(model.services?.db?.volumes?.[0]?.source).toBe(`${folder}/data/x`);
  });

  it("lets the including file say otherwise", () => {
    const { model } = load({
      "compose.yaml": "include: [db.yaml]\nservices: {db: {environment: {B: 2}}}\n",
      "db.yaml": "services: {db: {image: db, environment: [A=1, B=1]}}\n",
    });
    expect(model.services?.db?.environment).toEqual({ A: "1", B: "2" });
  });

  it("refuses a cycle, a file that is not there and one of another machine", () => {
    expect(
      faultsOf({
        "compose.yaml":
          'include:\n  - a.yaml\n  - no.yaml\n  - "oci://registry.test/x"\nservices: {web: {image: web}}\n',
        "a.yaml": "include:\n  - compose.yaml\n",
      }),
    ).toEqual([
      `a.yaml:2: include[0]: includes itself: ${folder}/compose.yaml, which includes ${folder}/a.yaml, which includes ${folder}/compose.yaml`,
      `compose.yaml:3: include[1]: the file ${folder}/no.yaml does not exist`,
      "compose.yaml:4: include[2]: oci://registry.test/x is not on this machine - fetch it into the repository, and include the copy",
    ]);
  });
});
