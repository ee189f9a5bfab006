import { describe, expect, it } from "vitest";
import { faultsOf, folder, load } from "../../../support/compose-project.ts";

describe("extends", () => {
  it("takes over a service of the same file, and over several", () => {
    const { model } = load({
      "compose.yaml": `
services:
  base: {image: base, environment: {A: 1, B: 1}}
  middle: {extends: base, environment: {B: 2}}
  web: {extends: {service: middle}, image: web}
`,
    });
    expect(model.services?.web?.image).toBe("web");
    expect(model.services?.web?.environment).toEqual({ A: "1", B: "2" });
    expect(model.services?.web?.extends).toBeUndefined();
  });

  it("takes over a service of another file, whose paths are relative to that file", () => {
    const { model } = load({
      "compose.yaml":
        'services: {web: {extends: {file: common/base.yaml, service: base}, volumes: ["./own:/own"]}}\n',
      "common/base.yaml":
        'services: {base: {extends: {file: deep/deep.yaml, service: deep}, volumes: ["./data:/data"], env_file: base.env}}\n',
      "common/base.env": "A=1\n",
      "common/deep/deep.yaml": "services: {deep: {image: deep, build: .}}\n",
    });
    const web = model.services?.web;
    expect(web?.image).toBe("deep");
    expect(web?.build?.context).toBe(`${folder}/common/deep`);
    expect(web?.volumes?.map(({ source }) => source)).toEqual([`${folder}/common/data`, `${folder}/own`]);
    expect(web?.environment).toEqual({ A: "1" });
  });

  it("refuses a service that is not there, and one that extends itself", () => {
    expect(
      faultsOf({
        "compose.yaml":
          "services:\n  a: {image: a, extends: b}\n  b: {image: b, extends: a}\n  c: {image: c, extends: nobody}\n",
      }),
    ).toEqual([
      `compose.yaml:2: services.a.extends: extends itself: a in ${folder}/compose.yaml, which extends b in ${folder}/compose.yaml, which extends a in ${folder}/compose.yaml`,
      `compose.yaml:3: services.b.extends: extends itself: b in ${folder}/compose.yaml, which extends a in ${folder}/compose.yaml, which extends b in ${folder}/compose.yaml`,
      `compose.yaml:4: services.c.extends: there is no service nobody in ${folder}/compose.yaml - the services there are a, b, c`,
    ]);
  });

  it("refuses a file that is not there", () => {
    expect(faultsOf({ "compose.yaml": "services:\n  a: {extends: {file: no.yaml, service: x}}\n" })).toEqual([
      `compose.yaml:2: services.a.extends.file: the file ${folder}/no.yaml does not exist`,
    ]);
  });
});
