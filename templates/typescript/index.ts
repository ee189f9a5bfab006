import { Application } from "muelle";

const application = new Application("${PROJECT}", {
  spec: {
    services: {
      hello: {
        image: "busybox:1.37-musl",
        user: "1000:1000",
        command: ["sh", "-c", "echo 'Hello from Muelle' > /tmp/index.html; exec httpd -f -p 8000 -h /tmp"],
        healthcheck: { http: { port: 8000 } },
        route: { port: 8000 },
        deploy: { replicas: 2 },
      },
    },
  },
});

export const url = application.url;
