import { describe, expect, it } from "vitest";
import { folder, load, service } from "../../../support/compose-project.ts";

describe("fields", () => {
  it("are the same in the short and in the long form", () => {
    const short = service(`
build: ./app
command: npm start
ports: ["8080:80"]
volumes: ["./site:/site:ro"]
environment: ["A=1", "HOME"]
ulimits: {nofile: 10}
healthcheck: {test: wget -q localhost, interval: 1m}
mem_limit: 64m
depends_on: []`);
    const long = service(`
build: {context: ./app}
command: [npm, start]
ports: [{target: 80, published: 8080}]
volumes: [{type: bind, source: ./site, target: /site, read_only: true, bind: {}}]
environment: {A: 1, HOME: }
ulimits: {nofile: "10"}
healthcheck: {test: [CMD-SHELL, wget -q localhost], interval: 60s}
mem_limit: 67108864
depends_on: {}`);
    expect(short).toEqual(long);
    expect(short).toEqual({
      image: "web",
      build: { context: `${folder}/app`, dockerfile: "Dockerfile" },
      command: ["npm", "start"],
      ports: [{ target: 80, published: "8080", protocol: "tcp", mode: "ingress" }],
      volumes: [
        {
          type: "bind",
          source: `${folder}/site`,
          target: "/site",
          read_only: true,
          bind: { create_host_path: true },
        },
      ],
      environment: { A: "1", HOME: "/home/me" },
      ulimits: { nofile: 10 },
      healthcheck: { test: ["CMD-SHELL", "wget -q localhost"], interval: 60_000 },
      mem_limit: 67_108_864,
      networks: { default: null },
      depends_on: {},
    });
  });

  it("are converted after their variables have got their values", () => {
    const { read_only, cpus, deploy } = service(
      'read_only: "${RO:-true}"\ncpus: "${CPUS:-0.5}"\ndeploy: {replicas: "${N:-3}"}',
    );
    expect({ read_only, cpus, deploy }).toEqual({ read_only: true, cpus: 0.5, deploy: { replicas: 3 } });
  });

  it("hold what others than Compose read", () => {
    expect(service("x-owner: {team: web}").extensions).toEqual({ "x-owner": { team: "web" } });
  });
});

describe("anchors, aliases and merge keys", () => {
  it("bring in what they stand for; a map's own keys win", () => {
    const { model } = load({
      "compose.yaml": `
x-env: &env {A: 1, B: 1}
services:
  web: &web
    image: web
    environment: {<<: *env, B: 2}
  api: {<<: *web, image: api}
`,
    });
    expect(model.services?.api?.image).toBe("api");
    expect(model.services?.api?.environment).toEqual({ A: "1", B: "2" });
  });
});

describe("places", () => {
  it("are known for every value, whichever file it comes from", () => {
    const { places } = load({
      "compose.yaml": "services:\n  web:\n    image: web\n    env_file: web.env\n    ports:\n      - 80:80\n",
      "compose.override.yaml": "services:\n  web:\n    ports:\n      - 81:81\n    read_only: true\n",
      "web.env": "# variables\nA=1\n",
    });
    const placeOf = (path: string) => {
      const place = places.get(path);
      return place === undefined
        ? undefined
        : `${place.file.slice(folder.length + 1)}:${place.line}:${place.column}`;
    };
    expect(placeOf("services.web")).toBe("compose.override.yaml:2:3");
    expect(placeOf("services.web.image")).toBe("compose.yaml:3:5");
    expect(placeOf("services.web.ports[0]")).toBe("compose.yaml:6:9");
    expect(placeOf("services.web.ports[1]")).toBe("compose.override.yaml:4:9");
    expect(placeOf("services.web.read_only")).toBe("compose.override.yaml:5:5");
    expect(placeOf("services.web.environment.A")).toBe("web.env:2:1");
  });
});

describe("files of variables", () => {
  it("give a service variables, of which later files and its own win", () => {
    const { environment } = service(
      "env_file: [a.env, {path: b.env, required: false}, {path: c.env, required: false}]\nenvironment: {C: own}",
      {
        "a.env": "A=1\nB=1\nC=1\n",
        "b.env": "A=2\nB=2\nD=${A}${C}\n",
      },
    );
    expect(environment).toEqual({ A: "2", B: "2", C: "own", D: "2own" });
  });

  it("are taken as they are with `format: raw`", () => {
    expect(service("env_file: [{path: a.env, format: raw}]", { "a.env": 'A="$X"\n' }).environment).toEqual({
      A: '"$X"',
    });
  });
});

describe("what Compose derives", () => {
  it("are names, the default network, and dependencies", () => {
    const { model } = load({
      "compose.yaml": `
services:
  web: {image: web, links: ["db:database"], volumes: ["data:/data"]}
  db: {image: db}
  side: {image: side, network_mode: "service:web"}
volumes: {data: {}, unused: {}}
`,
    });
    expect(model.networks).toEqual({ default: { name: "shop_default" } });
    expect(model.volumes).toEqual({ data: { name: "shop_data" } });
    const started = { condition: "service_started", restart: true, required: true };
    expect(model.services?.web?.depends_on).toEqual({ db: started });
    expect(model.services?.side?.depends_on).toEqual({ web: started });
    expect(model.services?.side?.networks).toBeUndefined();
  });
});

describe("profiles", () => {
  const texts = {
    "compose.yaml": "services:\n  web: {image: web}\n  debug: {image: debug, profiles: [dev]}\n",
  };

  it("are off unless they are asked for", () => {
    const { model, otherServices } = load(texts);
    expect(Object.keys(model.services ?? {})).toEqual(["web"]);
    expect(Object.keys(otherServices)).toEqual(["debug"]);
  });

  it.each([
    ["by name", { profiles: ["dev"] }],
    ["all together", { profiles: ["*"] }],
    ["by COMPOSE_PROFILES", { environment: { COMPOSE_PROFILES: "test, dev" } }],
  ])("are asked for %s", (_, options) => {
    expect(Object.keys(load(texts, options).model.services ?? {})).toEqual(["web", "debug"]);
  });
});
