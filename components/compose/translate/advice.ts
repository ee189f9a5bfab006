import type { Context, Subject } from "./context.ts";

/** What would make a service safer, each with the line to write. */
export function advise({ service, at }: Subject, { report }: Context): void {
  const advice = (reason: string, hint: string, field?: string) => {
    report.say(field === undefined ? at : [...at, field], { verdict: "advice", reason, hint });
  };
  const limits = service.deploy?.resources?.limits;
  if ((service.mem_limit ?? limits?.memory) === undefined || (service.cpus ?? limits?.cpus) === undefined)
    advice(
      "may use all processors and all memory of the machine",
      'write `deploy: {resources: {limits: {cpus: "1", memory: 512M}}}`',
    );
  if (!(service.cap_drop ?? []).some((name) => /^all$/i.test(name)))
    advice(
      "keeps the capabilities that Docker gives by default",
      "write `cap_drop: [ALL]`, and in `cap_add` what it needs",
    );
  if (service.user === undefined || service.user === "")
    advice("runs as whoever its image says, which may be root", 'write `user: "1000:1000"`');
  if (service.read_only !== true)
    advice("can change its own files", "write `read_only: true`, and in `tmpfs` where it writes");
  if (service.init !== true) advice("reaps no processes that it leaves behind", "write `init: true`");
  if (service.healthcheck?.test === undefined)
    advice("is taken for ready as soon as it runs", "write a `healthcheck`");
  if (service.restart === undefined && service.deploy?.restart_policy === undefined)
    advice("stays down once its process has ended", "write `restart: unless-stopped`");
  for (const [index, { host_ip: address = "", published = "" }] of (service.ports ?? []).entries()) {
    if (address !== "" || published === "") continue;
    report.say([...at, "ports", index], {
      verdict: "advice",
      reason: `port ${published} is open to everybody who reaches the machine`,
      hint: `write "127.0.0.1:${published}:..." where only the machine itself is to reach it`,
    });
  }
  for (const [index, { source = "" }] of (service.volumes ?? []).entries()) {
    if (!source.endsWith("/docker.sock")) continue;
    report.say([...at, "volumes", index], {
      verdict: "advice",
      reason: "whoever can write to Docker's socket has all rights on the machine",
      hint: "put a proxy before it that lets through what is needed",
    });
  }
}
