import { describe, expect, it } from "vitest";
import { application, refusalsOf, web, webOf } from "../../../../support/compose-project.ts";

describe("what Compose cannot say", () => {
  it("stands in x-muelle, and wins", () => {
    expect(webOf("image: a\ninit: false\nx-muelle: {init: true, route: {port: 80}}")).toMatchObject({
      init: true,
      route: { port: 80 },
    });
  });

  it("is checked", () => {
    expect(refusalsOf(web("image: a\nx-muelle: {rout: {port: 80}}"))).toEqual([
      "compose.yaml:4: services.web.x-muelle: services.web.x-muelle.rout: no such field - did you mean route?; or leave it out by allowing services.web.x-muelle",
    ]);
  });
});

describe("what cannot be had", () => {
  const texts = web(
    "image: a\nprivileged: true\nruntime: kata",
    "jobs: {j: {image: a, triggers: {manual: true}}}",
  );

  it("is refused all at once, each with its line and what to do", () => {
    expect(refusalsOf(texts).map((line) => line.split(" - ", 1)[0])).toEqual([
      "compose.yaml:4: services.web.privileged: it lets the container at the machine that it runs on, which Muelle does not",
      "compose.yaml:5: services.web.runtime: the engine's own runtime runs every container",
      "compose.yaml:6: jobs: Muelle runs nothing by the clock",
    ]);
  });

  it("is left out where the user accepts it, which is said", () => {
    const { notes } = application(texts, {
      allow: ["services.*.privileged", "services.web.runtime", "jobs"],
    });
    expect(notes.filter(({ verdict }) => verdict === "accepted").map(({ path }) => path)).toEqual([
      "services.web.privileged",
      "services.web.runtime",
      "jobs",
    ]);
  });

  it("is not accepted where nothing is refused", () => {
    expect(refusalsOf(web("image: a"), { allow: ["services.web.tty"] })).toEqual([
      "allow: nothing is refused at services.web.tty - leave it out",
    ]);
  });

  it("is not refused where it says nothing", () => {
    expect(refusalsOf(web("image: a\nprivileged: false\ndevices: []\nipc: private"))).toEqual([]);
  });
});

describe("places", () => {
  it("are known by the paths of the application too", () => {
    const { places } = application(
      web(
        "image: a\nstop_grace_period: 1s\nmem_limit: 64m\nenvironment: {A_b: 1}\nhealthcheck: {test: a, start_period: 1s}",
      ),
    );
    const line = (path: string) => places.get(path)?.line;
    expect([
      line("services.web.stopGracePeriod"),
      line("services.web.deploy.resources.limits.memory"),
      line("services.web.environment.A_b"),
      line("services.web.healthcheck.startPeriod"),
    ]).toEqual([4, 5, 6, 7]);
  });
});

describe("the report", () => {
  it("has a line for every field, exact ones too", () => {
    const { report } = application(web("image: a\nlogging: {driver: none}\nread_only: true"));
    const lines = report.filter(({ verdict }) => verdict !== "advice");
    expect(lines.map(({ path, place, verdict }) => [path, place?.line, verdict])).toEqual([
      ["name", 1, "exact"],
      ["services.web.image", 3, "exact"],
      ["services.web.logging", 4, "approximated"],
      ["services.web.read_only", 5, "exact"],
    ]);
  });

  it("advises what would harden a service, with the line to write", () => {
    const { notes } = application(web('image: a\nports: ["80:80"]'));
    const advice = notes.filter(({ verdict }) => verdict === "advice");
    expect(advice.map(({ path, hint }) => [path, hint])).toContainEqual([
      "services.web.ports[0]",
      'write "127.0.0.1:80:..." where only the machine itself is to reach it',
    ]);
    expect(advice.map(({ hint }) => hint)).toContain(
      "write `cap_drop: [ALL]`, and in `cap_add` what it needs",
    );
  });
});
