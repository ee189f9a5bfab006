import { Application } from "../../../../components/index.ts";
export const { url } = new Application("shop", {
  spec: { services: { web: { image: "nginx:1.30", route: { port: 80 } } } },
});
