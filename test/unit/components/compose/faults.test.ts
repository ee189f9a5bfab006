import { describe, expect, it } from "vitest";
import { faultsOf } from "../../../support/compose-project.ts";

describe("what is wrong in Compose files", () => {
  it("is said all at once, with file and line", () => {
    expect(
      faultsOf({
        "compose.yaml": `services:
  web:
    imag: web
    ports:
      - "80:"
      - {published: 80}
    mem_limit: much
    tty: maybe
    restart: 3
  db:
    image: db
    depends_on: [cache]
    volumes: ["data:/data"]
    healthcheck: {interval: 10}
`,
        "compose.override.yaml": `services:
  db:
    networks: {back: {aliasses: [x]}}
volumess: {}
`,
      }),
    ).toEqual([
      "compose.override.yaml:3: services.db.networks.back.aliasses: no such field - did you mean aliases?",
      "compose.override.yaml:4: volumess: no such field - did you mean volumes?",
      "compose.yaml:3: services.web.imag: no such field - did you mean image?",
      'compose.yaml:5: services.web.ports[0]: no port of the container in "80:" - write "HOST:CONTAINER", for example "8080:80", "127.0.0.1:8080:80" or "6001-6010:5000-5009/udp"',
      "compose.yaml:6: services.web.ports[1].target: is missing",
      'compose.yaml:7: services.web.mem_limit: not an amount of bytes: "much" - write a number and one of the units b, k, m, g, for example "512m"',
      "compose.yaml:8: services.web.tty: must be true or false, not a string",
      "compose.yaml:9: services.web.restart: must be a string, not a number - put it in quotes",
      "compose.yaml:14: services.db.healthcheck.interval: must be a string, not a number - put it in quotes",
    ]);
  });

  it("is what services refer to and is not there", () => {
    expect(
      faultsOf({
        "compose.yaml": `services:
  web:
    image: web
    depends_on: [bd]
    networks: [back]
    volumes: ["data:/data"]
    secrets: [key]
    configs: [site]
  db: {}
networks: {bakc: {}}
secrets: {key: {}}
`,
      }),
    ).toEqual([
      "compose.yaml:4: services.web.depends_on.bd: there is no service bd - did you mean db?",
      "compose.yaml:5: services.web.networks.back: there is no network back - did you mean bakc?",
      "compose.yaml:6: services.web.volumes[0]: there is no volume data - declare it under volumes",
      "compose.yaml:8: services.web.configs[0]: there is no config site - declare it under configs",
      "compose.yaml:9: services.db: has neither an image nor a build - say `image` or `build`",
      "compose.yaml:11: secrets.key: must say one of file, environment, or external: true",
    ]);
  });

  it("is what does not go together", () => {
    expect(
      faultsOf({
        "compose.yaml": `services:
  a: {image: a, scale: 2, deploy: {replicas: 3}, depends_on: [b]}
  b: {image: b, depends_on: [a], network_mode: host, networks: [back]}
  c: {image: c, container_name: x, scale: 2}
  d: {image: d, container_name: x, tmpfs: /t, volumes: [/t]}
networks: {back: {}}
`,
      }),
    ).toEqual([
      "compose.yaml:2: services.a.scale: is 2, and deploy.replicas is 3 - leave one of them out",
      "compose.yaml:2: services.a.depends_on.b: the services wait for each other: a -> b -> a",
      "compose.yaml:3: services.b.network_mode: stands beside `networks` - leave one of them out",
      "compose.yaml:4: services.c.container_name: is one name for 2 containers - leave it out, or run one container",
      "compose.yaml:5: services.d.volumes[0]: something else is mounted at /t already",
      "compose.yaml:5: services.d.container_name: the service c has a container of the same name",
    ]);
  });

  it("is YAML that cannot be read", () => {
    expect(faultsOf({ "compose.yaml": "services:\n  web: {image: web\n" })).toHaveLength(1);
    expect(faultsOf({ "compose.yaml": "services:\n  web: *nobody\n" })).toEqual([
      "compose.yaml:2: services.web: there is no anchor &nobody above",
    ]);
    expect(faultsOf({ "compose.yaml": "- a\n" })).toEqual([
      "compose.yaml:1: a Compose file is a map at its top - begin with `services:`",
    ]);
    expect(faultsOf({ "compose.yaml": "x-a:\n  1: one\nservices: {web: {image: web}}\n" })).toEqual([
      "compose.yaml:2: x-a: a key must be a string, not 1 - put it in quotes",
    ]);
  });

  it("is a file of variables that is not there or cannot be read", () => {
    expect(
      faultsOf({
        "compose.yaml": "services:\n  web:\n    image: web\n    env_file:\n      - no.env\n      - bad.env\n",
        "bad.env": "A=1\nB C\n",
      }),
    ).toEqual([
      'bad.env:2: not a name of a variable: "B C" - write NAME=value',
      "compose.yaml:5: the file of variables /home/me/shop/no.env does not exist - make it, or leave it out with `required: false`",
    ]);
  });
});
